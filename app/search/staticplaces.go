package search

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// wordChunks returns the places of words in chunks.
func (x *Index) wordChunks(words []term) (chunks []StaticChunk) {
	for i, w := range words {
		if n := len(chunks); n == 0 || len(chunks[n-1].JSON) > maxChunk {
			chunks = append(chunks, StaticChunk{First: i, JSON: []byte{'['}})
		}
		c := &chunks[len(chunks)-1]
		if i > c.First {
			c.JSON = append(c.JSON, ',', '\n')
		}
		c.JSON = x.appendPlaces(c.JSON, w.id, true, !x.dictionary.language.stop[w.key])
	}
	for i := range chunks {
		chunks[i].JSON = append(chunks[i].JSON, "]\n"...)
	}
	return chunks
}

// clusterChunks returns the places of clusters and pairs in chunks.
func (x *Index) clusterChunks(terms []term) (chunks []StaticChunk) {
	var keys []string
	var lists []byte
	for i, t := range terms {
		if len(keys) > 0 {
			lists = append(lists, ',', '\n')
		}
		keys = append(keys, t.key)
		lists = x.appendPlaces(lists, t.id, false, strings.Contains(t.key, " "))
		if len(lists) > maxChunk || i == len(terms)-1 {
			all := strings.Join(keys, "\n")
			quoted, _ := json.Marshal(all) // a string always can be
			data := bytes.Join([][]byte{[]byte(`{"keys":`), quoted, []byte(`,"places":[`), lists, []byte("]}\n")}, nil)
			chunks = append(chunks, StaticChunk{Key: keys[0], JSON: data, keys: all})
			keys, lists = nil, nil
		}
	}
	return chunks
}

// appendPlaces appends the places of a word, a cluster or a pair, with where in each text it stands, if that is asked for and they are not very many.
func (x *Index) appendPlaces(b []byte, id uint32, word, where bool) []byte {
	type textPlaces struct {
		text uint32
		at   []uint32
	}
	var list []textPlaces
	places := x.places(nil, id)
	for _, p := range places {
		if n := len(list); n == 0 || list[n-1].text != p.text {
			list = append(list, textPlaces{text: p.text})
		}
		list[len(list)-1].at = append(list[len(list)-1].at, p.at)
	}
	b = append(b, '[')
	number := func(n uint32) {
		if b[len(b)-1] != '[' {
			b = append(b, ',')
		}
		b = strconv.AppendUint(b, uint64(n), 10)
	}
	before := uint32(0)
	for _, p := range list {
		number(p.text - before)
		before = p.text
		if !where || len(places) > maxWhere {
			p.at = nil
		}
		page := x.pageOf[p.text]
		info := x.pages[page].texts[p.text-x.base[page]]
		number(uint32(len(p.at))*4 + uint32(info.kind))
		if word {
			number(uint32(info.length))
		}
		if info.kind == Heading || info.kind == Title {
			number(x.speaksFor(p.text))
		}
		last := uint32(0)
		for _, at := range p.at {
			number(at - last)
			last = at
		}
	}
	return append(b, ']')
}

// speaksFor returns how many texts after a heading or a title that speaks for.
func (x *Index) speaksFor(text uint32) uint32 {
	page := x.pageOf[text]
	texts := x.pages[page].texts
	at := text - x.base[page]
	n := at + 1
	for n < uint32(len(texts)) && (at == 0 || uint32(texts[n].section) == at) {
		n++
	}
	return n - at - 1
}
