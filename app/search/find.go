package search

import "math"

// Find returns the texts that have words of the query: count of them, from first on, those that fit best first. Their order is always the same.
func (x *Index) Find(q Query, first, count int) Result {
	texts := x.base[len(x.base)-1]
	if len(q.words) == 0 || texts == 0 {
		return Result{}
	}
	s := scoresFor(int(texts))
	defer s.release()
	worth := make([]float32, len(q.words))
	needed, all, runs := uint32(0), true, 0
	for i := range q.words {
		all = all && q.words[i].stop
		if q.words[i].run != nil {
			runs++
		}
	}
	for i := range q.words {
		w := &q.words[i]
		if w.run != nil {
			x.weighRun(s, w.run, maxRunPages/runs)
		} else {
			x.weighWord(s, w, len(q.words) == 1)
		}
		n, m := float64(texts), float64(len(s.now))
		worth[i] = float32(math.Pow(math.Log1p((n-m+0.5)/(m+0.5)), rarityPower))
		stop := w.stop && !all
		if stop {
			worth[i] *= stopWorth
		} else if len(s.now) > 0 {
			needed |= 1 << i
		}
		s.addWord(i, stop, worth[i], neighbourWorth*min(worth[i], worth[max(0, i-1)]))
	}
	return x.rank(s, worth, needed, first, count)
}

const (
	rarityPower    = 1.2 // how much more a rare word counts than by BM25's measure of rarity alone
	neighbourWorth = 0.5 // how much it counts that two words stand beside each other as in the query

	unknownWorth = 2.5  // how much more what is like a word counts where the word itself stands nowhere
	stopWorth    = 0.1  // how much a word that says little counts
	headingWorth = 0.35 // how much a word counts that the heading of the section has
	titleWorth   = 0.1  // or the title of the page

	headingBonus = 1.15 // how much more a heading counts itself: the texts below it are read with it
	labelWorth   = 0.5  // how much a label counts
)

// weighWord weighs the texts that have a word. One that stands nowhere as it is written is taken for what it is similar to, unless it is alone: then readers are told.
func (x *Index) weighWord(s *scores, w *queryWord, alone bool) {
	found := x.expand(w)
	known := false
	for _, e := range found {
		known = known || e.how == fits
	}
	for id, e := range found {
		meant := e.weight >= otherForm || !known && e.how == isSimilar
		how, weight := e.how, e.weight
		if !known {
			weight *= unknownWorth
			if !alone {
				how = fits
			}
		}
		s.places = x.places(s.places[:0], id)
		for _, p := range s.places {
			s.weigh(p.text, weight*x.brevity[x.lengths[p.text]], how)
			if meant {
				s.weighPlace(p)
			}
		}
	}
}
