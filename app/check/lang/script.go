package lang

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// scriptNames are the scripts that are told apart, by ISO 15924.
var scripts = []struct {
	code, name string
	table      *unicode.RangeTable
}{
	{"Latn", "Latin", unicode.Latin}, {"Cyrl", "Cyrillic", unicode.Cyrillic}, {"Grek", "Greek", unicode.Greek},
	{"Arab", "Arabic", unicode.Arabic}, {"Hebr", "Hebrew", unicode.Hebrew}, {"Deva", "Devanagari", unicode.Devanagari},
	{"Beng", "Bengali", unicode.Bengali}, {"Thai", "Thai", unicode.Thai}, {"Hani", "Han", unicode.Han},
	{"Hira", "Hiragana", unicode.Hiragana}, {"Kana", "Katakana", unicode.Katakana}, {"Hang", "Hangul", unicode.Hangul},
	{"Armn", "Armenian", unicode.Armenian}, {"Geor", "Georgian", unicode.Georgian}, {"Ethi", "Ethiopic", unicode.Ethiopic},
	{"Gujr", "Gujarati", unicode.Gujarati}, {"Guru", "Gurmukhi", unicode.Gurmukhi}, {"Taml", "Tamil", unicode.Tamil},
	{"Telu", "Telugu", unicode.Telugu}, {"Knda", "Kannada", unicode.Kannada}, {"Mlym", "Malayalam", unicode.Malayalam},
	{"Orya", "Oriya", unicode.Oriya}, {"Sinh", "Sinhala", unicode.Sinhala}, {"Laoo", "Lao", unicode.Lao},
	{"Khmr", "Khmer", unicode.Khmer}, {"Mymr", "Myanmar", unicode.Myanmar}, {"Tibt", "Tibetan", unicode.Tibetan},
	{"Mong", "Mongolian", unicode.Mongolian}, {"Thaa", "Thaana", unicode.Thaana}, {"Syrc", "Syriac", unicode.Syriac},
	{"Bopo", "Bopomofo", unicode.Bopomofo},
}

// scriptOf gives the index in scriptNames of a letter's script, and -1 for what belongs to none or to all.
func ScriptOf(r rune) int {
	if r < 0x80 {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return 0
		}
		return -1
	}
	return int(ClassOf(r)&scriptBits) - 1
}

func IsScript(r rune, code string) bool {
	i := ScriptOf(r)
	return i >= 0 && scripts[i].code == code
}

// scriptSet gives scripts as a set of their indexes in scriptNames.
func SetOf(codes []string) (set uint64) {
	for i, s := range scripts {
		if slices.Contains(codes, s.code) {
			set |= 1 << i
		}
	}
	return set
}

// scriptPart is a run of letters of one script in a word.
type ScriptRun struct {
	Start  int
	Text   string
	Script int
}

func ScriptRuns(text string) (parts []ScriptRun) {
	for i, r := range text {
		s := ScriptOf(r)
		if _, digit := DigitValue(r); s < 0 || digit && r < 0x80 {
			continue
		}
		if n := len(parts) - 1; n >= 0 && parts[n].Script == s && parts[n].Start+len(parts[n].Text) == i {
			parts[n].Text = text[parts[n].Start : i+utf8.RuneLen(r)]
			continue
		}
		parts = append(parts, ScriptRun{i, string(r), s})
	}
	return parts
}

// scriptCode gives the ISO 15924 code of a script, by its index.
func ScriptCode(i int) string { return scripts[i].code }

// scriptTitle gives the English name of a script, by its index.
func ScriptName(i int) string { return scripts[i].name }
