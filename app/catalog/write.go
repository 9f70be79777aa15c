package catalog

import (
	"bytes"
	"slices"
	"strings"
)

// bytes returns the layout as a file: entries a blank line apart, and the trailers below them.
func (m *layout) bytes() []byte {
	var w writer
	w.block(m.head)
	for i, e := range m.entries {
		above := e.above()
		if i == 0 { // what stands above a blank line and all of the tool's belongs to the file: see [splitHead]
			n := slices.IndexFunc(append(above, markNote), hasMark)
			above = append(slices.DeleteFunc(slices.Clone(above[:n]), isBlank), above[n:]...)
		}
		w.entry(above, e, "")
	}
	for _, t := range m.trailers {
		w.block(t.lines)
		if t.obsolete != nil {
			w.entry(t.obsolete.above(), t.obsolete, markPrevious)
		}
	}
	return w.Bytes()
}

type writer struct{ bytes.Buffer }

// block writes lines, a blank one apart from what stands above them.
func (w *writer) block(lines []string) {
	if len(lines) > 0 {
		w.gap()
		w.lines(lines...)
	}
}

func (w *writer) gap() {
	if w.Len() > 0 {
		w.WriteByte('\n')
	}
}

func (w *writer) lines(lines ...string) {
	for _, l := range lines {
		w.WriteString(l)
		w.WriteByte('\n')
	}
}

func isBlank(line string) bool { return line == "" }

// above returns the lines above an entry's header.
func (e *entry) above() []string {
	lines := slices.Concat(e.comments[atNote], markLines(markNote, e.notes), e.comments[atSource])
	if !e.source.Empty() {
		lines = append(lines, markForms(markSource, e.source)...)
	}
	for _, p := range e.pairs {
		lines = append(append(lines, p.before...), p.lines()...)
	}
	return slices.Concat(lines, e.comments[atSuggestion], markLines(markSuggestion, e.suggestions), e.comments[atHeader])
}

// lines returns the comment lines of a previous translation.
func (p Previous) lines() []string {
	return append(markForms(markOld, p.Source), markForms(markPrevious, p.Text)...)
}

// entry writes an entry, each line from its header on behind a mark where it is obsolete.
func (w *writer) entry(above []string, e *entry, mark string) {
	w.gap()
	w.lines(above...)
	put := func(s string) {
		for line := range strings.SplitSeq(s, "\n") {
			if mark != "" {
				line = withMark(mark, line)
			}
			w.lines(line)
		}
	}
	put(withMark(header(e.key), e.trail))
	for _, mb := range e.members {
		for _, b := range mb.before {
			put(b)
		}
		put(withMark(mb.name+" = "+mb.raw, mb.trail))
	}
	for _, a := range e.after {
		put(a)
	}
}
