package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FoldingTables say, as data, how a word is folded whatever its language, for a script that runs in a browser. They are made by asking the functions of this
// package, so that both always agree; what browsers have themselves (normalisation, lower case) is in none of them.
type FoldingTables struct {
	Blank    []rune            `json:"blank"`    // first and last of each range of characters that stand for a space in a query
	Lower    map[string]string `json:"lower"`    // what becomes of a character that is not put into lower case alone
	Runs     [][3]rune         `json:"runs"`     // the same for characters in a row: the first, how many, and what becomes of the first
	Han      string            `json:"han"`      // letters of Han and what becomes of each, by turns
	Marks    []rune            `json:"marks"`    // ranges of characters that are left out
	Plain    map[string]string `json:"plain"`    // letters that Unicode does not take apart, as they are written without their marks
	Unspaced []rune            `json:"unspaced"` // ranges of characters of scripts that are written without spaces
	Extend   []rune            `json:"extend"`   // ranges of characters that belong to the cluster before them
}

// maxProbed is the first character that is not asked about one by one: what is folded stands below, but for digits and scripts without spaces.
const maxProbed = 0x30000

// NewFoldingTables returns the tables for some indexes: of the letters of Han, which are many, they have those that become one that stands there. Without indexes they
// have all.
func NewFoldingTables(of ...*Static) *FoldingTables {
	t := &FoldingTables{Lower: map[string]string{}, Plain: map[string]string{}}
	stand := map[rune]bool{}
	for _, s := range of {
		for _, c := range s.ClusterPlaces {
			for _, r := range c.keys {
				stand[r] = true
			}
		}
	}
	var han strings.Builder
	var last [3]rune
	for r := rune(1); r < maxProbed; r++ {
		s := string(r)
		if !utf8.ValidRune(r) {
			continue
		}
		if unicode.In(r, unicode.Cc, unicode.Cf) && r != '\u200C' && r != '\u200D' {
			t.Blank = extendRanges(t.Blank, r)
		}
		if norm.NFKC.IsNormalString(s) {
			if lower := lowerCase(s); lower != string(unicode.ToLower(r)) {
				to, n := utf8.DecodeRuneInString(lower)
				switch {
				case unicode.Is(unicode.Han, r):
					if len(of) == 0 || stand[to] {
						han.WriteString(s + lower)
					}
				case lower == "" || n != len(lower):
					t.Lower[s] = lower
				case last[1] > 0 && last[0]+last[1] == r && last[2]+last[1] == to:
					last[1]++
					t.Runs[len(t.Runs)-1] = last
				default:
					last = [3]rune{r, 1, to}
					t.Runs = append(t.Runs, last)
				}
			}
		}
		if r >= 0x80 {
			t.addMark(r)
		}
		if isUnspaced(s) {
			t.Unspaced = extendRanges(t.Unspaced, r)
		}
		if (isUnspaced(s) || unicode.In(r, unicode.Inherited, unicode.Common)) && extends(r) {
			t.Extend = extendRanges(t.Extend, r)
		}
	}
	t.Han = han.String()
	t.Unspaced = extendLast(t.Unspaced, unicode.Han)
	return t
}

// addMark adds a character that is left out, or that becomes another one without being taken apart.
func (t *FoldingTables) addMark(r rune) {
	s := string(r)
	folded := foldMarks(s)
	switch {
	case folded == "":
		t.Marks = extendRanges(t.Marks, r)
	case norm.NFC.IsNormalString(s) && norm.NFD.IsNormalString(s) && folded != s:
		t.Plain[s] = folded
	}
}

// extends reports whether a character belongs to the cluster before it, as tone marks do.
func extends(r rune) bool {
	first := ""
	tokens("ก"+string(r), func(t token) bool { first = t.text; return false })
	return first != "ก"
}

// extendRanges adds a character behind the others to ranges.
func extendRanges(ranges []rune, r rune) []rune {
	if n := len(ranges); n > 0 && ranges[n-1] == r-1 {
		ranges[n-1] = r
		return ranges
	}
	return append(ranges, r, r)
}

// extendLast adds the ranges of a table above [maxProbed].
func extendLast(ranges []rune, table *unicode.RangeTable) []rune {
	for _, r := range table.R32 {
		if r.Lo >= maxProbed {
			ranges = append(ranges, rune(r.Lo), rune(r.Hi))
		}
	}
	return ranges
}

// LanguageTables say, as data, how words are compared in one language.
type LanguageTables struct {
	Rules    [][2]string       `json:"rules,omitempty"`    // regular expressions and what replaces each match, one after the other, before Letters
	Letters  map[string]string `json:"letters,omitempty"`  // letters, and letters that follow each other, and what each becomes; the longest counts
	Elides   bool              `json:"elides,omitempty"`   // an article stands before an apostrophe; else what stands behind it is left out
	Marked   bool              `json:"marked,omitempty"`   // words are in the index with their marks too
	Prefixes string            `json:"prefixes,omitempty"` // letters that may be written to the front of any word
	Stop     string            `json:"stop,omitempty"`     // words that say little, each between spaces
}

// germanRules is what bleve's filter for German does with an e that stands for an umlaut: the state that it keeps depends on the letter before alone.
var germanRules = [][2]string{{"([ao])e", "$1"}, {"(^|[^aeiouqyäöü])ue", "${1}u"}}

// NewLanguageTables returns the tables of the language of a tag.
func NewLanguageTables(tag string) *LanguageTables {
	l := languageOf(tag)
	t := &LanguageTables{Letters: map[string]string{}, Elides: l.elides, Marked: l.marked, Prefixes: l.prefixes}
	if primary, _, _ := strings.Cut(tag, "-"); primary == "de" {
		for _, r := range germanRules {
			t.Rules = append(t.Rules, [2]string{r[0], strings.ReplaceAll(r[1], "${1}", "$1")})
		}
	}
	if len(l.normalize) > 0 {
		t.addLetters(&l)
	}
	var stop []string
	for w := range l.stop {
		stop = append(stop, w)
	}
	slices.Sort(stop)
	if len(stop) > 0 {
		t.Stop = " " + strings.Join(stop, " ") + " "
	}
	return t
}

// removed stands for a letter that the filters of a language take away: a filter that leaves nothing of a word is passed over.
const removed = "x"

// addLetters asks the filters of a language what becomes of each letter of its script, of pairs, and of three of which two are special.
func (t *LanguageTables) addLetters(l *language) {
	filtered := func(s string) string { return strings.TrimPrefix(l.filter(removed+s, l.normalize...), removed) }
	apart := func(s string) string { // what becomes of it letter by letter
		var b strings.Builder
		for _, r := range s {
			if to, ok := t.Letters[string(r)]; ok {
				b.WriteString(to)
			} else {
				b.WriteRune(r)
			}
		}
		return b.String()
	}
	for r := rune(0x80); r < 0x3000; r++ {
		if s := string(r); filtered(s) != s {
			t.Letters[s] = filtered(s)
		}
	}
	var indic []rune
	for _, block := range [][2]rune{{0x0900, 0x0980}, {0x0980, 0x0A00}} {
		if l.filter(string(block[0]+5)+string(block[0]+0x3E), l.normalize...) == string(block[0]+6) || filtered(string(block[0]+6)) != string(block[0]+6) {
			for r := block[0]; r < block[1]; r++ {
				indic = append(indic, r)
			}
		}
	}
	var pairs []string
	for _, a := range indic {
		for _, b := range indic {
			if s := string(a) + string(b); filtered(s) != apart(s) {
				pairs = append(pairs, s)
			}
		}
	}
	for _, s := range pairs {
		for _, c := range indic {
			if long := s + string(c); filtered(long) != filtered(s)+apart(string(c)) {
				t.Letters[long] = filtered(long)
			}
		}
	}
	for _, s := range pairs {
		t.Letters[s] = filtered(s)
	}
}
