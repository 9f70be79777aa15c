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
	x := &ngramIndex{texts: slices.Sorted(maps.Keys(distinct)), postings: map[uint64][]int32{}, known: map[string][]likeText{}}
	x.compare, x.shared = textdiff.NewComparer(), make([]uint16, len(x.texts))
	for i, text := range x.texts {
		for _, f := range features(text) {
			x.postings[f] = append(x.postings[f], int32(i))
		}
	}
	return x
}

// nearest returns the texts that are like text and are not it, most alike first.
func (x *ngramIndex) nearest(text string) []likeText {
	if list, ok := x.known[text]; ok {
		return list
	}
	var list []likeText
	for _, i := range x.candidates(text) {
		if other := x.texts[i]; other != text {
			if score := x.compare.Similarity(text, other, minLikeness); score >= minLikeness {
				list = append(list, likeText{other, min(99, int(100*score))})
			}
		}
	}
	slices.SortFunc(list, func(a, b likeText) int { return cmp.Or(b.percent-a.percent, cmp.Compare(a.text, b.text)) })
	list = list[:min(len(list), maxNear):min(len(list), maxNear)]
	x.known[text] = list
	return list
}

// candidates returns the texts that share the most with text, by its rarest features.
func (x *ngramIndex) candidates(text string) []int32 {
	fs := features(text)
	slices.SortFunc(fs, func(a, b uint64) int { return cmp.Or(len(x.postings[a])-len(x.postings[b]), cmp.Compare(a, b)) })
	visits := 0
	for _, f := range fs {
		at := x.postings[f]
		if visits > 0 && visits+len(at) > maxVisits {
			break
		}
		at = at[:min(len(at), maxVisits)]
		visits += len(at)
		for _, i := range at {
			if x.shared[i]++; x.shared[i] == 1 {
				x.met = append(x.met, uint64(i))
			}
		}
	}
	for n, i := range x.met {
		x.met[n] = uint64(math.MaxUint16-x.shared[i])<<32 | i // of more shared features, sorted first
		x.shared[i] = 0
	}
	slices.Sort(x.met)
	var most []int32
	for _, m := range x.met[:min(len(x.met), maxCompare)] {
		most = append(most, int32(m&math.MaxUint32))
	}
	x.met = x.met[:0]
	return most
}

// features returns the hashes of a text's words, pairs of words and, where there are few words, groups of three letters: each once.
func features(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	var fs []uint64
	for i, w := range words {
		fs = append(fs, hashOf("w", w))
		if i > 0 {
			fs = append(fs, hashOf(words[i-1], w))
		}
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

// matches returns the best earlier translations of an English text, without those to leave out.
func (m *Memory) matches(tag, key string, english Forms, leaveOut func(Forms) bool) (best []match) {
	if english.Empty() {
		return nil
	}
	if m.index == nil {
		m.open()
	}
	var all []match
	text := english.joined()
	for _, near := range append(m.index.nearest(text), likeText{text, 99}) {
		m.openFor(tag, near.text)
		for _, k := range m.past[[2]string{tag, near.text}] {
			if k.live && k.key == key || leaveOut(k.Text) || k.Text.firstFlaw(false) != "" {
				continue
			}
			percent, rank := near.percent, 0
			if k.Source == english {
				percent = 100
			}
			if k.key == key {
				rank = 2
			} else if k.live {
				rank = 1
			}
			all = append(all, match{k, percent, 4*percent + rank})
		}
	}
	slices.SortFunc(all, func(a, b match) int {
		return cmp.Or(b.rank-a.rank, cmp.Compare(a.key, b.key), cmp.Compare(a.Text.joined(), b.Text.joined()))
	})
	for _, k := range all {
		if len(best) < maxSuggestions && !slices.ContainsFunc(best, func(b match) bool { return b.Text == k.Text }) {
			best = append(best, k)
		}
	}
	return best
}

// match is a translation with the likeness of its English, in percent. The rank is higher for what is more alike, then for translations
// of the entry itself, then for those that are in use.
type match struct {
	pastTranslation
	percent, rank int
}
