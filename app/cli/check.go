package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

type checkCommand struct {
	trees
	Tags []string `arg:"" optional:"" name:"tag" help:"Locales to check (all, and the English pages); en stands for the pages."`
	JSON bool     `name:"json" help:"Write JSON, for programs."`
}

// Run checks what readers would get, and changes nothing.
func (c *checkCommand) Run(t *terminal) error {
	src, err := c.read()
	if err != nil {
		return err
	}
	list, err := chosen(t, src.Locales, c.Tags, true)
	if err != nil {
		return err
	}
	r := inspect(src, list)
	if c.JSON {
		err = r.writeJSON(t.out)
	} else {
		err = r.writeText(t.out, painter(t.out, t.env))
	}
	if err != nil {
		return err
	}
	if len(r.Findings) > 0 {
		fmt.Fprintf(t.err, "parlance: %s, %s\n", things(r.Errors, "error"), things(r.Warnings, "warning"))
	}
	if r.Errors > 0 {
		return exit(findings)
	}
	return nil
}

// inspection is what check found. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type inspection struct {
	Findings []finding `json:"findings"`
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
}

// finding is one fault, at a place in a file that an editor can jump to.
type finding struct {
	File     string         `json:"file"`
	Line     int            `json:"line"` // from 1; 0 where the fault is the whole file's
	Col      int            `json:"col"`  // from 1, in characters
	Severity check.Severity `json:"severity"`
	Rule     string         `json:"rule"` // "file" where the file itself cannot be used as it stands
	Message  string         `json:"message"`
	Hint     string         `json:"hint"`
	Locale   string         `json:"locale"`
	Key      string         `json:"key"`
	Form     string         `json:"form"`   // plural category, "other" where there is one text only
	Source   string         `json:"source"` // the English; "" where the text is the English
	Text     string         `json:"text"`
}

// inspect collects the faults of the files and what the rules find in the locales.
func inspect(src *site.Sources, locales []*locale.Locale) inspection {
	r := inspection{Findings: []finding{}}
	faulty := map[string]bool{}
	for _, f := range src.Faults {
		if !concerns(src, f.File, locales) {
			continue
		}
		faulty[fmt.Sprint(f.File, f.Line)] = true
		r.add(finding{File: f.File, Line: f.Line, Col: f.Col, Severity: check.Error, Rule: "file", Message: f.Msg, Form: "other"})
	}
	found := make([][]site.Finding, len(locales))
	work := make([]func(), len(locales))
	for i, l := range locales {
		work[i] = func() { found[i] = src.Findings(l) }
	}
	together(work)
	for _, list := range found {
		for _, f := range list {
			if faulty[fmt.Sprint(f.File, f.Line)] && (f.Rule == "block" || f.Rule == "placeholders") {
				continue // it is why the file is at fault
			}
			r.add(finding{f.File, f.Line, f.Col, f.Severity, f.Rule, f.Message, f.Hint, f.Tag, f.Key, f.Form, f.Source, f.Text})
		}
	}
	return r
}

// add takes in a finding and counts it.
func (r *inspection) add(f finding) {
	r.Findings = append(r.Findings, f)
	if f.Severity == check.Error {
		r.Errors++
	} else {
		r.Warnings++
	}
}

// concerns says whether a fault of a file belongs to one of the locales: it does where the file is one of theirs, or of nobody.
func concerns(src *site.Sources, file string, locales []*locale.Locale) bool {
	owner := ""
	for _, l := range src.Locales.Locales {
		if strings.Contains(file, "/"+l.Tag+"/") && strings.HasPrefix(file, src.CatalogTree().Path(l.Tag)+"/") {
			owner = l.Tag
		}
	}
	if owner == "" || owner == "en" {
		return true
	}
	for _, l := range locales {
		if l.Tag == owner {
			return true
		}
	}
	return false
}

func (r inspection) writeJSON(out io.Writer) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// writeText writes each finding as a line that editors understand, and below it what a person needs to judge it.
func (r inspection) writeText(out io.Writer, p paint) error {
	var b bytes.Buffer
	for _, f := range r.Findings {
		colour := yellow
		if f.Severity == check.Error {
			colour = red
		}
		fault := store.Fault{File: f.File, Line: f.Line, Col: f.Col, Msg: p.in(colour, f.Severity.String()) + ": " + p.in(bold, f.Rule) + ": " + f.Message}
		b.WriteString(fault.Error() + "\n")
		for _, line := range []struct{ name, text string }{{"English", f.Source}, {"here", f.Text}, {"hint", f.Hint}} {
			if line.text != "" {
				b.WriteString("    " + p.in(dim, left(line.name+":", 9)) + strings.ReplaceAll(line.text, "\n", "\n             ") + "\n")
			}
		}
	}
	_, err := out.Write(b.Bytes())
	return err
}
