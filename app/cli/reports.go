package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// maxReports is how large the file of reports may grow, in bytes.
const maxReports = 64 << 20

type reportsCommand struct {
	trees
	dataFolder
	Tags []string `arg:"" optional:"" name:"tag" help:"Locales whose reports to list (all)."`
	JSON bool     `name:"json" help:"Write JSON, for programs."`
}

// Run lists the reports. Lines that cannot be read are listed as faults, and end in exit code 1.
func (c *reportsCommand) Run(t *terminal) error {
	src, list, err := c.read(nil, c.Tags, true)
	if err != nil {
		return err
	}
	data, err := folder.NewLog(c.reports(), maxReports).Read()
	if err != nil {
		return err
	}
	if len(c.Tags) == 0 {
		list = nil
	}
	reports, faults := workspace.ParseReports(src, list, c.reports(), data)
	if err := c.write(t.out, reports, newColor(t.out, t.env)); err != nil {
		return err
	}
	printFaults(t.err, faults)
	return findingsIf(len(faults) > 0)
}

func (c *reportsCommand) write(out io.Writer, reports []workspace.Report, p color) error {
	if c.JSON {
		return writeJSON(out, map[string]any{"reports": reports})
	}
	var b strings.Builder
	for _, e := range reports {
		writeReport(&b, e, p)
	}
	if len(reports) == 0 {
		b.WriteString("No reports.\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func writeReport(b *strings.Builder, e workspace.Report, c color) {
	place := "gone: " + visible(e.Page) + " has no such part today"
	switch {
	case e.Line > 0:
		place = fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Col)
	case !e.Gone:
		place = e.File
	}
	since := "unchanged since"
	if e.Changed {
		since = "changed since"
	}
	fmt.Fprintf(b, "%s\n  %s · %s · %s · was %s, %s\n", c.paint(bold, place), visible(e.Locale), visible(e.Key),
		e.At.UTC().Format("2006-01-02 15:04"), visible(e.State), since)
	for _, part := range [][2]string{{"English", e.Source}, {"shown", e.Text}, {"reader", e.Message}} {
		if part[0] == "shown" && e.Text == e.Source {
			continue
		}
		text := strings.ReplaceAll(visible(part[1]), "\n", "\n  "+strings.Repeat(" ", 9))
		fmt.Fprintf(b, "  %s %s\n", c.paint(dim, part[0]+padding(part[0], 8)), text)
	}
	b.WriteString("\n")
}

// visible returns a text in which what a terminal would obey, or would show as nothing, stands as its number. Line ends stay.
func visible(text string) string {
	const harmless = "\n\u00a0\u3000\u200c\u200d\u200e\u200f\u061c"
	var b strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) || strings.ContainsRune(harmless, r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}
