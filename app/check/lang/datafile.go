package lang

import (
	"embed"
	"fmt"
	"regexp"
	"strings"

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
