package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// How large a file of reports may grow, in bytes, and how many full ones are kept beside it.
const (
	maxReports  = 64 << 20
	keptReports = 8
)

type reportsCommand struct {
	trees
	dataFolder
	Names []string `arg:"" optional:"" name:"tag" help:"Locales whose reports to list (all); with --done the ids of reports."`
	Done  bool     `help:"Close the reports of these ids: they were dealt with."`
	Open  bool     `help:"List only reports that are not closed."`
	JSON  bool     `name:"json" help:"Write JSON, for programs."`
}

// Run lists the reports, or closes some. Lines that cannot be read are listed as faults, and end in exit code 1.
func (c *reportsCommand) Run(t *terminal) error {
	if c.Done {
		return c.close(t)
	}
	src, list, err := c.read(t, nil, c.Names, true)
	if err != nil {
		return err
	}
	files, err := c.files(t)
	if err != nil {
		return err
	}
	if len(c.Names) == 0 {
		list = nil
	}
	reports, faults := workspace.ParseReports(src, list, files)
	if c.Open {
		reports = slices.DeleteFunc(reports, func(r workspace.Report) bool { return !r.Done.IsZero() })
	}
	if err := c.write(t.out, reports, newColor(t.out, t.env)); err != nil {
		return err
	}
	printFaults(t.err, faults)
	return findingsIf(len(faults) > 0)
}

// reportLog returns where the reports are: of the cluster, or in the folder of the data.
func (c *reportsCommand) reportLog(t *terminal) (store.Log, error) {
	if len(c.Cluster) == 0 {
		return c.log().Rotate(keptReports, nil), nil
	}
	j, err := t.join(c.clusterAccess)
	if err != nil {
		return nil, err
	}
	return j.Log(corpus.ReportsName), nil
}

// log returns the log of the reports in the folder of the data.
func (d dataFolder) log() *folder.Log { return folder.NewLog(d.reports(), maxReports) }

// files reads all files of reports.
func (c *reportsCommand) files(t *terminal) (files []corpus.ReportFile, err error) {
	log, err := c.reportLog(t)
	if err != nil {
		return nil, err
	}
	err = log.Each(func(path string, data []byte) { files = append(files, corpus.ReportFile{Name: path, Data: data}) })
	return files, err
}

// minID is how many digits of an id a person must write at least.
const minID = 4

// close closes the reports that are named by their ids, or by the beginnings of these. What is no report is named, and the others are closed.
func (c *reportsCommand) close(t *terminal) error {
	if len(c.Names) == 0 {
		return usagef("--done needs the ids of reports: parlance reports shows them")
	}
	files, err := c.files(t)
	if err != nil {
		return err
	}
	reports, _ := corpus.ParseReports(files...)
	unknown := false
	for _, name := range c.Names {
		found := map[string]corpus.KeptReport{}
		for _, r := range reports {
			if len(name) >= minID && strings.HasPrefix(r.ID, strings.ToLower(name)) {
				found[r.ID] = r
			}
		}
		if len(found) != 1 {
			unknown = true
			fmt.Fprintf(t.err, "parlance: %s: %s\n", visible(name), unknownID(len(found)))
			continue
		}
		for id, r := range found {
			if !r.Done.IsZero() {
				fmt.Fprintf(t.out, "%s was closed on %s\n", id, r.Done.Format(time.DateOnly))
			} else if err := c.closeOne(t, r); err != nil {
				return err
			}
		}
	}
	return findingsIf(unknown)
}

// closeOne writes down that a report is closed.
func (c *reportsCommand) closeOne(t *terminal, r corpus.KeptReport) error {
	line, err := json.Marshal(corpus.ReportClosure{Kind: corpus.ClosureKind, ID: r.ID, At: time.Now().UTC().Truncate(time.Second)})
	if err == nil {
		var log store.Log
		if log, err = c.reportLog(t); err == nil {
			err = log.AppendLines([][]byte{line})
		}
	}
	if err == nil {
		_, err = fmt.Fprintf(t.out, "closed %s: %s · %s\n", r.ID, visible(r.Locale), visible(r.Key))
	}
	return err
}

// unknownID returns what is wrong with an id that names so many reports.
func unknownID(reports int) string {
	if reports > 1 {
		return count(reports, "report") + " begin so: write more of the id"
	}
	return fmt.Sprintf("no report has this id: parlance reports shows them; %d digits of one are enough", minID)
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
	done := ""
	if !e.Done.IsZero() {
		done = " · " + c.paint(green, "done "+e.Done.Format(time.DateOnly))
	}
	fmt.Fprintf(b, "%s\n  %s · %s · %s · was %s, %s\n  %s %s%s\n", c.paint(bold, place), e.Locale, e.Key,
		e.At.UTC().Format("2006-01-02 15:04"), e.State, since, c.paint(dim, "id      "), e.ID, done)
	for _, part := range [][2]string{{"English", e.Source}, {"shown", e.Text}, {"reader", e.Message}} {
		if part[0] == "shown" && e.Text == e.Source {
			continue
		}
		text := strings.ReplaceAll(visible(part[1]), "\n", "\n  "+strings.Repeat(" ", 9))
		fmt.Fprintf(b, "  %s %s\n", c.paint(dim, part[0]+padding(part[0], 8)), text)
	}
	b.WriteString("\n")
}
