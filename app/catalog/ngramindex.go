package catalog

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/textdiff"
)

const (
	fewWords   = 4   // in a text of so many words, groups of letters are features, too
	maxVisits  = 800 // places that are looked at in search of one text
	maxCompare = 24  // texts that one text is compared with
	maxNear    = 12  // texts that are remembered as like one text
)

// ngramIndex finds the texts that are like another: it compares those that share its rarest n-grams (words, pairs of words, or groups of
// three letters), and no others.
type ngramIndex struct {
	texts    []string           // sorted, so that no order of files decides anything
	postings map[uint64][]int32 // the texts that have a feature
	known    map[string][]likeText
	compare  *textdiff.Comparer

	shared []uint16 // by text: how many features of one text it shares, maxVisits at most; all 0 between two searches
	met    []uint64 // texts that share any
}

// likeText is a text with its likeness to another in percent, 99 at most.
type likeText struct {
	text    string
	percent int
}

func newNgramIndex(distinct map[string]bool) *ngramIndex {
	s := &ngramIndex{
		texts:    slices.Sorted(maps.Keys(distinct)),
		postings: map[uint64][]int32{},
		known:    map[string][]likeText{},
		compare:  textdiff.NewComparer(),
	}
	s.shared = make([]uint16, len(s.texts))
	for i, text := range s.texts {
		for _, f := range features(text) {
			s.postings[f] = append(s.postings[f], int32(i))
		}
	}
	return s
}

// nearest returns the texts that are like text and are not it, most alike first.
func (s *ngramIndex) nearest(text string) []likeText {
	if list, ok := s.known[text]; ok {
		return list
	}
	var list []likeText
	for _, i := range s.candidates(text) {
		if other := s.texts[i]; other != text {
			if score := s.compare.Similarity(text, other, minLikeness); score >= minLikeness {
				list = append(list, likeText{other, min(99, int(100*score))})
			}
		}
	}
	slices.SortFunc(list, func(a, b likeText) int { return cmp.Or(b.percent-a.percent, cmp.Compare(a.text, b.text)) })
	list = list[:min(len(list), maxNear):min(len(list), maxNear)]
	s.known[text] = list
	return list
}

// candidates returns the texts that share the most with text, by its rarest features.
func (s *ngramIndex) candidates(text string) []int32 {
	fs := features(text)
	slices.SortFunc(fs, func(a, b uint64) int { return cmp.Or(len(s.postings[a])-len(s.postings[b]), cmp.Compare(a, b)) })
	visits := 0
	for _, f := range fs {
		at := s.postings[f]
		if visits > 0 && visits+len(at) > maxVisits {
			break
		}
		at = at[:min(len(at), maxVisits)]
		visits += len(at)
		for _, i := range at {
			if s.shared[i]++; s.shared[i] == 1 {
				s.met = append(s.met, uint64(i))
			}
		}
	}
	for n, i := range s.met {
		s.met[n] = uint64(math.MaxUint16-s.shared[i])<<32 | i // of more shared features, sorted first
		s.shared[i] = 0
	}
	slices.Sort(s.met)
	var most []int32
	for _, m := range s.met[:min(len(s.met), maxCompare)] {
		most = append(most, int32(m&math.MaxUint32))
	}
	s.met = s.met[:0]
	return most
}

// features returns the hashes of a text's words and pairs of words, and of the groups of three letters where there are few
// words: each once.
func features(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	var fs []uint64
	before := ""
	for _, w := range words {
		fs = append(fs, hashOf("w", w))
		if before != "" {
			fs = append(fs, hashOf(before, w))
		}
		before = w
	}
	if len(words) <= fewWords {
		letters := []rune(strings.Join(words, " "))
		for i := range max(0, len(letters)-2) {
			fs = append(fs, hashOf("l", string(letters[i:i+3])))
		}
	}
	slices.Sort(fs)
	return slices.Compact(fs)
}

// hashOf returns the FNV-1a hash of two strings: the same in every run.
func hashOf(a, b string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range [...]string{a, "\xff", b} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	return h
}
