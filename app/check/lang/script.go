package lang

import (
	"fmt"
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

const maxScripts = 31 // as many as scriptBits can tell apart

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
func scriptOf(r rune) Script {
	if r < 0x80 {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return 0
		}
		return noScript
	}
	return Script(ClassOf(r)&scriptBits) - 1
}

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

// scriptSet has a bit for each script.
type scriptSet uint32

func newScriptSet(codes []string) (set scriptSet) {
	for i, s := range known().Scripts {
		if slices.Contains(codes, s.code) {
			set |= 1 << i
		}
	}
	return set
}

func scriptsIn(text string) (set scriptSet) {
	for _, r := range text {
		if s := scriptOf(r); s != noScript {
			set |= 1 << s
		}
	}
	return set
}

// HasOwnLetters reports whether a word has letters of the language's scripts alone, and none that look alike: most words.
func (l *Language) HasOwnLetters(word string) bool {
	set := scriptsIn(word)
	alike := set & (1<<lookalikeScripts - 1)
	return set&^l.own == 0 && alike&(alike-1) == 0
}

// Lookalikes returns the first two of Latin, Cyrillic and Greek, whose letters look alike, that a word mixes.
func Lookalikes(word string) (a, b Script, ok bool) {
	found := []Script{}
	for s := range Script(lookalikeScripts) {
		if scriptsIn(word)&(1<<s) != 0 {
			found = append(found, s)
		}
	}
	if len(found) < 2 || found[len(found)-1] == 2 && utf8.RuneCountInString(word) <= 3 {
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

// ScriptRuns returns the runs of a word.
func ScriptRuns(word string) (runs []ScriptRun) {
	for i, r := range word {
		s := scriptOf(r)
		if s == noScript {
			continue
		}
		if n := len(runs) - 1; n >= 0 && runs[n].Script == s && runs[n].Start+len(runs[n].Text) == i {
			runs[n].Text = word[runs[n].Start : i+utf8.RuneLen(r)]
			continue
		}
		runs = append(runs, ScriptRun{i, string(r), s})
	}
	return runs
}
