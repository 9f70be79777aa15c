package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/workspace"
)

type statusCommand struct {
	trees
	Names []string `arg:"" optional:"" name:"tag-page-or-key" help:"Locales (all), pages (safety) and keys (safety.risks.p1) to tell of."`
	JSON  bool     `name:"json" help:"Write JSON, for programs."`
	Files bool     `name:"recordings" help:"List the texts that may be recorded, English too, with the names of the files that their recordings have."`
	Min   float64  `placeholder:"SHARE" help:"Exit 1 where a page, in a locale that is told of, covers less than this share of its words, for example 0.8."`
}

// Validate refuses a share that is none.
func (c *statusCommand) Validate() error {
	if !(c.Min >= 0 && c.Min <= 1) {
		return fmt.Errorf("--min is a share from 0 to 1, for example 0.8")
	}
	return nil
}

func (c *statusCommand) Run(t *terminal) error {
	p := t.newProgress()
	src, list, names, err := c.readNamed(t, p, c.Names, c.Files)
	p.End()
	if err != nil {
		return err
	}
	if c.Files {
		return c.writeRecordings(t, workspace.RecordingFiles(src, list, names))
	}
	faults := src.Faults
	if len(c.Names) > 0 {
		faults, _ = workspace.FaultsFor(src, list, names)
	}
	s := workspace.ReadStatus(src, list, names, faults, time.Now())
	if c.JSON {
		err = writeJSON(t.out, s)
	} else {
		err = writeStatusTable(t.out, s, newColor(t.out, t.env))
	}
	if err != nil {
		return err
	}
	for _, f := range s.Faults {
		fmt.Fprintln(t.err, f)
	}
	for _, u := range s.Unheard {
		fmt.Fprintln(t.err, strings.TrimSuffix(u.File+": "+u.Message+"; "+u.Hint, "; "))
	}
	found := len(s.Faults) > 0 // so that the figures are not the whole truth
	for _, l := range s.Locales {
		for _, p := range l.Pages {
			if p.Coverage < c.Min {
				fmt.Fprintf(t.err, "parlance: %s: %s of the words are covered, below %s\n", p.File, percent(p.Coverage), percent(c.Min))
				found = true
			}
		}
	}
	return findingsIf(found)
}

// writeRecordings writes a line for each recording: whether there is one, and its file.
func (c *statusCommand) writeRecordings(t *terminal, list []workspace.RecordingFile) error {
	if c.JSON {
		return writeJSON(t.out, list)
	}
	var b bytes.Buffer
	for _, one := range list {
		state := "missing "
		if one.Recorded {
			state = "recorded"
		}
		fmt.Fprintf(&b, "%s  %s\n", state, one.File)
	}
	_, err := t.out.Write(b.Bytes())
	return err
}

// percent rounds down, so that only what is whole says 100 %.
func percent(share float64) string { return fmt.Sprintf("%d %%", int(share*100+1e-9)) }

// statusHeader are the names of the columns; each amount is words of the English, and segments in brackets.
var statusHeader = []string{"words (segments)", "source", "reviewed", "draft", "outdated", "missing", "coverage"}

// row is one row of the table: a name, the amounts, the coverage.
type row struct {
	cells []string
	color string
}

func newRow(name string, t workspace.Tally) row {
	l := row{cells: []string{name}}
	for _, a := range []corpus.Amount{t.Source, t.Reviewed, t.Draft, t.Outdated, t.Missing} {
		l.cells = append(l.cells, fmt.Sprintf("%d (%d)", a.Words, a.Segments))
	}
	l.cells = append(l.cells, percent(t.Coverage))
	switch {
	case t.ToDo() == 0:
		l.color = green
	case t.Coverage < 0.5:
		l.color = red
	default:
		l.color = yellow
	}
	return l
}

func writeStatusTable(out io.Writer, s workspace.Status, c color) error {
	rows := []row{{cells: statusHeader, color: dim}}
	for _, l := range s.Locales {
		// The mark keeps the digits that follow a name written from right to left in their columns.
		rows = append(rows, newRow(l.Tag+"  "+l.Name+"\u200e", l.Tally))
		for _, page := range l.Pages {
			rows = append(rows, newRow("  "+page.Page, page.Tally))
		}
	}
	var b bytes.Buffer
	writeRows(&b, rows, c)
	writeNextSteps(&b, s, c)
	for i, o := range s.Overdue {
		if i == 0 {
			b.WriteString("\n" + c.paint(bold, "Past the day of review:") + "\n")
		}
		fmt.Fprintf(&b, "  %s:%d: should have been reviewed by %s\n", o.File, o.Line, o.ReviewBy)
	}
	for _, l := range s.Locales {
		if less := check.KnownLess(l.Rules); less != "" {
			fmt.Fprintf(&b, "\n%s: check knows less of this language: %s\n", l.Tag, less)
		}
	}
	_, err := out.Write(b.Bytes())
	return err
}

// writeRows writes the rows with every column as wide as its widest cell.
func writeRows(b *bytes.Buffer, rows []row, c color) {
	widths := make([]int, len(statusHeader))
	for _, l := range rows {
		for i, cell := range l.cells {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	for _, l := range rows {
		b.WriteString(l.cells[0] + padding(l.cells[0], widths[0]))
		for i, cell := range l.cells[1:] {
			cell = padding(cell, widths[i+1]) + cell
			if l.color == dim || i == len(l.cells)-2 {
				cell = c.paint(l.color, cell)
			}
			b.WriteString("  " + cell)
		}
		b.WriteString("\n")
	}
}

// writeNextSteps writes what to do, a line for each page with something left.
func writeNextSteps(b *bytes.Buffer, s workspace.Status, c color) {
	head := "\n" + c.paint(bold, "What to do next:") + "\n"
	for _, l := range s.Locales {
		for _, page := range l.Pages {
			if page.Next == nil {
				continue
			}
			b.WriteString(head)
			head = ""
			b.WriteString("  " + advice(l.Tag, page) + "\n")
		}
	}
	if head != "" && len(s.Locales) > 0 {
		b.WriteString("\nNothing is left to do: everything is translated and reviewed.\n")
	}
}

func advice(tag string, page workspace.PageStatus) string {
	n := page.Next
	held := ""
	if page.Critical && page.Draft.Segments > 0 {
		held = "; readers see no draft of this page"
	}
	switch n.Do {
	case workspace.StepTranslate:
		return fmt.Sprintf("%s:%d: fill what is empty, %s%s", n.File, n.Line, count(page.ToDo(), "text"), held)
	case workspace.StepSync:
		return fmt.Sprintf("%s: run parlance sync, %s not laid out yet%s", n.File, count(page.ToDo(), "text"), held)
	}
	return fmt.Sprintf("%s: have %s reviewed: parlance review %s %s --by NAME%s", n.File, count(page.Draft.Segments, "draft"), tag, page.Page, held)
}
