package corpus

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
)

// accents replaces every letter of English by one with a diacritic, which shows where a font or a line is too small.
var accents = strings.NewReplacer(
	"A", "Å", "B", "Ɓ", "C", "Ç", "D", "Ð", "E", "É", "F", "Ƒ", "G", "Ĝ", "H", "Ĥ", "I", "Î", "J", "Ĵ", "K", "Ķ", "L", "Ļ", "M", "Ṁ",
	"N", "Ñ", "O", "Ö", "P", "Þ", "Q", "Ǫ", "R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Û", "V", "Ṽ", "W", "Ŵ", "X", "Ẋ", "Y", "Ý", "Z", "Ž",
	"a", "å", "b", "ƀ", "c", "ç", "d", "ð", "e", "é", "f", "ƒ", "g", "ĝ", "h", "ĥ", "i", "î", "j", "ĵ", "k", "ķ", "l", "ļ", "m", "ɱ",
	"n", "ñ", "o", "ö", "p", "þ", "q", "ǫ", "r", "ŕ", "s", "š", "t", "ţ", "u", "û", "v", "ṽ", "w", "ŵ", "x", "ẋ", "y", "ý", "z", "ž")

// padding makes a text about twice as long; it ends where the text is long enough.
var padding = strings.Fields("öñé ţŵö ţĥŕéé ƒöûŕ ƒîṽé šîẋ šéṽéñ éîĝĥţ ñîñé ţéñ éļéṽéñ ţŵéļṽé")

// keptParts are the parts of a text that stay as they are: placeholders and entities.
var keptParts = regexp.MustCompile(catalog.PlaceholderPattern + `|&#?[0-9A-Za-z]+;`)

// latinWord matches what is written from left to right in every context.
var latinWord = regexp.MustCompile(`[\pL\pN]+(?:['’.,:/-][\pL\pN]+)*`)

// accented returns English with diacritics, twice as long and in brackets, which shows texts that are cut off or not translatable.
func accented(text string, markdown bool) string {
	if text == "" {
		return ""
	}
	out := rewrite(text, markdown, accents.Replace)
	var b strings.Builder
	b.WriteString("⟦" + out)
	for i, more := 0, letters(text); more > 0; i++ {
		word := padding[i%len(padding)]
		b.WriteString(" " + word)
		more -= letters(word) + 1
	}
	return b.String() + "⟧"
}

// mirrored returns English whose words stand from right to left, as in Arabic, and can still be read. It adds direction marks only, no
// overrides.
func mirrored(text string, markdown bool) string {
	return rewrite(text, markdown, func(s string) string {
		return latinWord.ReplaceAllString(s, "\u200f$0\u200f")
	})
}

// letters counts what a reader sees of a text.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsMark(r) {
			n++
		}
	}
	return n
}

// rewrite applies change to the words of a text. Markup, link targets, code and placeholders stay.
func rewrite(text string, markdown bool, change func(string) string) string {
	if !markdown {
		return outsideKept(text, change)
	}
	run, err := segment.InlineLike(text, text)
	if err != nil {
		return text
	}
	var b strings.Builder
	end := 0
	for _, span := range wordsOf(run, nil) {
		if span[0] < end {
			continue
		}
		b.WriteString(text[end:span[0]] + outsideKept(text[span[0]:span[1]], change))
		end = span[1]
	}
	return b.String() + text[end:]
}

// outsideKept applies change to everything but placeholders and entities.
func outsideKept(text string, change func(string) string) string {
	var b strings.Builder
	end := 0
	for _, m := range keptParts.FindAllStringIndex(text, -1) {
		b.WriteString(change(text[end:m[0]]) + text[m[0]:m[1]])
		end = m[1]
	}
	return b.String() + change(text[end:])
}

// wordsOf returns the offsets of a run's texts, in order.
func wordsOf(run *segment.Run, spans [][2]int) [][2]int {
	if run.Kind == segment.RunText {
		return append(spans, [2]int{run.Start, run.End})
	}
	for i := range run.Children {
		spans = wordsOf(&run.Children[i], spans)
	}
	return spans
}
