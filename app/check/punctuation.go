package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// punctuation looks at the marks inside a text. Each habit is reported once.
func (c *checker) punctuation() {
	if len(c.lang.scripts) == 0 {
		return
	}
	c.straightQuotes()
	c.foreignMarks()
	c.doubledMarks()
	c.brackets()
	switch base := c.base(); {
	case base == "fr":
		c.frenchSpaces()
	case !c.writes("Hani"):
		c.spaceBefore()
		if base == "es" || base == "gl" || base == "ast" {
			c.openingMarks()
		}
	}
	switch {
	case c.writes("Hani"):
		c.wideMarks()
	case c.writes("Arab"):
		c.arabicMarks()
	case c.writes("Deva"), c.writes("Beng"):
		c.danda()
	}
	if !c.lang.unspaced {
		c.spaceAfter()
	}
	c.quoteMarks()
}

func (c *checker) base() string { base, _, _ := strings.Cut(c.lang.tag, "-"); return base }

func (c *checker) writes(script string) bool { return slices.Contains(c.lang.scripts, script) }

func (c *checker) mark(at int, message, hint string) {
	c.reportSeen("punctuation", Warning, at, message, hint)
}

// straightQuotes reports the quotation mark of typewriters. Hebrew writes abbreviations with it.
func (c *checker) straightQuotes() {
	s := c.dst.prose
	for i := 0; i < len(s); i++ {
		if s[i] != '"' || c.writes("Hebr") && unicode.Is(unicode.Hebrew, runeBefore(s, i)) && unicode.Is(unicode.Hebrew, runeAt(s, i+1)) || unicode.IsDigit(runeBefore(s, i)) {
			continue
		}
		c.mark(i, "a straight quotation mark", "write the quotation marks of the language")
		return
	}
}

// ownMarks gives the scripts, or the languages, that write a mark.
var ownMarks = map[rune][]string{
	'،': {"Arab", "Thaa", "Syrc"}, '؛': {"Arab", "Thaa", "Syrc"}, '؟': {"Arab", "Thaa", "Syrc"},
	'۔': {"ur", "pa", "sd", "ks", "pnb", "skr"},
	'।': {"Deva", "Beng", "Guru", "Orya", "Gujr", "Telu", "Knda"}, '॥': {"Deva", "Beng", "Guru", "Orya"},
	'。': {"Hani", "Hira", "Bopo"}, '、': {"Hani", "Hira"}, '，': {"Hani"}, '：': {"Hani"}, '；': {"Hani"}, '？': {"Hani"}, '！': {"Hani"},
	'（': {"Hani"}, '）': {"Hani"}, '「': {"Hani"}, '」': {"Hani"}, '『': {"Hani"}, '』': {"Hani"},
	'¿': {"es", "gl", "ast", "ca", "eu", "qu", "gn", "ay"}, '¡': {"es", "gl", "ast", "ca", "eu", "qu", "gn", "ay"},
}

func (c *checker) foreignMarks() {
	for i, r := range c.dst.prose {
		if r < 0x80 {
			continue
		}
		own, ok := ownMarks[r]
		if ok && !slices.Contains(own, c.base()) && !slices.ContainsFunc(c.lang.scripts, func(s string) bool { return slices.Contains(own, s) }) {
			c.mark(i, "the mark "+quote(string(r))+" is not one of this language", "write the language's own")
			return
		}
	}
}

// doubledMarks reports a mark that stands there twice in a row.
func (c *checker) doubledMarks() {
	s := c.dst.prose
	for i, r := range s {
		n := utf8.RuneLen(r)
		if !strings.ContainsRune(".,;:!?،؛؟۔।。，、；：！？", r) || runeAt(s, i+n) != r || runeBefore(s, i) == r {
			continue
		}
		if r == '.' && runeAt(s, i+2) == '.' || strings.Contains(c.src.prose, string([]rune{r, r})) {
			continue
		}
		c.mark(i, "the mark "+quote(string(r))+" stands there twice", "leave one")
		return
	}
}

// brackets reports a bracket or a quotation mark without its partner.
func (c *checker) brackets() {
	for _, pair := range []string{"()", "[]", "（）", "「」", "『』", "《》", "«»"} {
		r := []rune(pair)
		if c.base() == "de" && pair == "«»" {
			continue
		}
		open, shut := strings.Count(c.dst.prose, string(r[0])), strings.Count(c.dst.prose, string(r[1]))
		if open == shut || pair == "()" && strings.Count(c.src.prose, "(") != strings.Count(c.src.prose, ")") {
			continue
		}
		if pair == "()" && open+strings.Count(c.dst.prose, "（") == shut+strings.Count(c.dst.prose, "）") {
			continue
		}
		if pair == "（）" && open+strings.Count(c.dst.prose, "(") == shut+strings.Count(c.dst.prose, ")") {
			continue
		}
		which := r[0]
		if shut > open {
			which = r[1]
		}
		c.mark(strings.IndexRune(c.dst.prose, which), quote(string(which))+" has no partner", "close or take out the bracket or the quotation mark")
		return
	}
}

// frenchSpaces demands a no-break space before : ; ! ? and inside « ». In Canada only the colon and « » have one.
func (c *checker) frenchSpaces() {
	const hint = "write a no-break space there: U+202F before ; ! ? and U+00A0 before : and inside « »"
	s, marks := c.dst.prose, ":;!?»"
	if strings.HasPrefix(c.in.Tag, "fr-CA") {
		marks = ":»"
	}
	for i, r := range s {
		switch before := runeBefore(s, i); {
		case r == '«' && !noBreak(runeAt(s, i+utf8.RuneLen(r))):
			c.mark(i, "no no-break space behind «", hint)
			return
		case !strings.ContainsRune(marks, r) || noBreak(before) || before == 0 || strings.ContainsRune("!?", before) || r == '»' && before == '«':
		case r == ':' && (unicode.IsDigit(before) && unicode.IsDigit(runeAt(s, i+1)) || strings.ContainsRune(")-", runeAt(s, i+1))):
		default:
			c.mark(i, fmt.Sprintf("no no-break space before %s", quote(string(r))), hint)
			return
		}
	}
}

func noBreak(r rune) bool { return r == '\u00a0' || r == '\u202f' }

var spaced = regexp.MustCompile(`[\pL\pM\p{Nd})»”][ \x{a0}\x{202f}]([?!;:])(?:[\s)»”]|$)`)

// spaceBefore reports a space before a mark, which French alone has.
func (c *checker) spaceBefore() {
	if m := spaced.FindStringSubmatchIndex(c.dst.prose); m != nil && !spaced.MatchString(c.src.prose) {
		c.mark(m[2], "a space before "+quote(c.dst.prose[m[2]:m[3]]), "take it out: the language writes none there")
	}
}

// openingMarks demands an opening mark for each closing one in Spanish.
func (c *checker) openingMarks() {
	for _, m := range []struct{ open, shut string }{{"¿", "?"}, {"¡", "!"}} {
		open, shut := strings.Count(c.dst.prose, m.open), strings.Count(c.dst.prose, m.shut)
		for strings.Contains(c.dst.prose, m.shut+m.shut) && open < shut && strings.Count(c.dst.prose, m.open+m.open) == 0 {
			shut-- // ?? and !! are for another rule
			break
		}
		switch {
		case open < shut:
			c.mark(strings.Index(c.dst.prose, m.shut), "no "+m.open+" for "+quote(m.shut), "write "+m.open+" where the question or the exclamation begins")
		case open > shut:
			c.mark(strings.LastIndex(c.dst.prose, m.open), "no "+m.shut+" for "+quote(m.open), "write "+m.shut+" where the question or the exclamation ends")
		}
	}
}

// wideMarks demands full-width marks behind Han characters and kana.
func (c *checker) wideMarks() {
	full := map[rune]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！", '.': "。", '(': "（", ')': "）"}
	if c.writes("Kana") {
		full = map[rune]string{',': "、", ';': "；", '?': "？", '!': "！", '.': "。"}
	}
	s := c.dst.prose
	for i, r := range s {
		w, ok := full[r]
		if !ok {
			continue
		}
		before, after := runeBefore(s, i), runeAt(s, i+1)
		wrong := wide(before)
		if r == '(' || r == ')' {
			wrong = (wide(before) && wide(after)) || r == '(' && wide(after) || r == ')' && wide(before)
		}
		if wrong {
			c.mark(i, "the mark "+quote(string(r))+" is half-width", "write "+w)
			return
		}
	}
}

// arabicMarks demands the Arabic comma, semicolon and question mark, and the full stop of Urdu.
func (c *checker) arabicMarks() {
	own := map[rune]string{',': "،", ';': "؛", '?': "؟"}
	if c.base() == "ur" {
		own['.'] = "۔"
	}
	s := c.dst.prose
	for i, r := range s {
		w, ok := own[r]
		if !ok || r == '.' && (!isScript(runeBefore(s, i), "Arab") || i+1 < len(s) && runeAt(s, i+1) != ' ') {
			continue
		}
		before := runeBefore(s, i)
		if isScript(before, "Arab") && !unicode.IsDigit(before) || unicode.Is(unicode.Mn, before) || r == '?' && i+1 == len(s) || (before == ')' || before == hole) && r != '.' && isScript(runeAt(s, i+2), "Arab") {
			c.mark(i, "the mark "+quote(string(r))+" is not one of this language", "write "+w)
			return
		}
	}
}

// danda demands । at the end of a sentence in Hindi and Bengali. A point behind a short word is one of an abbreviation.
func (c *checker) danda() {
	if base := c.base(); base != "hi" && base != "bn" {
		return
	}
	s := c.dst.prose
	for i, r := range s {
		switch {
		case r == '|' && i > 0:
			c.mark(i, "a vertical line in place of a danda", "write ।")
			return
		case r == '.' && (i+1 == len(s) || s[i+1] == ' ') && unicode.In(runeBefore(s, i), unicode.Devanagari, unicode.Bengali):
			from := strings.LastIndexAny(s[:i], " (.") + 1
			if i+1 < len(s) && utf8.RuneCountInString(s[from:i]) < 5 && !letterEnds(s[:i]) {
				continue
			}
			c.mark(i, "the mark “.” is not one of this language", "write ।")
			return
		}
	}
}

// letterEnds says whether a text ends with a verb that ends sentences: है, हैं, था, গেল … A short word like डॉ is none.
func letterEnds(s string) bool {
	for _, w := range []string{"है", "हैं", "हो", "था", "थे", "थी", "करें", "लें", "दें", "হয়", "আছে", "নেই", "না", "করুন", "যায়", "করে", "পারে", "থাকে", "লাগে", "বলে", "পায়", "দেয়", "নিন", "দিন", "बताएँ", "जाए", "होगा", "गा", "गी", "गे"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

var glued = regexp.MustCompile(`\p{L}\p{M}*[,;!?،؛؟।۔]\p{L}\p{M}*\p{L}|\p{Ll}{2}\.\p{Lu}\p{L}|[\x{0590}-\x{09ff}]{4}[.][\x{0590}-\x{09ff}]{3}`)

// spaceAfter reports a mark with no space behind it.
func (c *checker) spaceAfter() {
	if m := glued.FindStringIndex(c.dst.prose); m != nil && !glued.MatchString(c.src.prose) {
		c.mark(m[0], "no space behind the mark in "+quote(c.dst.prose[m[0]:m[1]]), "write a space there")
	}
}

// quoteMarks reports English quotation marks in languages that write others.
func (c *checker) quoteMarks() {
	s := c.dst.prose
	at, own := -1, ""
	switch c.base() {
	case "de", "cs", "sk", "bg", "is", "lt", "hr", "sl", "sr", "et", "lv", "pl", "ro", "hu":
		for i, r := range s {
			before := runeBefore(s, i)
			if r == '“' && (before == 0 || before == ' ' || before == '(') && !strings.Contains(s[:i], "„") {
				at, own = i, "„"
				break
			}
		}
	case "fr", "ru", "uk", "be":
		if !strings.ContainsAny(s, "«„") {
			at, own = strings.IndexAny(s, "“”"), "« and »"
		}
	case "ja":
		at, own = strings.IndexAny(s, "“”"), "「 and 」"
	case "zh":
		if c.lang.tag == "zh-Hant" {
			at, own = strings.IndexAny(s, "“”"), "「 and 」"
		}
	}
	if at >= 0 {
		c.mark(at, "English quotation marks", "write "+own)
	}
}
