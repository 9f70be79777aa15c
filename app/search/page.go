package search

import (
	"encoding/binary"
	"slices"
	"sync"
)

// Page is the words of one page. It never changes.
type Page struct {
	texts []textInfo // none where no text has a word
	terms int        // how many there are
	// Of each term, in the order of their ids, as varints: its id, as a difference to that before; how many bytes its places take; and of each place the text, as a
	// difference to that before, and the place in the text.
	data []byte
}

// textInfo is what is known of a text without its words.
type textInfo struct {
	length  uint8 // in words and clusters, at most 255
	kind    Kind
	section uint16 // the index of the heading that speaks for it, or noSection
}

const noSection = 1<<16 - 1

// place is where a word stands.
type place struct{ text, at uint32 }

// NewPage returns the words of a page whose texts are given in their order.
func NewPage(d *Dictionary, texts []Text) *Page {
	p := &Page{texts: make([]textInfo, len(texts))}
	b := builders.Get().(*pageBuilder)
	defer builders.Put(b)
	section := uint16(noSection)
	for i, t := range texts {
		n := b.addText(d, uint32(i), t.Text)
		if t.Kind == Heading {
			section = uint16(min(i, noSection))
		}
		p.texts[i] = textInfo{uint8(min(n, 255)), t.Kind, section}
	}
	b.finish(p)
	if p.terms == 0 {
		p.texts = nil
	}
	return p
}

// pageBuilder gathers the places of each word of a page, in lists that share one slice: pages are many, and their words more.
type pageBuilder struct {
	places []listedPlace
	ends   []int32  // in places of each word's last, by its id; -1 for none
	terms  []uint32 // ids of the words
	where  []byte
	of     []byte // the places of one word
}

// listedPlace is a place, and where the place before of the same word stands in the list, -1 for the first.
type listedPlace struct {
	place
	before int32
}

var builders = sync.Pool{New: func() any { return &pageBuilder{} }}

func (b *pageBuilder) add(id, text, at uint32) {
	for int(id) >= len(b.ends) {
		b.ends = append(b.ends, -1)
	}
	if b.ends[id] < 0 {
		b.terms = append(b.terms, id)
	}
	b.places = append(b.places, listedPlace{place{text, at}, b.ends[id]})
	b.ends[id] = int32(len(b.places) - 1)
}

// addText adds the words of one text, and returns how many there are. Clusters are added in pairs: one alone stands at the beginning of a pair, or it is the last of
// a run and added itself.
func (b *pageBuilder) addText(d *Dictionary, text uint32, s string) int {
	n, before, last := uint32(0), token{end: -1}, uint32(0)
	tokens(s, func(t token) bool {
		follows := t.cluster && before.cluster && before.end == t.start
		if before.cluster && !follows {
			b.add(last, text, n-1)
		}
		if t.cluster {
			id := d.clusterID(t.text)
			if follows {
				b.add(d.pairID(last, id), text, n-1)
			}
			last = id
		} else {
			id := d.idOf(t.text)
			b.add(id, text, n)
			if d.language.marked {
				if marked, ok := d.markedID(t.text, id); ok {
					b.add(marked, text, n)
				}
			}
		}
		before = t
		n++
		return true
	})
	if before.cluster {
		b.add(last, text, n-1)
	}
	return int(n)
}

// finish writes the words into a page, and makes the builder ready for another.
func (b *pageBuilder) finish(p *Page) {
	slices.Sort(b.terms)
	p.terms = len(b.terms)
	var of []place
	data, last := b.where, uint32(0)
	for _, id := range b.terms {
		of = of[:0]
		for i := b.ends[id]; i >= 0; i = b.places[i].before {
			of = append(of, b.places[i].place)
		}
		b.ends[id] = -1
		b.of = b.of[:0]
		before := uint32(0)
		for _, at := range slices.Backward(of) {
			b.of = binary.AppendUvarint(b.of, uint64(at.text-before))
			b.of = binary.AppendUvarint(b.of, uint64(at.at))
			before = at.text
		}
		data = binary.AppendUvarint(data, uint64(id-last))
		data = binary.AppendUvarint(data, uint64(len(b.of)))
		data = append(data, b.of...)
		last = id
	}
	p.data = slices.Clone(data)
	b.places, b.terms, b.where = b.places[:0], b.terms[:0], data[:0]
}

// each calls f for each term, with where in the data the length of its places stands.
func (p *Page) each(f func(id, offset uint32)) {
	id := uint32(0)
	for i := 0; i < len(p.data); {
		step, n := varint(p.data, i)
		id += step
		f(id, uint32(i+n))
		length, m := varint(p.data, i+n)
		i += n + m + int(length)
	}
}

// places adds the places whose length stands at an offset to a list, and base to the numbers of their texts.
func (p *Page) places(list []place, offset, base uint32) []place {
	length, n := varint(p.data, int(offset))
	where := p.data[int(offset)+n:][:length]
	for i := 0; i+1 < len(where); {
		if step, at := where[i], where[i+1]; step|at < 0x80 { // as most are
			base += uint32(step)
			list = append(list, place{base, uint32(at)})
			i += 2
			continue
		}
		step, n := varint(where, i)
		at, m := varint(where, i+n)
		base += step
		list = append(list, place{base, at})
		i += n + m
	}
	return list
}

// varint reads a varint that begins at i, and how long it is. Most have one byte, and those are read half as long as [binary.Uvarint] takes.
func varint(where []byte, i int) (value uint32, length int) {
	if c := where[i]; c < 0x80 {
		return uint32(c), 1
	}
	long, n := binary.Uvarint(where[i:])
	return uint32(long), n
}

// Size returns how many bytes of memory the page takes.
func (p *Page) Size() int { return 4*len(p.texts) + len(p.data) + 72 }
