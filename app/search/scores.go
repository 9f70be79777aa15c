package search

import "sync"

// fit is how well a text has a word.
type fit uint8

const (
	fits      fit = iota
	isLoose       // it has a part or a relative of the word, and not the word
	isSimilar     // it has a word that differs in a letter: readers are told
)

// scores are what is found so far, by the number of a text among those of all pages.
type scores struct {
	best    []float32 // of the word at hand
	how     []fit     // of best
	total   []float32
	matched []uint32 // a bit for each word that fits
	fuzzy   []bool   // a word that says something is there in another spelling only
	runs    []runState
	at      []uint64 // a bit for each place, modulo 64, at which the word at hand stands as it is meant
	before  []uint64 // the same of the word before it in the query
	beside  []bool   // the word at hand stands right behind the one before it in the query
	places  []place  // of one word of the dictionary
	touched []uint32 // texts with a score
	now     []uint32 // texts with a best
	last    []uint32 // texts that may have a bit in before
}

var scorePool = sync.Pool{New: func() any { return &scores{} }}

// scoresFor returns empty scores for a number of texts.
func scoresFor(texts int) *scores {
	s := scorePool.Get().(*scores)
	if len(s.best) < texts {
		*s = scores{
			best: make([]float32, texts), how: make([]fit, texts), total: make([]float32, texts), matched: make([]uint32, texts), fuzzy: make([]bool, texts),
			runs: make([]runState, texts), at: make([]uint64, texts), before: make([]uint64, texts), beside: make([]bool, texts),
		}
	}
	return s
}

// release gives the scores back, empty.
func (s *scores) release() {
	for _, t := range s.touched {
		s.total[t], s.matched[t], s.fuzzy[t] = 0, 0, false
	}
	for _, t := range s.last {
		s.before[t] = 0
	}
	s.touched, s.now, s.last = s.touched[:0], s.now[:0], s.last[:0]
	scorePool.Put(s)
}

// weigh adds a word that stands in a text.
func (s *scores) weigh(text uint32, weight float32, how fit) {
	if s.best[text] == 0 {
		s.now = append(s.now, text)
	}
	if weight > s.best[text] {
		s.best[text], s.how[text] = weight, how
	}
}

// weighPlace adds a word that stands at a place of a text as it is meant.
func (s *scores) weighPlace(p place) {
	s.at[p.text] |= 1 << (p.at & 63)
	if s.before[p.text]&(1<<((p.at-1)&63)) != 0 {
		s.beside[p.text] = true
	}
}

// addWord adds the best of the word at hand, which is the one with that number, to the totals. beside is how much it counts that it stands right behind the word before.
func (s *scores) addWord(number int, stop bool, worth, beside float32) {
	for _, t := range s.last {
		s.before[t] = 0
	}
	s.last = s.last[:0]
	for _, t := range s.now {
		if s.total[t] == 0 {
			s.touched = append(s.touched, t)
		}
		if s.how[t] == fits {
			s.matched[t] |= 1 << number
		}
		s.fuzzy[t] = s.fuzzy[t] || s.how[t] == isSimilar && !stop
		s.total[t] += worth * s.best[t]
		if s.beside[t] {
			s.total[t] += beside
		}
		if s.at[t] != 0 {
			s.before[t] = s.at[t]
			s.last = append(s.last, t)
		}
		s.best[t], s.how[t], s.beside[t], s.at[t] = 0, fits, false, 0
	}
	s.now = s.now[:0]
}
