package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// expansion is a word of the dictionary that a word of a query may mean.
type expansion struct {
	weight float32
	how    fit
}

// maxExpansions bounds the words that one of a query may mean.
const maxExpansions = 2000

// expand returns the words of the index that a word of a query may mean.
func (x *Index) expand(w *queryWord) map[uint32]expansion {
	d, found := x.dictionary, map[uint32]expansion{}
	add := func(id uint32, weight float32, how fit) {
		if x.pagesOf(id) > 0 && (found[id].weight < weight) && len(found) < maxExpansions {
			found[id] = expansion{weight, how}
		}
	}
	variants := append([]string{w.folded}, w.variants(&d.language)...)
	d.mu.RLock()
	less := float32(0)
	if id, ok := d.ids[w.marked]; ok && w.marked != "" {
		add(id, asWritten, fits)
		less = otherMarks
	}
	for i, v := range variants {
		if id, ok := d.ids[v]; ok {
			add(id, asWritten-0.1*float32(i)-less, fits)
		}
	}
	for _, stem := range w.stems {
		for _, id := range d.stems[stem] {
			add(id, otherForm, fits)
		}
	}
	d.mu.RUnlock()
	all, letters := d.join(), utf8.RuneCountInString(w.folded)
	for _, v := range variants {
		switch n := utf8.RuneCountInString(v); {
		case n >= w.minPart():
			all.find(v, func(id uint32, whole string) {
				weight := float32(part)
				if strings.HasPrefix(whole, v) {
					weight = beginning
				}
				add(id, weight, fits)
			})
		case n >= minBegin || w.minPart() == minPartHang:
			all.find("\n"+v, func(id uint32, _ string) { add(id, beginning, fits) })
		}
	}
	relatives := func() { x.addRelatives(w, len(found) > 0, func(id uint32) { add(id, relative, isLoose) }) }
	if len(found) > 0 {
		relatives()
	}
	if letters >= minSimilar {
		start, end := halves(w.folded)
		check := func(id uint32, whole string) {
			if n := utf8.RuneCountInString(whole); n >= letters-1 && n <= letters+1 && differInOneLetter(w.folded, whole) {
				add(id, similar, isSimilar)
			}
		}
		all.find("\n"+start, check)
		all.find(end+"\n", check)
	}
	if len(found) == 0 {
		relatives()
	}
	if len(found) == 0 && letters >= minSimilar {
		x.addMisspeltStarts(w.folded, func(id uint32) { add(id, sameStart, isSimilar) })
	}
	return found
}

// addRelatives calls add for the words that begin as a word does, without its ending. Where it is not known itself, less of it is enough.
func (x *Index) addRelatives(w *queryWord, known bool, add func(id uint32)) {
	if start := w.start(known); start != "" {
		x.dictionary.join().find("\n"+start, func(id uint32, _ string) { add(id) })
	}
}

// start returns the letters that a word's relatives begin with, "" if it has too few.
func (w *queryWord) start(known bool) string {
	word := w.folded
	for _, stem := range w.stems {
		if stem != "" && len(stem) < len(word) {
			word = stem
		}
	}
	letters := []rune(word)
	shared := max(w.minPart(), (len(letters)*3+4)/5)
	if !known {
		shared = max(w.minPart()-1, 2, (len(letters)+1)/2)
	}
	if shared > len(letters) {
		return ""
	}
	return string(letters[:shared])
}

// addMisspeltStarts calls add for the words whose beginning differs in one letter from that of a word.
func (x *Index) addMisspeltStarts(word string, add func(id uint32)) {
	letters := []rune(word)
	n := max(minSimilar, len(letters)*2/3)
	begin := string(letters[:n])
	x.dictionary.join().find("\n"+string(letters[:n/2]), func(id uint32, whole string) {
		other := []rune(whole)
		for m := n - 1; m <= n+1 && m <= len(other); m++ {
			if differInOneLetter(begin, string(other[:m])) {
				add(id)
				return
			}
		}
	})
}

// find calls f for each word that has a text within; a line feed in it is the beginning or the end of the word.
func (j *joinedWords) find(text string, f func(id uint32, whole string)) {
	for at := 0; ; {
		i := strings.Index(j.text[at:], text)
		if i < 0 {
			return
		}
		at += i
		inside := at
		if strings.HasPrefix(text, "\n") {
			inside++
		}
		id, exact := slices.BinarySearch(j.start, uint32(inside))
		if !exact {
			id--
		}
		end := len(j.text)
		if id+1 < len(j.start) {
			end = int(j.start[id+1])
		}
		f(uint32(id), j.text[j.start[id]:end-1])
		at = end - 1 // the line feed before the next word
	}
}
