package lang

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// tables holds what the rules know of languages, one file a language. A line is a subject and its words, "_" for a
// space inside one; "*" at the end or the start of a word stands for any letters there.
//
//go:embed data/languages/*.txt
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
	files, _ := fs.Glob(tables, "data/languages/*.txt")
	for _, name := range files {
		data, _ := tables.ReadFile(name)
		tag := strings.TrimSuffix(strings.TrimPrefix(name, "data/languages/"), ".txt")
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

func parse(tag, data string) (*Language, error) {
	l := &Language{Tag: tag, Units: map[rune][]Entry{}, NumberWords: map[rune][]Entry{}, Duals: map[string]Entry{}, EndMarks: map[rune]string{}}
	for i, line := range strings.Split(data, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "# ") {
			continue
		}
		if err := l.set(fields[0], fields[1:]); err != nil {
			return nil, fmt.Errorf("data/languages/%s.txt:%d: %w", tag, i+1, err)
		}
	}
	return l, nil
}

func (l *Language) set(subject string, values []string) (err error) {
	for i := range values {
		values[i] = strings.ReplaceAll(values[i], "_", " ")
	}
	if len(values) == 0 {
		return fmt.Errorf("%s has no values", subject)
	}
	switch subject {
	case "scripts":
		l.Scripts = values
	case "ratio":
		l.LengthRatio, err = strconv.ParseFloat(values[0], 64)
	case "calendar":
		for _, v := range values {
			n, err := strconv.Atoi(v)
			if err != nil {
				return err
			}
			l.CalendarOffsets = append(l.CalendarOffsets, n)
		}
	case "decimal":
		l.Decimal = values[0]
	case "habits":
		return l.habits(values)
	case "unit":
		for _, w := range values[1:] {
			p := newPiece(w)
			p.Unit = values[0]
			l.Units[FirstRune(p.Text)] = append(l.Units[FirstRune(p.Text)], p)
		}
	case "number", "scale", "dual":
		return l.setNumber(subject, values)
	case "half":
		l.HalfHours = values
	case "end":
		l.EndMarks[FirstRune(values[0])] = strings.Join(values[1:], "")
	case "not":
		l.Negations.add(values)
	case "innocent":
		in := NotNegation{Text: values[0]}
		if len(values) > 1 {
			in.Stems = values[1:]
		}
		l.NotNegations = append(l.NotNegations, in)
	case "double":
		l.Doubled.add(values)
	case "function":
		l.NeverDoubled.add(values)
	case "foreign":
		l.ForeignLetters = []rune(strings.Join(values, ""))
	default:
		return fmt.Errorf("unknown subject %q", subject)
	}
	return err
}

func (l *Language) habits(values []string) error {
	for _, h := range values {
		switch h {
		case "space-groups":
			l.SpaceGroups = true
		case "unspaced":
			l.Unspaced = true
		case "han-numerals":
			l.CJKNumerals, l.HasNumberWords = true, true
		case "many-ones":
			l.OneIsNotOnly1 = true
		case "short-double":
			l.ShortMayDouble = true
		case "any-double":
			l.AnyMayDouble = true
		default:
			return fmt.Errorf("unknown habit %q", h)
		}
	}
	return nil
}

func (l *Language) setNumber(subject string, values []string) error {
	v, err := strconv.ParseFloat(values[0], 64)
	if err != nil {
		return err
	}
	words := values[1:]
	if subject == "dual" {
		words = values[2:]
	}
	for _, w := range words {
		p := newPiece(w)
		p.Value = v
		switch subject {
		case "scale":
			l.Scales = append(l.Scales, p)
		case "dual":
			p.Unit = values[1]
			l.Duals[p.Text] = p
		default:
			l.NumberWords[FirstRune(p.Text)] = append(l.NumberWords[FirstRune(p.Text)], p)
			l.HasNumberWords = l.HasNumberWords || v > 1
		}
	}
	return nil
}

func newPiece(w string) Entry {
	p := Entry{Text: strings.TrimSuffix(w, "*"), Prefix: strings.HasSuffix(w, "*")}
	p.Text = Fold(p.Text)
	return p
}
