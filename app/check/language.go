package check

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// tables holds what the rules know of languages, one file a language. A line is a subject and its words, "_" for a
// space inside one; "*" at the end or the start of a word stands for any letters there.
//
//go:embed tables/*.txt
var tables embed.FS

// language is what the rules know of one language. A language without a table has its script only, and most rules are
// silent about it.
type language struct {
	tag         string
	scripts     []string // ISO 15924, of its own letters
	ratio       float64  // length of a text over that of its English, in characters; 0 where it is not known
	decimal     string   // "comma", "point" or "both"
	spaceGroups bool     // 10 000 is written with a space
	unspaced    bool     // no spaces between words
	han         bool     // numbers are written in Chinese numerals
	manyOnes    bool     // the plural form one also stands for 21
	counts      bool     // number words are known
	calendar    []int    // what is added to a year of the English

	units   map[rune][]piece
	scales  []piece
	numbers map[rune][]piece
	duals   map[string]piece
	halves  []string

	ends map[rune]string // what may end a text whose English ends with ".", "?", "!" or ":"

	nots      lexicon
	innocent  []innocent // pieces that hold a negation and negate nothing
	doubles   lexicon    // words that may stand twice
	functions lexicon    // where any word may stand twice: those that may not
	anyDouble bool
	short     bool   // words of up to four characters may stand twice
	foreign   []rune // letters that a reader of the script knows, and that are no letters of the language
}

// piece is a word, or the start of one, with what it means.
type piece struct {
	piece string
	unit  string
	value float64
	open  bool // letters may follow
}

// innocent is a piece of a text that is passed over when negations are looked for, where the English has one of the
// stems, or always.
type innocent struct {
	piece string
	stems []string
}

// languages gives the tables by tag.
var languages = sync.OnceValue(func() map[string]*language {
	all := map[string]*language{}
	files, _ := fs.Glob(tables, "tables/*.txt")
	for _, name := range files {
		data, _ := tables.ReadFile(name)
		tag := strings.TrimSuffix(strings.TrimPrefix(name, "tables/"), ".txt")
		l, err := readLanguage(tag, string(data))
		if err != nil {
			panic(err) // a test reads every table
		}
		all[tag] = l
	}
	return all
})

// languageOf gives the table of a locale: that of its tag, of its language and script, or of its language.
func languageOf(tag, script string) *language {
	base, _, _ := strings.Cut(tag, "-")
	for _, t := range []string{tag, base + "-" + script, base} {
		if l, ok := languages()[t]; ok && (script == "" || l.writes(script)) {
			return l
		}
	}
	l := &language{tag: tag, decimal: "both"}
	if script != "" {
		l.scripts = partsOf(script)
	}
	return l
}

func (l *language) writes(script string) bool {
	return slices.Equal(partsOf(script), l.scripts) || slices.Contains(l.scripts, script)
}

// partsOf gives the scripts that a script code stands for.
func partsOf(script string) []string {
	switch script {
	case "Hans", "Hant":
		return []string{"Hani"}
	case "Jpan":
		return []string{"Hani", "Hira", "Kana"}
	case "Kore":
		return []string{"Hang"}
	}
	return []string{script}
}

// numberWord gives the value of a number word.
func (l *language) numberWord(lower string) (float64, bool) {
	for _, p := range l.numbers[firstRune(lower)] {
		if p.piece == lower || p.open && strings.HasPrefix(lower, p.piece) {
			return p.value, true
		}
	}
	return 0, false
}

// wordUnit gives the unit that a word names.
func (l *language) wordUnit(lower string) string {
	for _, p := range l.units[firstRune(lower)] {
		if p.piece == lower || p.open && strings.HasPrefix(lower, p.piece) {
			return p.unit
		}
	}
	return ""
}

func (in innocent) holds(english string) bool {
	for _, s := range in.stems {
		if strings.Contains(english, s) {
			return true
		}
	}
	return len(in.stems) == 0
}

// englishTable is the table of English.
func englishTable() *language { return languages()["en"] }
