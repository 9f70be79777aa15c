package lang

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// data holds the facts. In lists of words "_" stands for a space inside a word, and "*" at its end or start for any letters.
//
//go:embed data/*.toml data/languages/*.toml
var data embed.FS

func decodeFile(name string, into any) error {
	text, err := data.ReadFile(name)
	if err != nil {
		return err
	}
	return decode(name, string(text), into)
}

// decode reads TOML into a struct. The error says file and line.
func decode(name, text string, into any) error {
	meta, err := toml.Decode(text, into)
	if err != nil {
		line := 0
		fmt.Sscanf(err.Error(), "toml: line %d", &line)
		return fmt.Errorf("%s:%d: %w", name, line, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		key := unknown[0][len(unknown[0])-1]
		return fmt.Errorf("%s:%d: unknown key %q", name, 1+strings.Count(text[:max(0, strings.Index(text, key))], "\n"), key)
	}
	return nil
}

// wordsOf returns the words of a list.
func wordsOf(list []byte) []string {
	words := strings.Fields(string(list))
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, "_", " ")
	}
	return words
}

// runeSet is a set of characters.
type runeSet map[rune]bool

// UnmarshalText reads characters; white space between them is passed over.
func (s *runeSet) UnmarshalText(text []byte) error {
	*s = runeSet{}
	for _, r := range strings.Join(strings.Fields(string(text)), "") {
		(*s)[r] = true
	}
	return nil
}

// expression is a regular expression, in any case, of words that are its alternatives.
type expression struct{ *regexp.Regexp }

// UnmarshalText compiles the expression.
func (x *expression) UnmarshalText(text []byte) (err error) {
	x.Regexp, err = regexp.Compile("(?i)" + strings.Join(wordsOf(text), "|"))
	return err
}

// facts is what is known of scripts, marks, numerals, units and words, whatever the language.
type facts struct {
	Scripts      scriptList                   `toml:"scripts"`
	Parts        map[string][]string          `toml:"parts"`       // the scripts that an ISO 15924 code stands for
	Widthless    []string                     `toml:"widthless"`   // besides Unicode's category Cf
	Invisible    map[string][]string          `toml:"invisible"`   // the scripts that use an invisible character
	Marks        map[string][]string          `toml:"marks"`       // the scripts and languages that write a mark
	Brackets     []string                     `toml:"brackets"`    // an opening and a closing mark
	Inverted     []string                     `toml:"inverted"`    // languages that write ¿ and ¡
	Substitutes  map[string]map[string]string `toml:"substitutes"` // by script or language, what is written in place of a mark
	Quotes       map[string]QuoteStyle        `toml:"quotes"`      // of a language
	Fractions    map[string]float64           `toml:"fractions"`
	Folds        map[string]string            `toml:"folds"` // what a mark at numbers stands for
	CJK          map[string]float64           `toml:"cjk"`
	NoRange      runeSet                      `toml:"no-range"` // Chinese digits that make no range
	Implied      map[string][]float64         `toml:"implied"`
	Units        map[string]Unit              `toml:"units"`
	Symbols      UnitIndex                    `toml:"symbols"` // of units, that most languages share
	Sets         map[Set]*WordList            `toml:"sets"`
	Negations    map[string]*WordList         `toml:"negations"`     // of languages without a data file, by tag
	ScriptRatios map[string]float64           `toml:"script-ratios"` // of the length of a text to that of its English
	Opposed      senseFamilies                `toml:"opposed"`
	Kinds        senseFamilies                `toml:"kinds"`
	Apart        senseFamilies                `toml:"apart"`
	Needed       senseFamilies                `toml:"needed"`
	English      struct {                     // what English words say
		Negates, NotNegative, Calls expression
	}
}

// known returns the facts.
var known = sync.OnceValue(func() *facts { return must(readFacts()) })

// must returns what was read. A test reads every data file.
func must[T any](read T, err error) T {
	if err != nil {
		panic(err)
	}
	return read
}

func readFacts() (*facts, error) {
	f := &facts{}
	files, err := fs.Glob(data, "data/*.toml")
	for _, name := range files {
		err = cmp.Or(err, decodeFile(name, f))
	}
	return f, err
}

// MayNegate reports whether an English text has a word that makes a sentence negative.
func MayNegate(english string) bool {
	return mayNegate(english) && known().English.Negates.MatchString(english)
}

// NegationOf returns the word that makes an English text negative, "" for none and for turns such as "not only".
func NegationOf(english string) string {
	if !MayNegate(english) {
		return ""
	}
	return known().English.Negates.FindString(known().English.NotNegative.ReplaceAllString(english, " "))
}

// mayNegate reports whether a text holds a piece of one of the words that negate: the expression alone was a third of the time of a check.
func mayNegate(english string) bool {
	return slices.ContainsFunc([]string{"no", "No", "NO", "ever", "EVER", "ithout", "ITHOUT", "either", "n't", "n’t", "N'T", "N’T"}, func(piece string) bool { return strings.Contains(english, piece) })
}

// SpeaksOfCalling reports whether an English text speaks of calling for help.
func SpeaksOfCalling(english string) bool { return known().English.Calls.MatchString(english) }
