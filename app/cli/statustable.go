package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/parlance/parlance/app/corpus"
)

func (r report) writeJSON(out io.Writer) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// statusHead names the columns; each amount is words of the English, and segments in brackets.
var statusHead = []string{"words (segments)", "source", "reviewed", "draft", "outdated", "missing", "coverage"}

// line is one line of the table: a name, the amounts, the coverage.
type line struct {
	cells  []string
	colour string
}

func amounts(name string, t tally) line {
	l := line{cells: []string{name}}
	for _, a := range []corpus.Amount{t.Source, t.Reviewed, t.Draft, t.Outdated, t.Missing} {
		l.cells = append(l.cells, fmt.Sprintf("%d (%d)", a.Words, a.Segments))
	}
	l.cells = append(l.cells, percent(t.Coverage))
	switch {
	case t.ToDo() == 0:
		l.colour = green
	case t.Coverage < 0.5:
		l.colour = red
	default:
		l.colour = yellow
	}
	return l
}

// writeTable writes the report for people.
func (r report) writeTable(out io.Writer, p paint) error {
	lines := []line{{cells: statusHead, colour: dim}}
	for _, l := range r.Locales {
		// The mark keeps the digits that follow a name written from right to left in their columns.
		lines = append(lines, amounts(l.Tag+"  "+l.Name+"\u200e", l.tally))
		for _, page := range l.Pages {
			lines = append(lines, amounts("  "+page.Page, page.tally))
		}
	}
	var b bytes.Buffer
	writeLines(&b, lines, p)
	r.writeNext(&b, p)
	for i, o := range r.Overdue {
		if i == 0 {
			b.WriteString("\n" + p.in(bold, "Past the day of review:") + "\n")
		}
		fmt.Fprintf(&b, "  %s:%d: should have been reviewed by %s\n", o.File, o.Line, o.ReviewBy)
	}
	_, err := out.Write(b.Bytes())
	return err
}

// writeLines writes the lines with every column as wide as its widest cell.
func writeLines(b *bytes.Buffer, lines []line, p paint) {
	widths := make([]int, len(statusHead))
	for _, l := range lines {
		for i, c := range l.cells {
			widths[i] = max(widths[i], columns(c))
		}
	}
	for _, l := range lines {
		b.WriteString(left(l.cells[0], widths[0]))
		for i, c := range l.cells[1:] {
			c = right(c, widths[i+1])
			if l.colour == dim || i == len(l.cells)-2 {
				c = p.in(l.colour, c)
			}
			b.WriteString("  " + c)
		}
		b.WriteString("\n")
	}
}

// writeNext writes what to do, a line for each page with something left.
func (r report) writeNext(b *bytes.Buffer, p paint) {
	head := "\n" + p.in(bold, "What to do next:") + "\n"
	for _, l := range r.Locales {
		for _, page := range l.Pages {
			if page.Next == nil {
				continue
			}
			b.WriteString(head)
			head = ""
			b.WriteString("  " + advice(l.Tag, page) + "\n")
		}
	}
	if head != "" && len(r.Locales) > 0 {
		b.WriteString("\nNothing is left to do: everything is translated and reviewed.\n")
	}
}

func advice(tag string, page pageReport) string {
	n := page.Next
	held := ""
	if page.Critical && page.Draft.Segments > 0 {
		held = "; readers see no draft of this page"
	}
	switch n.Do {
	case "translate":
		return fmt.Sprintf("%s:%d: fill what is empty, %s%s", n.File, n.Line, things(page.ToDo(), "text"), held)
	case "sync":
		return fmt.Sprintf("%s: run parlance sync, %s not laid out yet%s", n.File, things(page.ToDo(), "text"), held)
	}
	return fmt.Sprintf("%s: have %s reviewed: parlance review %s %s --by NAME%s", n.File, things(page.Draft.Segments, "draft"), tag, page.Page, held)
}
