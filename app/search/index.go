package search

import (
	"math/bits"
	"slices"
)

// Index is the words of all pages of one locale. It never changes.
type Index struct {
	dictionary *Dictionary
	pages      []*Page
	base       []uint32     // the number of texts of the pages before each, and of all
	start      []uint32     // in refs of each term's, by its id, and the end
	refs       []uint32     // pages of the terms, each with where in the data of the page its places stand: see ref
	wide       []uint64     // the same where 32 bits are not enough
	shift      int          // of the page in a ref
	pageOf     []uint32     // of each text
	lengths    []uint8      // of each text
	brevity    [256]float32 // how much more a word counts in a text of each length because that is short (BM25's normalisation by length)
}

// NewIndex returns the index of pages that were made with the dictionary.
func NewIndex(d *Dictionary, pages []*Page) *Index {
	d.mu.RLock()
	terms := len(d.words)
	d.mu.RUnlock()
	x := &Index{dictionary: d, pages: slices.Clone(pages), base: make([]uint32, 1, len(pages)+1), start: make([]uint32, terms+1)}
	refs, length, texts, longest := 0, 0, uint32(0), 0
	for _, p := range pages {
		refs += p.terms
		longest = max(longest, len(p.data))
		p.each(func(id, _ uint32) { x.start[id+1]++ })
		for _, t := range p.texts {
			length += int(t.length)
		}
		texts += uint32(len(p.texts))
		x.base = append(x.base, texts)
	}
	for i := range terms {
		x.start[i+1] += x.start[i]
	}
	average := float32(length) / float32(max(1, texts))
	for n := range x.brevity {
		x.brevity[n] = 2.2 / (1 + 1.2*(0.6+0.4*float32(n)/max(1, average)))
	}
	x.pageOf, x.lengths, x.shift = make([]uint32, 0, texts), make([]uint8, 0, texts), bits.Len(uint(longest))
	if x.shift+bits.Len(uint(len(pages))) <= 32 {
		x.refs = make([]uint32, refs)
	} else {
		x.wide = make([]uint64, refs)
	}
	next := slices.Clone(x.start)
	for n, p := range pages {
		for _, t := range p.texts {
			x.pageOf, x.lengths = append(x.pageOf, uint32(n)), append(x.lengths, t.length)
		}
		p.each(func(id, offset uint32) {
			if ref := uint64(n)<<x.shift | uint64(offset); x.wide != nil {
				x.wide[next[id]] = ref
			} else {
				x.refs[next[id]] = uint32(ref)
			}
			next[id]++
		})
	}
	return x
}

// Size returns how many bytes of memory the index takes beside its pages and its dictionary.
func (x *Index) Size() int {
	return 8*len(x.wide) + 4*(len(x.refs)+len(x.start)+len(x.base)+len(x.pageOf)) + len(x.lengths) + 8*len(x.pages) + 1200
}

// pagesOf returns how many pages have a term. A word that came later is in none.
func (x *Index) pagesOf(id uint32) int {
	if int(id)+1 >= len(x.start) {
		return 0
	}
	return int(x.start[id+1] - x.start[id])
}

// places adds the places of a term to a list, in their order: the number of the text among those of all pages, and where in it the term stands.
func (x *Index) places(list []place, id uint32) []place {
	if x.pagesOf(id) == 0 {
		return list
	}
	for i := x.start[id]; i < x.start[id+1]; i++ {
		var ref uint64
		if x.wide != nil {
			ref = x.wide[i]
		} else {
			ref = uint64(x.refs[i])
		}
		page := ref >> x.shift
		list = x.pages[page].places(list, uint32(ref&(1<<x.shift-1)), x.base[page])
	}
	return list
}
