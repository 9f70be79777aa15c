package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

type checkCommand struct {
	trees
	Names []string `arg:"" optional:"" name:"tag-page-or-key" help:"Locales (all; en is the English pages), pages (safety) and keys (safety.risks.p1) to check."`
	JSON  bool     `name:"json" help:"Write JSON, for programs."`
}

// Run checks what readers would get, and changes nothing.
func (c *checkCommand) Run(t *terminal) error {
	p := t.newProgress()
	src, list, names, err := c.readNamed(t, p, c.Names, true)
	p.End()
	if err != nil {
		return err
	}
	found := workspace.Check(src, list, names, p)
	p.End()
	if c.JSON {
		err = writeFindingsJSON(t.out, found, knowledgeOf(src, list))
	} else {
		err = writeFindingsText(t.out, found, newColor(t.out, t.env))
	}
	if err != nil {
		return err
	}
	for _, l := range knowledgeOf(src, list) {
		if less := check.KnownLess(l.Rules); less != "" && !c.JSON {
			fmt.Fprintf(t.err, "parlance: %s: check knows less of this language: %s\n", l.Locale, less)
		}
	}
	if found.Errors+found.Warnings > 0 {
		fmt.Fprintf(t.err, "parlance: %s, %s\n", count(found.Errors, "error"), count(found.Warnings, "warning"))
	}
	return findingsIf(found.Errors > 0)
}

// knowledge is how much the rules know of the language of a locale (R52).
type knowledge struct {
	Locale string                `json:"locale"`
	Rules  []check.RuleKnowledge `json:"rules"`
}

// knowledgeOf returns what the rules know of the languages of some locales, English left out.
func knowledgeOf(src *corpus.Corpus, locales []*locale.Locale) []knowledge {
	list := []knowledge{}
	for _, l := range locales {
		if l.Tag != "en" {
			list = append(list, knowledge{l.Tag, check.KnowledgeOf(src.CheckContext(l))})
		}
	}
	return list
}

// findingJSON is one finding, at a place in a file that an editor can jump to, as it stands in JSON. It is stable: members are added, and none
// is taken away or changes its meaning.
type findingJSON struct {
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
	ReadBack string         `json:"read_back,omitempty"` // of parlance readback: what the program says that the text says
}

func newFindingJSON(f corpus.Finding) findingJSON {
	return findingJSON{f.File, f.Line, f.Col, f.Severity, f.Rule, f.Message, f.Hint, f.Tag, f.Key, f.Form, f.Source, f.Text, f.ReadBack}
}

// outBuffer is how many bytes of findings are written at once: all of them may be a gigabyte.
const outBuffer = 64 << 10

// writeFindingsJSON writes an object with the members findings, errors, warnings and knowledge, indented as [json.Encoder] would, finding by finding.
func writeFindingsJSON(out io.Writer, found workspace.Findings, known []knowledge) error {
	b := bufio.NewWriterSize(out, outBuffer)
	b.WriteString("{\n  \"findings\": [")
	one := &bytes.Buffer{}
	enc := json.NewEncoder(one)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	before, end := "\n    ", ""
	for f := range found.All() {
		one.Reset()
		if err := enc.Encode(newFindingJSON(f)); err != nil {
			return err
		}
		b.WriteString(before)
		if _, err := b.Write(bytes.TrimSuffix(one.Bytes(), []byte("\n"))); err != nil {
			return err
		}
		before, end = ",\n    ", "\n  "
	}
	rules, err := json.MarshalIndent(known, "  ", "  ")
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "%s],\n  \"errors\": %d,\n  \"warnings\": %d,\n  \"knowledge\": %s\n}\n", end, found.Errors, found.Warnings, rules)
	return b.Flush()
}

// writeFindingsText writes each finding as a line that editors understand, and below it what a person needs to judge it.
func writeFindingsText(out io.Writer, found workspace.Findings, c color) error {
	b := bufio.NewWriterSize(out, outBuffer)
	for f := range found.All() {
		severity := yellow
		if f.Severity == check.Error {
			severity = red
		}
		fault := store.Fault{File: f.File, Line: f.Line, Col: f.Col, Msg: c.paint(severity, string(f.Severity)) + ": " + c.paint(bold, f.Rule) + ": " + f.Message}
		if _, err := b.WriteString(fault.Error() + "\n"); err != nil {
			return err
		}
		for _, line := range []struct{ name, text string }{{"English: ", f.Source}, {"here:    ", f.Text}, {"back:    ", f.ReadBack}, {"hint:    ", f.Hint}} {
			if line.text != "" {
				b.WriteString("    " + c.paint(dim, line.name) + strings.ReplaceAll(line.text, "\n", "\n             ") + "\n")
			}
		}
	}
	return b.Flush()
}
