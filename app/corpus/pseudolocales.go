package corpus

import (
	"bytes"
	"cmp"
	"maps"
	"regexp"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// pseudoLocale is a locale whose texts are made from English, to try a layout before there is any translation. The tags are CLDR's.
type pseudoLocale struct {
	tag, name string
	write     func(text string, markdown bool) string
}

var allPseudoLocales = []pseudoLocale{
	{"en-XA", "Pseudo: accents", accented},
	{"ar-XB", "Pseudo: right to left", mirrored},
}

// PseudoNames returns the names of the pseudo-locales by their tags.
func PseudoNames() map[string]string {
	names := map[string]string{}
	for _, l := range allPseudoLocales {
		names[l.tag] = l.name
	}
	return names
}

// pseudoLocales adds the pseudo-locales to what a [Reader] reads.
type pseudoLocales struct {
	added []pseudoLocale // those that locales.toml does not have itself; none unless they are wanted
	made  map[pseudoSource]*file
}

// pseudoSource is what a catalog is made of.
type pseudoSource struct {
	path    string        // of the catalog
	page    *segment.Page // nil for the interface
	english *catalog.File
}

// extend adds the pseudo-locales to locales.toml, behind all others so that no line of it moves.
func (p *pseudoLocales) extend(table []byte) []byte {
	p.added = nil
	longer := append(bytes.Clone(table), '\n')
	for _, l := range allPseudoLocales {
		if bytes.Contains(table, []byte(`"`+l.tag+`"`)) {
			continue
		}
		p.added = append(p.added, l)
		longer = append(longer, "[[locale]]\ntag = \""+l.tag+"\"\nname = \""+l.name+"\"\ndrafts = \"machine\"\n"...)
	}
	return longer
}

// set returns the pseudo-locales of a table.
func (p *pseudoLocales) set(t *locale.Table) (set locale.Set) {
	for _, l := range p.added {
		if found, ok := t.Find(l.tag); ok {
			set.Add(found.Index)
		}
	}
	return set
}

// addFiles puts the catalogs of the pseudo-locales into the tree, as if they had been read. It makes those whose English is new.
func (p *pseudoLocales) addFiles(pages []*segment.Page, r *Reader) {
	files := r.locales.files
	before := p.made
	p.made = map[pseudoSource]*file{}
	for _, l := range p.added {
		maps.DeleteFunc(files, func(path string, _ *file) bool { return strings.HasPrefix(path, l.tag+"/") })
		for _, page := range append(pages, nil) {
			slug := catalog.InterfaceSlug
			if page != nil {
				slug = page.Slug
			}
			of := pseudoSource{CatalogPath(l.tag, slug), page, files[CatalogPath("en", slug)].load()}
			f := before[of]
			if f == nil {
				f = &file{name: r.locales.tree.Path(of.path), catalog: makePseudo(l, of.english, page)}
			}
			if f.catalog != nil {
				p.made[of], files[of.path] = f, f
			}
		}
	}
}

// makePseudo translates English. page is nil for the interface. It returns nil if the English cannot be read.
func makePseudo(l pseudoLocale, english *catalog.File, page *segment.Page) *catalog.File {
	if page != nil {
		english = catalog.SyncEnglish(page, english)
	}
	if english == nil || english.Faulty() {
		return nil
	}
	categories := catalog.Categories(l.tag)
	texts := map[string]catalog.Forms{}
	for _, m := range english.Messages() {
		var forms catalog.Forms
		for _, c := range append([]string{"other"}, categories...) {
			text := cmp.Or(m.Forms.Get(c), m.Forms.Other)
			if c == "other" || m.Forms.Plural() {
				forms = forms.With(c, l.write(text, page != nil && (m.Kind == "" || segment.Kind(m.Kind).IsMarkdown())))
			}
		}
		texts[m.Key] = forms
	}
	made, _ := catalog.SyncLocale(english, nil, categories).SetValues(texts)
	return made
}

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
	out := "⟦" + rewrite(text, markdown, accents.Replace)
	for i, more := 0, letters(text); more > 0; i++ {
		word := padding[i%len(padding)]
		out += " " + word
		more -= letters(word) + 1
	}
	return out + "⟧"
}

// mirrored returns English whose words stand from right to left and can still be read. It adds direction marks only, no overrides.
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
	for _, word := range run.All(segment.RunText) {
		if word.Start < end {
			continue
		}
		b.WriteString(text[end:word.Start] + outsideKept(text[word.Start:word.End], change))
		end = word.End
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
