package segment

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
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
			b.rowFault(r, len(n.Alignments))
			continue
		}
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			row.Children = append(row.Children, b.cell(c, n.Alignments[len(row.Children)], in))
		}
		table.Children = append(table.Children, row)
	}
	return table
}

// rowFault adds the fault of a row that has more or fewer cells than the header.
func (b *blockBuilder) rowFault(row ast.Node, want int) {
	at := max(row.Pos(), 0)
	line, _, _ := bytes.Cut(b.text[at:], []byte{'\n'})
	hint := "give every row as many"
	switch got := row.ChildCount(); {
	case bytes.IndexByte(line, '|') < 0:
		hint = "put an empty line above it if it is no row of the table"
	case got > want:
		hint = "write \\| for a \"|\" inside a cell, in code too"
	}
	b.faults.add(at, "%d cells stand in the header of the table, and %d in this row: %s", want, row.ChildCount(), hint)
}

func (b *blockBuilder) cell(n ast.Node, align extension.Alignment, in scope) Block {
	cell := Block{Kind: BlockCell, Segment: -1, Align: align.String()}
	if lines := spansOf(n.Lines()); lines[0].start < lines[0].end {
		if t, ok := b.inlineText(KindCell, lines, inlineLine); ok {
			cell.Segment = b.addSegment(KindCell, t.text, t.at, in)
		}
	}
	return cell
}

// tableParser turns paragraphs into tables (GFM 0.29, 4.10). Unlike goldmark's own it drops no cell that the header has no column for,
// and adds none to a short row (a few bytes could ask for millions): [blockBuilder.table] refuses such rows.
type tableParser struct{}

// attrBelowText is set on a table that has lines of text right above it. Joining these on one line could make them its header.
const attrBelowText = "below-text"

func (tableParser) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	source, lines := reader.Source(), node.Lines()
	for i := 1; i < lines.Len(); i++ {
		delimiter := lines.At(i)
		align := delimiterRow(delimiter.Value(source))
		if align == nil {
			continue
		}
		cells := cellSpans(source, lines.At(i-1))
		if len(cells) != len(align) {
			continue
		}
		table := extension.NewTable()
		table.Alignments = align
		table.SetPos(lines.At(i - 1).Start)
		table.AppendChild(table, extension.NewTableHeader(tableRow(lines.At(i-1), cells)))
		for j := i + 1; j < lines.Len(); j++ {
			line := lines.At(j)
			table.AppendChild(table, tableRow(line, cellSpans(source, line)))
		}
		parent := node.Parent()
		parent.InsertAfter(parent, node, table)
		lines.SetSliced(0, i-1)
		if lines.Len() == 0 {
			parent.RemoveChild(parent, node)
			return
		}
		table.SetAttributeString(attrBelowText, true)
		last := lines.At(i - 2)
		lines.Set(i-2, last.TrimRightSpace(source))
		return
	}
}

func tableRow(line text.Segment, cells []text.Segment) *extension.TableRow {
	row := extension.NewTableRow(nil)
	row.SetPos(line.Start)
	for _, at := range cells {
		cell := extension.NewTableCell()
		cell.SetPos(at.Start)
		cell.Lines().Append(at)
		row.AppendChild(row, cell)
	}
	return row
}

// colonAlignments are the alignments by whether a colon is on the left and on the right of a column's dashes.
var colonAlignments = map[[2]bool]extension.Alignment{
	{false, false}: extension.AlignNone, {true, false}: extension.AlignLeft, {false, true}: extension.AlignRight,
	{true, true}: extension.AlignCenter,
}

// delimiterRow returns the alignments of a line like "| --- | :-: |", nil for any other. A line of dashes alone underlines a heading.
func delimiterRow(line []byte) []extension.Alignment {
	line = bytes.TrimSpace(line)
	if bytes.IndexByte(line, '|') < 0 && bytes.IndexByte(line, ':') < 0 {
		return nil
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte{'|'}), []byte{'|'})
	var align []extension.Alignment
	for col := range bytes.SplitSeq(line, []byte{'|'}) {
		col = bytes.TrimSpace(col)
		dashes := bytes.TrimSuffix(bytes.TrimPrefix(col, []byte{':'}), []byte{':'})
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) != 0 {
			return nil
		}
		align = append(align, colonAlignments[[2]bool{col[0] == ':', col[len(col)-1] == ':'}])
	}
	return align
}

// cellSpans splits a line of a table at each "|" without a backslash before it. The spans have no white space at their ends.
func cellSpans(source []byte, line text.Segment) []text.Segment {
	row := span{line.Start, line.Stop}.trim(source)
	start, end := row.start, row.end
	if start < end && source[start] == '|' {
		start++
	}
	if start < end && source[end-1] == '|' && source[end-2] != '\\' {
		end--
	}
	var cells []text.Segment
	for from, i := start, start; i <= end; i++ {
		if i == end || source[i] == '|' && (i == start || source[i-1] != '\\') {
			cell := span{from, i}.trim(source)
			cells = append(cells, text.NewSegment(cell.start, cell.end))
			from = i + 1
		}
	}
	return cells
}
