package lang

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
type Language struct {
	Tag             string
	Scripts         []string // ISO 15924, of its own letters
	LengthRatio     float64  // length of a text over that of its English, in characters; 0 where it is not known
	Decimal         string   // "comma", "point" or "both"
	SpaceGroups     bool     // 10 000 is written with a space
	Unspaced        bool     // no spaces between words
	CJKNumerals     bool     // numbers are written in Chinese numerals
	OneIsNotOnly1   bool     // the plural form one also stands for 21
	HasNumberWords  bool     // number words are known
	CalendarOffsets []int    // what is added to a year of the English

	Units       map[rune][]Entry
	Scales      []Entry
	NumberWords map[rune][]Entry
	Duals       map[string]Entry
	HalfHours   []string

	EndMarks map[rune]string // what may end a text whose English ends with ".", "?", "!" or ":"

	Negations      WordList
	NotNegations   []NotNegation // pieces that hold a negation and negate nothing
	Doubled        WordList      // words that may stand twice
	NeverDoubled   WordList      // where any word may stand twice: those that may not
	AnyMayDouble   bool
	ShortMayDouble bool   // words of up to four characters may stand twice
	ForeignLetters []rune // letters that a reader of the script knows, and that are no letters of the language
}

// piece is a word, or the start of one, with what it means.
type Entry struct {
	Text   string
	Unit   string
	Value  float64
	Prefix bool // letters may follow
}

// innocent is a piece of a text that is passed over when negations are looked for, where the English has one of the
// stems, or always.
type NotNegation struct {
	Text  string
	Stems []string
}

// languages gives the tables by tag.
var languages = sync.OnceValue(func() map[string]*Language {
	all := map[string]*Language{}
	files, _ := fs.Glob(tables, "tables/*.txt")
	for _, name := range files {
		data, _ := tables.ReadFile(name)
		tag := strings.TrimSuffix(strings.TrimPrefix(name, "tables/"), ".txt")
		l, err := parse(tag, string(data))
		if err != nil {
			panic(err) // a test reads every table
		}
		all[tag] = l
	}
	return all
})

// languageOf gives the table of a locale: that of its tag, of its language and script, or of its language.
func For(tag, script string) *Language {
	base, _, _ := strings.Cut(tag, "-")
	for _, t := range []string{tag, base + "-" + script, base} {
		if l, ok := languages()[t]; ok && (script == "" || l.writes(script)) {
			return l
		}
	}
	l := &Language{Tag: tag, Decimal: "both"}
	if script != "" {
		l.Scripts = partsOf(script)
	}
	return l
}

func (l *Language) writes(script string) bool {
	return slices.Equal(partsOf(script), l.Scripts) || slices.Contains(l.Scripts, script)
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
func (l *Language) NumberWord(lower string) (float64, bool) {
	for _, p := range l.NumberWords[FirstRune(lower)] {
		if p.Text == lower || p.Prefix && strings.HasPrefix(lower, p.Text) {
			return p.Value, true
		}
	}
	return 0, false
}

// wordUnit gives the unit that a word names.
func (l *Language) WordUnit(lower string) string {
	for _, p := range l.Units[FirstRune(lower)] {
		if p.Text == lower || p.Prefix && strings.HasPrefix(lower, p.Text) {
			return p.Unit
		}
	}
	return ""
}

func (in NotNegation) AppliesTo(english string) bool {
	for _, s := range in.Stems {
		if strings.Contains(english, s) {
			return true
		}
	}
	return len(in.Stems) == 0
}

// englishTable is the table of English.
func English() *Language { return languages()["en"] }
