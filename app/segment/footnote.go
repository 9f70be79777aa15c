package segment

import (
	"cmp"
	"slices"
	"strings"

	extension "github.com/yuin/goldmark/extension/ast"
)

// placed is a label and where it stands in the page.
type placed struct {
	label  string
	offset int
}

// footnote is a footnote as it is written in the page.
type footnote struct {
	placed
	block Block
}

// footnote builds a footnote, which is shown at the end of the page wherever it is written.
func (b *blockBuilder) footnote(n *extension.Footnote, in scope) {
	f := footnote{placed{string(n.Ref), max(n.Pos(), 0)}, Block{Kind: BlockFootnote, Segment: -1, Label: string(n.Ref)}}
	switch same := func(other footnote) bool { return other.label == f.label }; {
	case in.kind == KindFootnote:
		b.faults.add(f.offset, "the footnote [^%s] stands in another one: put an empty line before it, and no spaces", f.label)
	case strings.ContainsAny(f.label, " \t"):
		b.faults.add(f.offset, "the name of the footnote [^%s] has a space: write a hyphen, here and in its mark", f.label)
	case slices.ContainsFunc(b.footnotes, same):
		b.faults.add(f.offset, "there are two footnotes [^%s]: give one another name", f.label)
	case !n.HasChildren():
		b.faults.add(f.offset, "the footnote [^%s] is empty: write its text after the colon", f.label)
	default:
		in.kind = KindFootnote
		f.block.Children = b.blocks(n, in)
		b.footnotes = append(b.footnotes, f)
	}
}

// addFootnotes numbers the footnotes and adds them to the page. It adds a fault for each mark without a footnote, and the other way round.
func (b *blockBuilder) addFootnotes() {
	slices.SortStableFunc(b.marks, func(x, y placed) int { return cmp.Compare(x.offset, y.offset) })
	written := make(map[string]bool, len(b.footnotes))
	for _, f := range b.footnotes {
		written[f.label] = true
	}
	b.page.footnotes = make(map[string]int, len(b.footnotes))
	for _, m := range b.marks {
		if !written[m.label] {
			b.faults.add(m.offset, "there is no footnote [^%s]: write its text in a paragraph of its own, as [^%[1]s]: text", m.label)
		} else if b.page.footnotes[m.label] == 0 {
			b.page.footnotes[m.label] = len(b.page.footnotes) + 1
		}
	}
	all := Block{Kind: BlockFootnotes, Segment: -1}
	for _, f := range b.footnotes {
		if f.block.Start = b.page.footnotes[f.label]; f.block.Start == 0 {
			b.faults.add(f.offset, "nothing points to the footnote [^%s]: put [^%[1]s] after the words it belongs to", f.label)
		}
		all.Children = append(all.Children, f.block)
	}
	if len(all.Children) > 0 {
		slices.SortFunc(all.Children, func(x, y Block) int { return cmp.Compare(x.Start, y.Start) })
		b.page.Blocks = append(b.page.Blocks, all)
	}
}
