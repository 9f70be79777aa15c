package lang

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Language is what the rules know of one language. It must not be changed.
type Language struct {
	Tag            string   `toml:"-"`                // BCP 47, as its data file is named
	HasData        bool     `toml:"-"`                // it has a data file
	Scripts        []string `toml:"scripts"`          // ISO 15924 codes of its own letters
	LengthRatio    float64  `toml:"length-ratio"`     // length of a text over that of its English, in characters; 0 where it is not known
	LengthGuessed  bool     `toml:"-"`                // LengthRatio is that of the script
	JoinsSentences bool     `toml:"joins-sentences"`  // two sentences of the English often become one
	NoSentenceEnds bool     `toml:"no-sentence-ends"` // sentences end without a mark

	Decimal     DecimalStyle `toml:"decimal"`      // how a number with one separator is read
	SpaceGroups bool         `toml:"space-groups"` // 10 000 is written with a space
	Unspaced    bool         `toml:"unspaced"`     // no spaces between words
	OneIsMany   bool         `toml:"one-is-many"`  // the plural category one also stands for 21

	CJKNumerals     bool        `toml:"cjk-numerals"`     // numbers are written in Chinese numerals
	HasNumberWords  bool        `toml:"-"`                // words for numbers above one are known
	CalendarOffsets []float64   `toml:"calendar-offsets"` // what is added to a year of the English
	Units           UnitIndex   `toml:"units"`
	Scales          NumberIndex `toml:"scales"` // words that multiply the number before them: million
	NumberWords     NumberIndex `toml:"numbers"`
	Duals           DualIndex   `toml:"duals"`
	HalfHours       []string    `toml:"half-hours"` // words for half an hour

	EndMarks    map[string]string `toml:"end-marks"`    // what may end a text whose English ends with ".", "?", "!" or ":"
	Negations   WordList          `toml:"negations"`    // words that say not
	NotNegative []NotNegative     `toml:"not-negative"` // pieces that hold a negation and negate nothing

	Doubled        WordList            `toml:"doubled"`          // words that may stand twice
	NeverDoubled   WordList            `toml:"never-doubled"`    // words that may not, where any other may
	AnyMayDouble   bool                `toml:"any-may-double"`   // any word may stand twice
	ShortMayDouble bool                `toml:"short-may-double"` // words of up to four characters may stand twice
	ForeignLetters runeSet             `toml:"foreign-letters"`  // letters that readers of the script know, and that are no letters of the language
	Senses         map[Sense]*WordList `toml:"senses"`           // words that have a sense; many, for it is said that there is none of them

	Concord *WordList `toml:"concord"` // words of senses that stand beside a "not" that does not negate them

	readOnce sync.Once         // of hiding, which few need
	hiding   map[Sense][]Sense // senses whose words hold words of one

	ForeignWords   *WordList `toml:"foreign-words"`    // words of another variety, or without the marks of their letters
	ForeignWordsIn []string  `toml:"foreign-words-in"` // tags of locales whose own they are
	Address        Address   `toml:"address"`
	AddressInText  bool      `toml:"address-in-text"` // texts of one page may address their reader in two ways, as lists and sentences of Japanese do
	Variant        string    `toml:"variant"`         // name of the other Chinese writing, whose characters are the foreign letters: "traditional"
}

// Address is the words by which a text addresses its reader, who is addressed in one way.
type Address struct{ Formal, Informal *WordList }

// DecimalStyle is how a number with one point or comma before three digits is read.
type DecimalStyle uint8

// The styles, by what separates the decimals.
const (
	DecimalEither DecimalStyle = iota
	DecimalComma
	DecimalPoint
)

// UnmarshalText reads comma, point or both.
func (d *DecimalStyle) UnmarshalText(text []byte) error {
	i := slices.Index([]string{"both", "comma", "point"}, string(text))
	if i < 0 {
		return fmt.Errorf("unknown decimal style %q", text)
	}
	*d = DecimalStyle(i)
	return nil
}

// NotNegative is a piece that negates nothing, where the English has one of the stems, or always if there are none.
type NotNegative struct {
	Text  string
	Stems []string
}

// UnmarshalText reads a piece and the stems.
func (n *NotNegative) UnmarshalText(text []byte) error {
	words := wordsOf(text)
	if len(words) == 0 {
		return errors.New("no piece")
	}
	n.Text, n.Stems = words[0], words[1:]
	return nil
}

// languages returns the languages that have a data file, by tag.
var languages = sync.OnceValue(func() map[string]*Language { return must(readLanguages()) })

// readLanguages reads the data files of all languages, which are named after their tags.
func readLanguages() (map[string]*Language, error) {
	files, err := fs.Glob(data, "data/languages/*.toml")
	all := map[string]*Language{}
	for _, name := range files {
		l := &Language{Tag: strings.TrimSuffix(path.Base(name), ".toml"), HasData: true}
		err = cmp.Or(err, decodeFile(name, l))
		l.HasNumberWords = l.CJKNumerals
		for _, entries := range l.NumberWords.Index {
			l.HasNumberWords = l.HasNumberWords || slices.ContainsFunc(entries, func(e Entry) bool { return e.Value > 1 })
		}
		all[l.Tag] = l
	}
	return all, err
}

// English returns what is known of English.
func English() *Language { return languages()["en"] }

// For returns what is known of the language of a locale, by its BCP 47 tag, by its language and ISO 15924 script, or by its language.
// A language without a data file has its scripts alone.
func For(tag, script string) *Language {
	base, _, _ := strings.Cut(tag, "-")
	for _, t := range []string{tag, base + "-" + script, base} {
		if l, ok := languages()[t]; ok && (script == "" || l.Writes(script) || slices.Equal(scriptsOf(script), l.Scripts)) {
			return l
		}
	}
	l := &Language{Tag: tag, LengthRatio: known().ScriptRatios[script], LengthGuessed: true}
	if script != "" {
		l.Scripts = scriptsOf(script)
	}
	if words := known().Negations[base]; words != nil {
		l.Negations = *words
	}
	return l
}

// Writes reports whether a script, by its ISO 15924 code, is one of the language's own.
func (l *Language) Writes(script string) bool { return slices.Contains(l.Scripts, script) }

// Base returns the language subtag of the tag.
func (l *Language) Base() string { base, _, _ := strings.Cut(l.Tag, "-"); return base }

// NumberWord returns the value of a number word in lower case.
func (l *Language) NumberWord(lower string) (float64, bool) {
	e := l.NumberWords.Word(lower)
	return e.Value, e.Text != ""
}

// UnitWord returns the unit that a word in lower case names, "" for none.
func (l *Language) UnitWord(lower string) string { return l.Units.Word(lower).Unit }

// SaysNot reports whether a text has a word that negates, given its English in lower case.
func (l *Language) SaysNot(text, english string) bool {
	text = l.withoutNotNegative(text, english)
	return l.Negations.In(text, Words(text))
}

// CountNot returns how many words of a text negate, given its English in lower case.
func (l *Language) CountNot(text, english string) int {
	text = l.withoutNotNegative(text, english)
	return l.Negations.Count(text, Words(text))
}

// withoutNotNegative returns a text, folded, without the pieces that hold a negation and negate nothing.
func (l *Language) withoutNotNegative(text, english string) string {
	text = Fold(text)
	for _, n := range l.NotNegative {
		if len(n.Stems) == 0 || slices.ContainsFunc(n.Stems, func(s string) bool { return strings.Contains(english, s) }) {
			text = strings.ReplaceAll(text, n.Text, " ")
		}
	}
	return text
}
