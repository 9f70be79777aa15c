package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Excerpt is what is shown of a text that was found.
type Excerpt struct {
	Start, End int      // of the sentence that has most of the query, in bytes of the text
	Marks      [][2]int // starts and ends of the words to be marked, in bytes of the text, in their order, within the sentence
}

// Excerpt returns what is to be shown of a text. It takes time in proportion to the length of the text.
func (d *Dictionary) Excerpt(q Query, text string) Excerpt {
	var marks [][2]int
	var clusters []token
	flush := func() {
		marks = append(marks, q.markClusters(clusters)...)
		clusters = clusters[:0]
	}
	tokens(text, func(t token) bool {
		if t.cluster {
			if len(clusters) > 0 && clusters[len(clusters)-1].end != t.start {
				flush()
			}
			t.text = foldCluster(t.text)
			clusters = append(clusters, t)
			return true
		}
		flush()
		meant, known := q.meant[t.text]
		if !known {
			w := d.language.word(t.text)
			meant = q.means(&w, &d.language)
			q.meant[t.text] = meant
		}
		if meant {
			marks = append(marks, [2]int{t.start, t.end})
		}
		return true
	})
	flush()
	slices.SortFunc(marks, func(a, b [2]int) int { return a[0] - b[0] })
	e, most := Excerpt{End: len(text)}, -1
	for each := sentences.FromString(text); each.Next(); {
		within := func(m [2]int) bool { return m[0] >= each.Start() && m[1] <= each.End() }
		seen := map[string]bool{}
		var of [][2]int
		for _, m := range marks {
			if within(m) {
				of = append(of, m)
				seen[strings.ToLower(text[m[0]:m[1]])] = true
			}
		}
		if len(seen) > most {
			most = len(seen)
			e = Excerpt{each.Start(), each.Start() + len(strings.TrimRight(each.Value(), " \n\t")), joined(of)}
		}
	}
	return e
}

// joined joins marks that touch or overlap.
func joined(marks [][2]int) (list [][2]int) {
	for _, m := range marks {
		if n := len(list); n > 0 && m[0] <= list[n-1][1] {
			list[n-1][1] = max(list[n-1][1], m[1])
		} else {
			list = append(list, m)
		}
	}
	return list
}

// means reports whether a word of a text is one that the query may mean.
func (q Query) means(w *word, l *language) bool {
	only := len(q.words) == 1
	for i := range q.words {
		x := &q.words[i]
		if x.run != nil || x.stop && !only {
			continue
		}
		for _, v := range append([]string{x.folded}, x.variants(l)...) {
			n := utf8.RuneCountInString(v)
			if w.folded == v || n >= minBegin && strings.HasPrefix(w.folded, v) || n >= x.minPart() && strings.Contains(w.folded, v) {
				return true
			}
		}
		if start := x.start(true); start != "" && strings.HasPrefix(w.folded, start) {
			return true
		}
		for _, stem := range x.stems {
			if stem == w.stems[0] || stem == w.stems[1] {
				return true
			}
		}
		if utf8.RuneCountInString(x.folded) >= minSimilar && differInOneLetter(x.folded, w.folded) {
			return true
		}
	}
	return false
}

// markClusters returns the parts of clusters that follow each other in a text that are runs of the query: as they are written, else in pieces of two and
// more, else letters of Han. It takes time in proportion to the product of both lengths.
func (q Query) markClusters(clusters []token) (marks [][2]int) {
	for _, w := range q.words {
		if len(w.run) == 0 {
			continue
		}
		var whole, pieces, letters [][2]int
		before, now := make([]int, len(w.run)+1), make([]int, len(w.run)+1) // by place in the run: how long the part of it is that ends there and here
		for end, t := range clusters {
			for i, c := range w.run {
				n := 0
				if t.text == c {
					n = before[i] + 1
				}
				now[i+1] = n
				if n == len(w.run) {
					whole = append(whole, [2]int{clusters[end-n+1].start, t.end})
				} else if n > 1 {
					pieces = append(pieces, [2]int{clusters[end-n+1].start, t.end})
				} else if n == 1 && isHan(t.text) {
					letters = append(letters, [2]int{t.start, t.end})
				}
			}
			before, now = now, before
		}
		switch {
		case len(whole) > 0:
			marks = append(marks, whole...)
		case len(pieces) > 0:
			marks = append(marks, pieces...)
		case len(w.run) > 2:
			marks = append(marks, letters...)
		}
	}
	return marks
}
