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
	"github.com/parlance/parlance/app/store"
)

// outBuffer is how many bytes of findings are written at once: all of them may be a gigabyte.
const outBuffer = 64 << 10

// writeJSON writes an object with the members findings, errors and warnings, indented as [json.Encoder] would, finding by finding.
func (r inspection) writeJSON(out io.Writer) error {
	b := bufio.NewWriterSize(out, outBuffer)
	b.WriteString("{\n  \"findings\": [")
	one := &bytes.Buffer{}
	enc := json.NewEncoder(one)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	before, end := "\n    ", ""
	err := r.each(func(f corpus.Finding) error {
		one.Reset()
		if err := enc.Encode(finding{f.File, f.Line, f.Col, f.Severity, f.Rule, f.Message, f.Hint, f.Tag, f.Key, f.Form, f.Source, f.Text}); err != nil {
			return err
		}
		b.WriteString(before)
		_, err := b.Write(bytes.TrimSuffix(one.Bytes(), []byte("\n")))
		before, end = ",\n    ", "\n  "
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "%s],\n  \"errors\": %d,\n  \"warnings\": %d\n}\n", end, r.Errors, r.Warnings)
	return b.Flush()
}

// writeText writes each finding as a line that editors understand, and below it what a person needs to judge it.
func (r inspection) writeText(out io.Writer, p paint) error {
	b := bufio.NewWriterSize(out, outBuffer)
	err := r.each(func(f corpus.Finding) error {
		colour := yellow
		if f.Severity == check.Error {
			colour = red
		}
		fault := store.Fault{File: f.File, Line: f.Line, Col: f.Col, Msg: p.in(colour, f.Severity.String()) + ": " + p.in(bold, f.Rule) + ": " + f.Message}
		_, err := b.WriteString(fault.Error() + "\n")
		for _, line := range []struct{ name, text string }{{"English: ", f.Source}, {"here:    ", f.Text}, {"hint:    ", f.Hint}} {
			if line.text != "" {
				_, err = b.WriteString("    " + p.in(dim, line.name) + strings.ReplaceAll(line.text, "\n", "\n             ") + "\n")
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return b.Flush()
}
