package segment

import (
	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

// table builds a table. It adds a fault for a row with too many or too few cells.
func (b *blockBuilder) table(n *extension.Table, in scope) Block {
	table := Block{Kind: BlockTable, Segment: -1}
	if _, belowText := n.AttributeString(attrBelowText); belowText {
		b.faults.add(n.Pos(), "the table stands right below a text: put an empty line between them")
	}
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		row := Block{Kind: BlockRow, Segment: -1}
		if r.Kind() == extension.KindTableHeader {
			row.Kind = BlockHeaderRow
		}
		if r.ChildCount() != len(n.Alignments) {
			b.faults.add(max(r.Pos(), 0), "the row has %d cells and the table's header %d: give every row the same number", r.ChildCount(), len(n.Alignments))
			continue
		}
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			align := n.Alignments[len(row.Children)]
			row.Children = append(row.Children, b.cell(c, alignments[align], in))
		}
		table.Children = append(table.Children, row)
	}
	return table
}

var alignments = map[extension.Alignment]Align{
	extension.AlignLeft: AlignLeft, extension.AlignCenter: AlignCenter, extension.AlignRight: AlignRight,
}

func (b *blockBuilder) cell(n ast.Node, align Align, in scope) Block {
	cell := Block{Kind: BlockCell, Segment: -1, Align: align}
	lines := spansOf(n.Lines())
	if lines[0].start == lines[0].end {
		return cell
	}
	if t, ok := b.inlineText(KindCell, lines, inlineLine); ok {
		cell.Segment = b.addSegment(KindCell, t.text, t.at, in)
	}
	return cell
}
