// Package align finds which text of a translated page stands for which text of the English one, where nothing but the structure of both tells it.
//
// It promises:
//
//   - Nothing is guessed from what words mean. Two texts belong together where the blocks around them agree: the headings, the kinds of blocks between
//     them, how many items a list and how many rows a table has. Where they do not agree, blocks that are the same in every language (code, images) and
//     what texts hold of code, addresses and numbers divide a page into parts that may agree each for itself.
//   - What is left is doubtful, and named: no text of the translation is passed over.
//   - Time and memory grow about in proportion to the pages (law 8).
package align

import (
	"slices"

	"github.com/parlance/parlance/app/segment"
)

// Pair is a text of the English page, and the text of the translated one that stands for it: indexes into their segments.
type Pair struct{ English, Translated int }

// Result is how two pages agree.
type Result struct {
	Pairs    []Pair
	Doubtful []int // segments of the translated page that stand for no certain text, in their order
}

// Pages aligns a translated page with the English one.
func Pages(english, translated *segment.Page) Result {
	a := &aligner{english: english, translated: translated, paired: map[int]bool{}}
	a.fields()
	a.blocks(english.Blocks, translated.Blocks)
	slices.SortFunc(a.pairs, func(x, y Pair) int { return x.Translated - y.Translated })
	r := Result{Pairs: a.pairs}
	for i := range translated.Segments {
		if !a.paired[i] && !translated.Segments[i].NoTranslate {
			r.Doubtful = append(r.Doubtful, i)
		}
	}
	return r
}

type aligner struct {
	english, translated *segment.Page
	pairs               []Pair
	paired              map[int]bool // segments of the translated page
}

func (a *aligner) pair(english, translated int) {
	if english < 0 || translated < 0 || a.paired[translated] || a.english.Segments[english].Kind != a.translated.Segments[translated].Kind {
		return
	}
	a.paired[translated] = true
	a.pairs = append(a.pairs, Pair{english, translated})
}

// fields pairs the texts of the front matter, each of which there is one of.
func (a *aligner) fields() {
	for _, kind := range []segment.Kind{segment.KindTitle, segment.KindDescription, segment.KindSummary} {
		is := func(s segment.Segment) bool { return s.Kind == kind }
		a.pair(slices.IndexFunc(a.english.Segments, is), slices.IndexFunc(a.translated.Segments, is))
	}
}

// blocks aligns two lists of blocks that stand in the same place.
func (a *aligner) blocks(english, translated []segment.Block) {
	if slices.EqualFunc(english, translated, sameShape) && !a.contradict(english, translated) {
		a.each(english, translated)
		return
	}
	ea, ta := sections(english), sections(translated)
	for _, m := range a.matchSections(ea, ta) {
		e, t := ea[m.a], ta[m.b]
		if e.heading != nil && t.heading != nil {
			a.pair(e.heading.Segment, t.heading.Segment)
		}
		a.body(e.body, t.body)
	}
}

// each pairs blocks one by one.
func (a *aligner) each(english, translated []segment.Block) {
	for i := range english {
		a.block(&english[i], &translated[i])
	}
}

// block aligns two blocks of one kind.
func (a *aligner) block(e, t *segment.Block) {
	a.pair(e.Segment, t.Segment)
	switch e.Kind {
	case segment.BlockTable:
		a.table(e, t)
	case segment.BlockList, segment.BlockHeaderRow, segment.BlockRow, segment.BlockFootnotes:
		a.body(e.Children, t.Children)
	default:
		a.blocks(e.Children, t.Children)
	}
}

// table aligns two tables with as many columns.
func (a *aligner) table(e, t *segment.Block) {
	if len(e.Children) > 0 && len(t.Children) > 0 && len(e.Children[0].Children) == len(t.Children[0].Children) {
		a.body(e.Children, t.Children)
	}
}

// body aligns blocks below one heading: as they stand where their kinds agree, and else between blocks that are the same in both.
func (a *aligner) body(english, translated []segment.Block) {
	if slices.EqualFunc(english, translated, sameShape) && !a.contradict(english, translated) {
		a.each(english, translated)
		return
	}
	lastE, lastT := 0, 0
	anchors := a.anchors(english, translated)
	if len(anchors) == 0 {
		a.edges(english, translated)
		return
	}
	for _, m := range append(anchors, match{len(english), len(translated)}) {
		e, t := english[lastE:m.a], translated[lastT:m.b]
		if slices.EqualFunc(e, t, sameShape) && !a.contradict(e, t) {
			a.each(e, t)
		}
		if m.a < len(english) {
			a.block(&english[m.a], &translated[m.b])
		}
		lastE, lastT = m.a+1, m.b+1
	}
}

// edges pairs the blocks at both ends of two lists that have no other sign, where one holds nothing that the other lacks but at its end: text is added
// there more often than anywhere else, and a kind that is there once cannot be meant otherwise.
func (a *aligner) edges(english, translated []segment.Block) {
	for i := range english {
		one := func(b segment.Block) bool { return sameShape(b, english[i]) }
		if count(english, one) != 1 || count(translated, one) != 1 {
			continue
		}
		a.block(&english[i], &translated[slices.IndexFunc(translated, one)])
	}
}

func count(blocks []segment.Block, is func(segment.Block) bool) (n int) {
	for _, b := range blocks {
		if is(b) {
			n++
		}
	}
	return n
}

// sameShape reports whether two blocks may stand for each other.
func sameShape(e, t segment.Block) bool {
	if e.Kind != t.Kind || e.Ordered != t.Ordered || e.Kind == segment.BlockHeading && e.Level != t.Level {
		return false
	}
	if e.Kind == segment.BlockTable {
		return len(e.Children) > 0 && len(t.Children) > 0 && len(e.Children[0].Children) == len(t.Children[0].Children)
	}
	return true
}
