package lang

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Script is one of the scripts that are told apart.
type Script struct {
	Code  string // ISO 15924
	Name  string // in English, as Unicode writes it
	table *unicode.RangeTable
}

// The scripts whose letters look alike, which stand first in scripts.toml.
const lookalikeScripts = 3

const maxScripts = int(scriptBits) // and 0 for none

type scriptList []Script

// UnmarshalText reads lines of an ISO 15924 code and Unicode's name of a script.
func (list *scriptList) UnmarshalText(text []byte) error {
	for line := range strings.Lines(string(text)) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		table := unicode.Scripts[name]
		if table == nil || len(*list) == maxScripts {
			return fmt.Errorf("%q is no script, or more than %d", line, maxScripts)
		}
		*list = append(*list, Script{code, name, table})
	}
	return nil
}

// scriptOf returns the number of the script of a letter or a digit, from 1; 0 for what belongs to none or to all.
func scriptOf(r rune) int { return int(ClassOf(r) & scriptBits) }

// IsScript reports whether a character is a letter or a digit of one of the scripts, by their ISO 15924 codes.
func IsScript(r rune, codes ...string) bool {
	s := scriptOf(r)
	return s > 0 && slices.Contains(codes, known().Scripts[s-1].Code)
}

// scriptsOf returns the codes of the scripts that a code stands for.
func scriptsOf(code string) []string {
	if parts, ok := known().Parts[code]; ok {
		return parts
	}
	return []string{code}
}

// UsesInvisible reports whether the language's scripts use an invisible character.
func (l *Language) UsesInvisible(r rune) bool {
	scripts := known().Invisible[string(r)]
	return slices.Contains(scripts, "*") || slices.ContainsFunc(scripts, l.Writes)
}

// Lookalikes returns the first two of Latin, Cyrillic and Greek, whose letters look alike, that a word mixes.
func Lookalikes(word string) (a, b Script, ok bool) {
	var found []int
	for _, r := range word {
		if s := scriptOf(r); s > 0 && s <= lookalikeScripts && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	if slices.Sort(found); len(found) < 2 || found[len(found)-1] == lookalikeScripts && utf8.RuneCountInString(word) <= 3 {
		return Script{}, Script{}, false
	}
	return known().Scripts[found[0]-1], known().Scripts[found[1]-1], true
}

// ScriptRun is a run of letters of one script in a word.
type ScriptRun struct {
	Start  int // byte
	Text   string
	Script Script
}

// ScriptRuns returns the runs of a word, in order.
func ScriptRuns(word string) iter.Seq[ScriptRun] {
	return func(yield func(ScriptRun) bool) {
		start, script, scripts := 0, 0, known().Scripts
		for i, r := range word {
			if s := scriptOf(r); s != script {
				if script > 0 && !yield(ScriptRun{start, word[start:i], scripts[script-1]}) {
					return
				}
				start, script = i, s
			}
		}
		if script > 0 {
			yield(ScriptRun{start, word[start:], scripts[script-1]})
		}
	}
}
