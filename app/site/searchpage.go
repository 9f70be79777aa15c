package site

import (
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/search"
	"github.com/parlance/parlance/app/segment"
)

// searchPage is one page in the index of a locale. It never changes.
type searchPage struct {
	edition      *corpus.Edition
	own, english *search.Page // english is nil for the readers of English
	texts        []byte       // of all segments, one behind the other, in zstd: a hit is shown without reading the catalog again
	ends         []uint32     // of each in texts
	locales      []uint16     // by index, that each is written in
	checked      []bool       // whether somebody qualified has checked each
	machine      []bool       // whether a machine drafted each, and nobody has
}

// newSearchPage returns a page of an index. A text without a key has no place that a result could lead to.
func newSearchPage(e *corpus.Edition, x *searchIndex) *searchPage {
	pub, count := e.Publication(), len(e.Original.Segments)
	p := &searchPage{edition: e, ends: make([]uint32, count), locales: make([]uint16, count), checked: make([]bool, count), machine: make([]bool, count)}
	own, english := make([]search.Text, count), make([]search.Text, count)
	var all strings.Builder
	for i, kind := range kindsOf(e.Original.Page) {
		own[i].Kind, english[i].Kind = kind, kind
	}
	for i, t := range pub.Texts {
		text := t.Text
		if t.Run != nil {
			text = t.Run.PlainText()
		}
		all.WriteString(text)
		p.ends[i], p.locales[i] = uint32(all.Len()), uint16(t.Locale.Index)
		p.checked[i], p.machine[i] = t.State == corpus.Reviewed, t.Machine
		switch {
		case e.Original.Keys[i] == "":
		case t.Locale.Tag == "en" && x.english != nil:
			english[i].Text = text
		default:
			own[i].Text = text
		}
	}
	p.texts = slices.Clone(textsIn.EncodeAll([]byte(all.String()), nil))
	p.own = search.NewPage(x.own.dictionary, own)
	if x.english != nil {
		p.english = search.NewPage(x.english.dictionary, english)
	}
	return p
}

// kindsOf returns what the segments of a page are to the search.
func kindsOf(p *segment.Page) []search.Kind {
	kinds := make([]search.Kind, len(p.Segments))
	for i, s := range p.Segments {
		switch s.Kind {
		case segment.KindTitle:
			kinds[i] = search.Title
		case segment.KindHeading:
			kinds[i] = search.Heading
		case segment.KindDescription, segment.KindSummary:
			kinds[i] = search.Label
		}
	}
	var label func(blocks []segment.Block, inHeader bool)
	label = func(blocks []segment.Block, inHeader bool) {
		for _, b := range blocks {
			if inHeader && b.Segment >= 0 {
				kinds[b.Segment] = search.Label
			}
			label(b.Children, inHeader || b.Kind == segment.BlockHeaderRow)
		}
	}
	label(p.Blocks, false)
	return kinds
}

// textsIn and textsOut keep the texts of pages short in memory.
var (
	textsIn, _  = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false))
	textsOut, _ = zstd.NewReader(nil)
)

// allTexts returns the texts of all segments, one behind the other.
func (p *searchPage) allTexts() string {
	all, err := textsOut.DecodeAll(p.texts, nil)
	if err != nil {
		panic(err) // they are as they were made
	}
	return string(all)
}

// text returns the text of a segment, which is one of all, and the index of the locale that it is written in.
func (p *searchPage) text(all string, i int) (text string, locale int) {
	start := uint32(0)
	if i > 0 {
		start = p.ends[i-1]
	}
	return all[start:p.ends[i]], int(p.locales[i])
}

// section returns the segment of the heading that a text stands under, -1 if there is none. Headings stand under the title.
func (p *searchPage) section(i int) int {
	segments := p.edition.Original.Segments
	if segments[i].Kind == segment.KindHeading {
		return -1
	}
	for i--; i > 0; i-- {
		if segments[i].Kind == segment.KindHeading {
			return i
		}
	}
	return -1
}

// searchPageOverhead is roughly what a page takes beside its texts.
const searchPageOverhead = 160

// size returns how many bytes the page takes.
func (p *searchPage) size() int {
	bytes := searchPageOverhead + len(p.texts) + 7*len(p.ends) + p.own.Size()
	if p.english != nil {
		bytes += p.english.Size()
	}
	return bytes
}
