package segment

import extension "github.com/yuin/goldmark/extension/ast"

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
			row.Children = append(row.Children, b.cell(c.(*extension.TableCell), in))
		}
		table.Children = append(table.Children, row)
	}
	return table
}

var alignments = map[extension.Alignment]Align{
	extension.AlignLeft: AlignLeft, extension.AlignCenter: AlignCenter, extension.AlignRight: AlignRight,
}

func (b *blockBuilder) cell(n *extension.TableCell, in scope) Block {
	cell := Block{Kind: BlockCell, Segment: -1, Align: alignments[n.Alignment]}
	lines := spansOf(n.Lines())
	if lines[0].start == lines[0].end {
		return cell
	}
	written := syntaxCell
	if n.PreviousSibling() == nil && !isAfter(b.text, lines[0].start, "|") {
		written = syntaxFirstCell
	}
	if t, ok := b.inlineText(lines, written); ok {
		cell.Segment = b.page.addSegment(b.segment(KindCell, t.text, in), written, t.at)
	}
	return cell
}
