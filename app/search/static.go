package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Static is an index as data that a script asks which loads little of it: the words, and in chunks where each stands.
//
// Where a term stands is written as numbers, for each text: its number, as a difference to the text before; how often it stands there, times 4, plus the kind of the text;
// of words alone, the length of the text; if it is a heading or a title, how many texts after it that speaks for; then where in it the term stands, each as a difference
// to that before.
type Static struct {
	Counts  []int      `json:"counts"`  // of the texts of each page, 0 where none has a word
	Brevity [2]float32 `json:"brevity"` // how much more a word counts in texts of the lengths 0 and 1; the reciprocals of all are on one line
	Words   string     `json:"words"`   // sorted, a line each: how many UTF-16 units it has in common with the word before, in base 36, and the rest
	Stems   string     `json:"stems"`   // for each word: how many units are cut from its end, in base 36, or '~': its stems stand in Stemmed
	Stemmed string     `json:"stemmed,omitempty"`

	WordPlaces, ClusterPlaces []StaticChunk `json:"-"`
}

// StaticChunk is the places of some terms that follow each other: of words by their number, a list of lists of numbers; of clusters and pairs of clusters by
// themselves, the terms a line each beside their lists.
type StaticChunk struct {
	First int    // number of the first word
	Key   string // the first cluster or pair
	JSON  []byte
	keys  string // all clusters and pairs, a line each
}

const (
	maxWhere     = 20_000   // places of a term up to which it is told where in the texts they are
	maxChunk     = 24 << 10 // bytes of a chunk, from which on another begins
	maxShared    = 35       // units that a word has in common with the one before: a digit in base 36
	markedLetter = "*"      // before words with their marks, which are in no text
)

// term is a word, a cluster, or a pair of clusters, whose parts a space divides.
type term struct {
	key string
	id  uint32
}

// Static returns the index as data.
func (x *Index) Static() *Static {
	d := x.dictionary
	d.mu.RLock()
	defer d.mu.RUnlock()
	var words, clusters []term
	for id, w := range d.words {
		switch {
		case w == "" || x.pagesOf(uint32(id)) == 0:
		case isUnspaced(w):
			clusters = append(clusters, term{w, uint32(id)})
		default:
			if rest, ok := strings.CutPrefix(w, markedForm("")); ok {
				w = markedLetter + rest
			}
			words = append(words, term{w, uint32(id)})
		}
	}
	for key, id := range d.pairs {
		if x.pagesOf(id) > 0 {
			clusters = append(clusters, term{d.words[key>>32] + " " + d.words[uint32(key)], id})
		}
	}
	byKey := func(a, b term) int { return cmp.Or(compareUTF16(a.key, b.key), cmp.Compare(a.id, b.id)) }
	slices.SortFunc(words, byKey)
	slices.SortFunc(clusters, byKey)
	s := &Static{Counts: make([]int, len(x.pages)), Brevity: [2]float32(x.brevity[:2]), Words: frontCoded(words), WordPlaces: x.wordChunks(words), ClusterPlaces: x.clusterChunks(clusters)}
	s.addStems(d, words)
	for i, p := range x.pages {
		s.Counts[i] = len(p.texts)
	}
	return s
}

// compareUTF16 compares as JavaScript does, by UTF-16 units: the characters that need two of them stand before those from U+E000 on.
func compareUTF16(a, b string) int {
	for a != "" && b != "" {
		r, n := utf8.DecodeRuneInString(a)
		s, m := utf8.DecodeRuneInString(b)
		if r != s {
			return cmp.Compare(unitOrder(r), unitOrder(s))
		}
		a, b = a[n:], b[m:]
	}
	return cmp.Compare(len(a), len(b))
}

func unitOrder(r rune) rune {
	if 0xE000 <= r && r <= 0xFFFF {
		return r + utf8.MaxRune
	}
	return r
}

// frontCoded returns words as lines, without what each has in common with the one before.
func frontCoded(words []term) string {
	var b strings.Builder
	before := ""
	for i, w := range words {
		if i > 0 {
			b.WriteByte('\n')
		}
		units, end := 0, 0
		for _, r := range w.key {
			n := utf16.RuneLen(r)
			next := end + len(string(r))
			if units+n > maxShared || next > len(before) || before[end:next] != w.key[end:next] {
				break
			}
			units, end = units+n, next
		}
		b.WriteString(strconv.FormatInt(int64(units), 36))
		b.WriteString(w.key[end:])
		before = w.key
	}
	return b.String()
}

// addStems adds the stems of the words, unless each is its own.
func (s *Static) addStems(d *Dictionary, words []term) {
	of := map[uint32][]string{}
	for stem, ids := range d.stems {
		for _, id := range ids {
			of[id] = append(of[id], stem)
		}
	}
	var codes strings.Builder
	var others []string
	same := true
	for _, w := range words {
		stems := of[w.id]
		slices.Sort(stems)
		rest, cut := "", false
		if len(stems) == 1 {
			rest, cut = strings.CutPrefix(w.key, stems[0])
		}
		n := len(utf16.Encode([]rune(rest)))
		if len(stems) == 0 || strings.HasPrefix(w.key, markedLetter) {
			n, cut = 0, true
		}
		if !cut || n > maxShared {
			others = append(others, strings.Join(stems, " "))
			codes.WriteByte('~')
			same = false
			continue
		}
		same = same && n == 0
		codes.WriteString(strconv.FormatInt(int64(n), 36))
	}
	if !same {
		s.Stems, s.Stemmed = codes.String(), strings.Join(others, "\n")
	}
}

// Empty reports whether the index has no words.
func (s *Static) Empty() bool { return len(s.WordPlaces)+len(s.ClusterPlaces) == 0 }

// SentenceEnds returns where each sentence of a text ends but the last, in UTF-16 units.
func SentenceEnds(text string) (ends []int) {
	at := 0
	for each := sentences.FromString(text); each.Next(); {
		for _, r := range each.Value() {
			at += utf16.RuneLen(r)
		}
		if each.End() < len(text) {
			ends = append(ends, at)
		}
	}
	return ends
}

// StaticWeights returns how much what counts when texts are ranked, and the bounds of a query, by the names that a script knows them by.
func StaticWeights() map[string]float64 {
	return map[string]float64{
		"asWritten": asWritten, "otherForm": otherForm, "otherMarks": otherMarks, "beginning": beginning, "part": part, "similar": similar, "sameStart": sameStart,
		"minBegin": minBegin, "minPart": minPart, "minPartDens": minPartDens, "minPartHang": minPartHang, "minSimilar": minSimilar, "maxExpansions": maxExpansions,
		"neighbour": neighbourWorth, "stop": stopWorth, "heading": headingWorth, "title": titleWorth,
		"relative": relative, "headingBonus": headingBonus, "label": labelWorth, "covered": covered, "parts": parts, "minParts": minParts, "alone": alone, "unknown": unknownWorth,
		"minPartsWord": minPartsWord, "minQuestion": minQuestion, "minQuestionHan": minQuestionHan, "minQuestionKana": minQuestionKana, "rarityPower": rarityPower, "minCompound": minCompound,
		"maxQuery": MaxQuery, "maxWords": maxWords, "maxRun": maxRun,
	}
}
