package search

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// runState is what a text has of a run of clusters.
type runState struct {
	pairs  uint64 // a bit for each pair of clusters that follow each other in the run
	single uint64 // a bit for each cluster
	long   uint32 // the longest part of the run that the text has as it is written
}

// runEnd is where a part of a run ends in a text, and how long it is.
type runEnd struct{ text, at, length uint32 }

const (
	covered = 0.7 // how much a text counts that has all clusters of a run of four or more, though not in one piece
	parts   = 0.6 // or parts of a run that is taken for several words
	alone   = 1   // how much a letter of Han counts, beside a pair

	// Clusters of a run from which on it is taken for several words, of which a text may lack some: with letters of Han, each of which mostly is a word; of kana alone,
	// which mostly is one word; and of others.
	minQuestionHan  = 3
	minQuestionKana = 7
	minQuestion     = 4

	minParts     = 0.1  // the share of the run that the parts must make up
	minPartsWord = 0.35 // and of one without letters of Han that may be one word

	// maxRunPages bounds the pages that are looked at for all runs of a query, each counted for each pair of clusters. The pairs that most pages have are left out first:
	// of what stands around them it is clear whether they are there.
	maxRunPages = 2000
)

// run is a run of clusters of a query.
type run struct {
	clusters []string
	least    float32   // the share of the run that parts of it must make up
	question int       // clusters from which on it is taken for several words, of which a text may lack some
	ids      []uint32  // of each pair
	left     []bool    // pairs that are left out
	pairs    []float32 // how rare each pair is; negative where it stands nowhere: it may be the end of one word and the beginning of the next
	single   []float32 // how rare each cluster is; 0 for those that are not looked for alone
}

// weighRun weighs the texts that have a run of clusters: as it is written, in pieces that make up the whole, or some pieces. It looks at about so many pages,
// each counted for each pair.
func (x *Index) weighRun(s *scores, clusters []string, pages int) {
	if len(clusters) == 1 {
		for _, p := range x.cluster(s, clusters[0], &pages, true) {
			s.weigh(p.text, asWritten, fits)
		}
		return
	}
	r := x.newRun(clusters, &pages)
	var texts []uint32 // that have any of it
	state := func(text uint32) *runState {
		state := &s.runs[text]
		if state.pairs|state.single == 0 {
			texts = append(texts, text)
		}
		return state
	}
	x.findPairs(s, r, state)
	for i, cluster := range clusters {
		if len(clusters) > 2 && isHan(cluster) {
			places := x.cluster(s, cluster, &pages, false)
			if len(places) > 0 {
				r.single[i] = alone * x.rarity(len(places))
			}
			for _, p := range places {
				state(p.text).single |= 1 << i
			}
		}
	}
	for _, text := range texts {
		if weight, how := r.weight(&s.runs[text]); weight > 0 {
			s.weigh(text, weight, how)
		}
		s.runs[text] = runState{}
	}
}

// newRun returns a run with the pairs to be looked for, and takes the pages that this means from the number.
func (x *Index) newRun(clusters []string, pages *int) *run {
	n := len(clusters) - 1
	r := &run{clusters: clusters, question: minQuestion, least: minParts, ids: make([]uint32, n), left: make([]bool, n), pairs: make([]float32, n), single: make([]float32, n+1)}
	if slices.ContainsFunc(clusters, isHan) {
		r.question = minQuestionHan
	} else if slices.ContainsFunc(clusters, func(c string) bool { return strings.IndexFunc(c, isKana) >= 0 }) {
		r.question = minQuestionKana
	} else if len(clusters) < minQuestionKana {
		r.least = minPartsWord
	}
	known := make([]int, 0, n)
	for i := range n {
		id, ok := x.dictionary.pair(clusters[i], clusters[i+1])
		if ok && x.pagesOf(id) > 0 {
			r.ids[i] = id
			known = append(known, i)
		} else {
			r.pairs[i] = -x.rarity(0)
		}
	}
	slices.SortStableFunc(known, func(a, b int) int { return x.pagesOf(r.ids[a]) - x.pagesOf(r.ids[b]) })
	for at, i := range known {
		if refs := x.pagesOf(r.ids[i]); at == 0 || refs <= *pages {
			*pages -= refs
		} else {
			r.left[i] = true
		}
	}
	return r
}

// findPairs finds the pairs of a run, and notes in the state of each text which it has, and how long the longest part of the run is.
func (x *Index) findPairs(s *scores, r *run, state func(text uint32) *runState) {
	var before, now []runEnd
	gap := uint32(0) // pairs that were left out behind those of before
	for i, rarity := range r.pairs {
		if r.left[i] {
			gap++
			continue
		}
		now = now[:0]
		if rarity == 0 {
			s.places = x.places(s.places[:0], r.ids[i])
			r.pairs[i] = x.rarity(len(s.places))
			next := 0 // of before: both are in the order of the texts and of the places in them
			for _, p := range s.places {
				for next < len(before) && (before[next].text < p.text || before[next].text == p.text && before[next].at+gap < p.at) {
					next++
				}
				state := state(p.text)
				state.pairs |= 1 << i
				length := uint32(2)
				if next < len(before) && before[next].text == p.text && before[next].at+gap == p.at {
					length = before[next].length + gap + 1
					state.pairs |= (1<<gap - 1) << (uint32(i) - gap)
				}
				state.long = max(state.long, length)
				now = append(now, runEnd{p.text, p.at + 1, length})
			}
		}
		before, now, gap = now, before, 0
	}
}

// isHan reports whether a cluster is a letter of Han, which mostly is a word.
func isHan(cluster string) bool {
	letter, n := utf8.DecodeRuneInString(cluster)
	return n == len(cluster) && unicode.Is(unicode.Han, letter)
}

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) || r == 'ー' }

// rarity returns how much it says that a text has what stands in so many places.
func (x *Index) rarity(places int) float32 {
	return float32(math.Log1p(float64(len(x.pageOf)) / float64(places+1)))
}

// cluster returns the places of a cluster, and takes the pages that it looks at for them from the number. If that is not enough, there are none, or some only: those
// behind which stands what is rare.
func (x *Index) cluster(s *scores, cluster string, pages *int, some bool) []place {
	d := x.dictionary
	d.mu.RLock()
	id, known := d.ids[cluster]
	ids := append([]uint32{id}, d.begun[id]...)
	d.mu.RUnlock()
	all := 0
	for _, id := range ids {
		all += x.pagesOf(id)
	}
	s.places = s.places[:0]
	if !known || all > *pages && !some {
		return nil
	}
	if all > *pages {
		slices.SortStableFunc(ids, func(a, b uint32) int { return x.pagesOf(a) - x.pagesOf(b) })
	}
	for _, id := range ids {
		if *pages -= x.pagesOf(id); *pages < 0 && len(s.places) > 0 {
			break
		}
		s.places = x.places(s.places, id)
	}
	return s.places
}

// leftAtEnds returns how many pairs are left out at the beginning and at the end.
func (r *run) leftAtEnds() (n int) {
	for i := 0; i < len(r.left) && r.left[i]; i++ {
		n++
	}
	for i := len(r.left) - 1; i >= 0 && r.left[i]; i-- {
		n++
	}
	return n
}

// weight returns how much a text counts that has so much of the run, 0 if it does not count.
func (r *run) weight(has *runState) (float32, fit) {
	n := len(r.clusters)
	if int(has.long) == n-r.leftAtEnds() {
		return asWritten, fits
	}
	clusters, have, all, unknown := uint64(0), float32(0), float32(0), float32(0)
	for i, each := range r.pairs {
		if has.pairs&(1<<i) != 0 {
			clusters |= 3 << i
			have += each
		}
		all += max(0, each)
		unknown += max(0, -each)
	}
	for i, each := range r.single {
		if has.single&(1<<i) != 0 {
			have += each
		}
		all += each
	}
	switch share := have / all; {
	case n >= 4 && bits.OnesCount64(clusters) == n:
		return covered, fits
	case n >= r.question && have/(all+unknown) >= r.least:
		return parts * share, isLoose
	}
	return 0, fits
}
