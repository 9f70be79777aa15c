package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/workspace"
)

// maxReports is how large the file of reports may grow, in bytes.
const maxReports = 64 << 20

// dataFolder is where the server keeps what readers send.
type dataFolder struct {
	Data string `default:"data" placeholder:"DIR" help:"Folder of what readers report (${default}); made when the first report comes."`
}

func (d dataFolder) reports() string { return filepath.Join(d.Data, corpus.ReportsName) }

type reportsCommand struct {
	trees
	dataFolder
	Tags []string `arg:"" optional:"" name:"tag" help:"Locales whose reports to list (all)."`
	JSON bool     `name:"json" help:"Write JSON, for programs."`
}

// Help says what is listed.
func (c *reportsCommand) Help() string {
	return `Each report shows the place to correct, the English and the translation as they were when it was written, whether
they have changed since, and what the reader wrote. The reports stand in reports.jsonl in the folder of the data; to begin anew,
move that file away.`
}

// reportedEntry is one report with what became of its part. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type reportedEntry struct {
	corpus.Report
	File    string `json:"file"` // where to correct it; "" where the part is gone
	Line    int    `json:"line"` // 0 where the part has no entry there
	Col     int    `json:"col"`
	Gone    bool   `json:"gone"`
	Changed bool   `json:"changed"` // the English or the translation is another one today
}

// Run lists the reports. Lines that cannot be read are told, and end in exit code 1.
func (c *reportsCommand) Run(t *terminal) error {
	src, err := c.read(workspace.Silent{})
	if err != nil {
		return err
	}
	list, err := chosen(t, src.Locales, c.Tags, true)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(c.reports())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading the reports: %w", err)
	}
	reports, faults := corpus.ParseReports(c.reports(), data)
	wanted := map[string]bool{}
	for _, l := range list {
		wanted[l.Tag] = true
	}
	entries := []reportedEntry{}
	for _, r := range reports {
		if wanted[r.Locale] || len(c.Tags) == 0 {
			now := src.Reported(r)
			entries = append(entries, reportedEntry{r, now.Place.File, now.Place.Line, now.Place.Col, now.Place.File == "", now.Changed})
		}
	}
	if err := c.write(t.out, entries, painter(t.out, t.env)); err != nil {
		return err
	}
	for _, f := range faults {
		fmt.Fprintln(t.err, f.Error())
	}
	if len(faults) > 0 {
		return exit(findings)
	}
	return nil
}

func (c *reportsCommand) write(out io.Writer, entries []reportedEntry, p paint) error {
	if c.JSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(map[string]any{"reports": entries})
	}
	var b strings.Builder
	for _, e := range entries {
		e.writeTo(&b, p)
	}
	if len(entries) == 0 {
		b.WriteString("No reports.\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// writeTo writes one report for people.
func (e reportedEntry) writeTo(b *strings.Builder, p paint) {
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
	fmt.Fprintf(b, "%s\n  %s · %s · %s · was %s, %s\n", p.in(bold, place), visible(e.Locale), visible(e.Key),
		e.At.UTC().Format("2006-01-02 15:04"), visible(e.State), since)
	for _, part := range [][2]string{{"English", e.Source}, {"shown", e.Text}, {"reader", e.Message}} {
		if part[0] == "shown" && e.Text == e.Source {
			continue
		}
		text := strings.ReplaceAll(visible(part[1]), "\n", "\n  "+strings.Repeat(" ", 9))
		fmt.Fprintf(b, "  %s %s\n", p.in(dim, left(part[0], 8)), text)
	}
	b.WriteString("\n")
}

// visible shows what a terminal would obey, or would show as nothing, by its number. Line ends stay.
func visible(text string) string {
	var b strings.Builder
	for _, r := range text {
		joins := r == '\u200c' || r == '\u200d' || r == '\u200e' || r == '\u200f' || r == '\u061c'
		switch {
		case r == '\n', unicode.IsPrint(r), joins, r == '\u00a0', r == '\u3000':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}
