package search

import (
	"strings"
	"sync"
)

// Dictionary is every word that was seen in the texts of one locale, with its forms. It grows; what it holds never changes, so that pages and
// indexes of one snapshot and the next share it.
type Dictionary struct {
	language language

	mu     sync.RWMutex
	ids    map[string]uint32   // by folded word or cluster
	pairs  map[uint64]uint32   // ids of two clusters, by theirs; see pairKey
	begun  map[uint32][]uint32 // ids of the pairs that a cluster begins, by its own
	words  []string            // by id, "" for a pair
	stems  map[string][]uint32 // ids by stem
	marked map[string]uint32   // ids of words with their marks by the words as they are written, of the pages that are being made
	seen   map[string]uint32   // ids by a word or a cluster as it is written, of the pages that are being made: each is analysed once
	bytes  int                 // without seen
	joined *joinedWords        // of the words so far; nil if there are more
}

// joinedWords are all words in one string, each between line feeds, so that those with a part in common are found by one search.
type joinedWords struct {
	text  string
	start []uint32 // of each word, by id
}

// NewDictionary returns an empty dictionary for a locale.
func NewDictionary(tag string) *Dictionary {
	return &Dictionary{language: languageOf(tag), ids: map[string]uint32{}, pairs: map[uint64]uint32{}, begun: map[uint32][]uint32{}, stems: map[string][]uint32{}, seen: map[string]uint32{}, marked: map[string]uint32{}}
}

// Size returns roughly how many bytes of memory it takes.
func (d *Dictionary) Size() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.bytes
}

// wordOverhead is roughly what a word takes beside its letters: entries of two maps and of a slice.
const wordOverhead = 140

// Rest lets go of what is only of use while pages are made. More can be made at any time.
func (d *Dictionary) Rest() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seen, d.marked = map[string]uint32{}, map[string]uint32{}
}

// idOf returns the id of a word as it is written.
func (d *Dictionary) idOf(text string) uint32 {
	d.mu.RLock()
	id, known := d.seen[text]
	d.mu.RUnlock()
	if known {
		return id
	}
	w := d.language.word(text)
	d.mu.Lock()
	defer d.mu.Unlock()
	id = d.add(w.folded)
	for i, stem := range w.stems {
		if i == 0 || stem != w.stems[0] {
			d.addStem(stem, id)
		}
	}
	d.see(text, id)
	return id
}

// see remembers the id of a word or a cluster as it is written. The caller holds d.mu.
func (d *Dictionary) see(text string, id uint32) {
	if whole := d.words[id]; whole == text { // one string for both
		text = whole
	} else {
		text = strings.Clone(text)
	}
	d.seen[text] = id
}

func (d *Dictionary) addStem(stem string, id uint32) {
	for _, other := range d.stems[stem] {
		if other == id {
			return
		}
	}
	d.stems[stem] = append(d.stems[stem], id)
}

// clusterID returns the id of a cluster as it is written.
func (d *Dictionary) clusterID(text string) uint32 {
	d.mu.RLock()
	id, known := d.seen[text]
	d.mu.RUnlock()
	if known {
		return id
	}
	folded := foldCluster(text)
	d.mu.Lock()
	defer d.mu.Unlock()
	id = d.add(folded)
	d.see(text, id)
	return id
}

// markedID returns the id of a word with its marks, if it has any. plain is its id without.
func (d *Dictionary) markedID(text string, plain uint32) (id uint32, ok bool) {
	d.mu.RLock()
	id, known := d.marked[text]
	d.mu.RUnlock()
	if !known {
		id = plain
		if lower := lowerCase(text); lower != foldMarks(lower) {
			id = d.clusterID(markedForm(lower))
		}
		d.mu.Lock()
		d.marked[strings.Clone(text)] = id
		d.mu.Unlock()
	}
	return id, id != plain
}

// pairKey is the key of two clusters that follow each other.
func pairKey(first, second uint32) uint64 { return uint64(first)<<32 | uint64(second) }

// pairOverhead is roughly what a pair of clusters takes: an entry of a map, and one without letters in each of two slices.
const pairOverhead = 56

// pairID returns the id of two clusters that follow each other.
func (d *Dictionary) pairID(first, second uint32) uint32 {
	key := pairKey(first, second)
	d.mu.RLock()
	id, known := d.pairs[key]
	d.mu.RUnlock()
	if known {
		return id
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if id, known := d.pairs[key]; known {
		return id
	}
	id = uint32(len(d.words))
	d.pairs[key] = id
	d.begun[first] = append(d.begun[first], id)
	d.words = append(d.words, "")
	d.bytes += pairOverhead
	d.joined = nil
	return id
}

// pair returns the id of two clusters that follow each other, if they do anywhere.
func (d *Dictionary) pair(first, second string) (id uint32, known bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	a, ok := d.ids[first]
	b, ok2 := d.ids[second]
	if ok && ok2 {
		id, known = d.pairs[pairKey(a, b)]
	}
	return id, known
}

// add returns the id of a word. The caller holds d.mu.
func (d *Dictionary) add(folded string) uint32 {
	if id, ok := d.ids[folded]; ok {
		return id
	}
	folded = strings.Clone(folded)
	id := uint32(len(d.words))
	d.ids[folded] = id
	d.words = append(d.words, folded)
	d.bytes += len(folded) + wordOverhead
	d.joined = nil
	return id
}

// join returns the words so far as one string.
func (d *Dictionary) join() *joinedWords {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.joined == nil {
		j := &joinedWords{start: make([]uint32, len(d.words))}
		var b strings.Builder
		b.WriteByte('\n')
		for i, w := range d.words {
			j.start[i] = uint32(b.Len())
			b.WriteString(w)
			b.WriteByte('\n')
		}
		j.text = b.String()
		d.joined = j
	}
	return d.joined
}
