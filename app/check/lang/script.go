package lang

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Script is one of the scripts that are told apart. [noScript] is that of a character that belongs to none or to all.
type Script int8

// noScript is no script.
const noScript Script = -1

// The scripts whose letters look alike, which stand first in scripts.toml.
const lookalikeScripts = 3

const maxScripts = int(scriptBits) // and 0 for none

type scriptInfo struct {
	code, name string
	table      *unicode.RangeTable
}

type scriptList []scriptInfo

// UnmarshalText reads lines of an ISO 15924 code and Unicode's name of a script.
func (list *scriptList) UnmarshalText(text []byte) error {
	for line := range strings.Lines(string(text)) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		table := unicode.Scripts[name]
		if table == nil || len(*list) == maxScripts {
			return fmt.Errorf("%q is no script, or more than %d", line, maxScripts)
		}
		*list = append(*list, scriptInfo{code, name, table})
	}
	return nil
}

// Code returns the ISO 15924 code.
func (s Script) Code() string { return known().Scripts[s].code }

// Name returns the English name, as Unicode writes it.
func (s Script) Name() string { return known().Scripts[s].name }

// scriptOf returns the script of a letter or a digit.
func scriptOf(r rune) Script { return Script(ClassOf(r)&scriptBits) - 1 }

// IsScript reports whether a character is a letter or a digit of one of the scripts, by their ISO 15924 codes.
func IsScript(r rune, codes ...string) bool {
	s := scriptOf(r)
	return s != noScript && slices.Contains(codes, s.Code())
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
	var found []Script
	for run := range ScriptRuns(word) {
		if run.Script < lookalikeScripts && !slices.Contains(found, run.Script) {
			found = append(found, run.Script)
		}
	}
	if slices.Sort(found); len(found) < 2 || found[len(found)-1] == 2 && utf8.RuneCountInString(word) <= 3 {
		return noScript, noScript, false
	}
	return found[0], found[1], true
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
		start, script := 0, noScript
		for i, r := range word {
			if s := scriptOf(r); s != script {
				if script != noScript && !yield(ScriptRun{start, word[start:i], script}) {
					return
				}
				start, script = i, s
			}
		}
		if script != noScript {
			yield(ScriptRun{start, word[start:], script})
		}
	}
}
