package check

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
	files, err := fs.Glob(tables, "tables/*.txt")
	for _, name := range files {
		data, _ := tables.ReadFile(name)
		tag := strings.TrimSuffix(strings.TrimPrefix(name, "tables/"), ".txt")
		all[tag], err = readLanguage(tag, string(data))
		if err != nil {
			panic(err) // a test reads every table
		}
	}
	return all
})

// languageOf gives the table of a locale: that of its tag, of its language and script, or of its language.
func languageOf(in Context) *language {
	base, _, _ := strings.Cut(in.Tag, "-")
	for _, tag := range []string{in.Tag, base + "-" + in.Script, base} {
		if l, ok := languages()[tag]; ok && (in.Script == "" || l.writes(in.Script)) {
			return l
		}
	}
	l := &language{tag: in.Tag, decimal: "both"}
	if in.Script != "" {
		l.scripts = partsOf(in.Script)
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

func readLanguage(tag, data string) (*language, error) {
	l := &language{tag: tag, units: map[rune][]piece{}, numbers: map[rune][]piece{}, duals: map[string]piece{}, ends: map[rune]string{}}
	for i, line := range strings.Split(data, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "# ") {
			continue
		}
		if err := l.set(fields[0], fields[1:]); err != nil {
			return nil, fmt.Errorf("tables/%s.txt:%d: %w", tag, i+1, err)
		}
	}
	return l, nil
}

func (l *language) set(subject string, values []string) (err error) {
	for i := range values {
		values[i] = strings.ReplaceAll(values[i], "_", " ")
	}
	if len(values) == 0 {
		return fmt.Errorf("%s has no values", subject)
	}
	switch subject {
	case "scripts":
		l.scripts = values
	case "ratio":
		l.ratio, err = strconv.ParseFloat(values[0], 64)
	case "decimal":
		l.decimal = values[0]
	case "habits":
		return l.habits(values)
	case "unit":
		for _, w := range values[1:] {
			p := newPiece(w)
			p.unit = values[0]
			l.units[firstRune(p.piece)] = append(l.units[firstRune(p.piece)], p)
		}
	case "number", "scale", "dual":
		return l.setNumber(subject, values)
	case "half":
		l.halves = values
	case "end":
		l.ends[firstRune(values[0])] = strings.Join(values[1:], "")
	case "not":
		l.nots.add(values)
	case "innocent":
		in := innocent{piece: values[0]}
		if len(values) > 1 {
			in.stems = values[1:]
		}
		l.innocent = append(l.innocent, in)
	case "double":
		l.doubles.add(values)
	case "function":
		l.functions.add(values)
	case "foreign":
		l.foreign = []rune(strings.Join(values, ""))
	default:
		return fmt.Errorf("unknown subject %q", subject)
	}
	return err
}

func (l *language) habits(values []string) error {
	for _, h := range values {
		switch h {
		case "space-groups":
			l.spaceGroups = true
		case "unspaced":
			l.unspaced = true
		case "han-numerals":
			l.han, l.counts = true, true
		case "many-ones":
			l.manyOnes = true
		case "any-double":
			l.anyDouble = true
		default:
			return fmt.Errorf("unknown habit %q", h)
		}
	}
	return nil
}

func (l *language) setNumber(subject string, values []string) error {
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
		p.value = v
		switch subject {
		case "scale":
			l.scales = append(l.scales, p)
		case "dual":
			p.unit = values[1]
			l.duals[p.piece] = p
		default:
			l.numbers[firstRune(p.piece)] = append(l.numbers[firstRune(p.piece)], p)
			l.counts = l.counts || v > 1
		}
	}
	return nil
}

func newPiece(w string) piece {
	p := piece{piece: strings.TrimSuffix(w, "*"), open: strings.HasSuffix(w, "*")}
	p.piece = foldWord(p.piece)
	return p
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
