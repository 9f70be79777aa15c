package segment

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// tomlReader reads the fields of a TOML text one by one, and goes on behind what it cannot read.
type tomlReader struct {
	faults *faultCollector
	offset int             // in the text, of what the parser reads
	table  string          // before the names of the fields that are read, with a dot; "" above the first table
	values map[string]span // of each field, by its whole name
	lost   bool            // a line could not be read: it may be any field
	html   bool            // texts may hold what looks like HTML: they are shown as they stand
}

func newTOMLReader(faults *faultCollector) tomlReader {
	return tomlReader{faults: faults, values: map[string]span{}}
}

// read calls expression with every field and every header of a table in a part of the text.
func (r *tomlReader) read(toml span, expression func(*unstable.Node)) {
	for at := toml.start; at < toml.end; {
		at = r.readSome(at, toml.end, expression)
	}
}

// readSome reads up to the end, or to what cannot be read, and returns the offset at which reading can go on.
func (r *tomlReader) readSome(at, end int, expression func(*unstable.Node)) (next int) {
	var parser unstable.Parser
	r.offset = at
	parser.Reset(r.faults.text[at:end:end])
	for parser.NextExpression() {
		expression(parser.Expression())
	}
	if parser.Error() == nil {
		return end
	}
	offset := end
	if syntax, ok := errors.AsType[*unstable.ParserError](parser.Error()); ok {
		offset = r.span(parser.Range(syntax.Highlight)).start
	}
	x := tomltext.Explain(r.faults.text[:end], at, offset)
	r.faults.add(x.Offset, "%s", x.Msg)
	line := r.faults.text[bytes.LastIndexByte(r.faults.text[:x.Offset], '\n')+1 : x.End]
	if name := fieldStart.FindSubmatch(line); name != nil {
		r.values[r.table+string(name[1])] = span{x.Offset, x.Offset} // it is there, though nobody can read it
	} else {
		r.lost = true
	}
	return max(x.End, at+1)
}

var fieldStart = regexp.MustCompile(`^[ \t]*([a-z_]+)\b`)

func (r *tomlReader) span(at unstable.Range) span {
	start := r.offset + int(at.Offset)
	return span{start, start + int(at.Length)}
}

// nameOf returns the name of a field, or of the table of a header, and where it begins.
func (r *tomlReader) nameOf(e *unstable.Node) (name string, at span) {
	var names []string
	for keys := e.Key(); keys.Next(); {
		if names == nil {
			at = r.span(keys.Node().Raw)
		}
		names = append(names, string(keys.Node().Data))
	}
	return strings.Join(names, "."), at
}

// valueSpan returns where a value stands; key is where its field begins.
func (r *tomlReader) valueSpan(value *unstable.Node, key span) span {
	if value.Raw.Length == 0 { // a list has no range of its own
		return key
	}
	return r.span(value.Raw)
}

// text returns a plain text on one line. It is "" if that has a fault, most of which are of text that readers and translators would see.
func (r *tomlReader) text(name string, value *unstable.Node, at span) string {
	if value.Kind != unstable.String {
		r.faults.add(at.start, "%s must be a text in quotes", name)
		return ""
	}
	text := composed(oneLine(string(value.Data)))
	switch {
	case strings.TrimSpace(text) == "":
		r.faults.add(at.start, "%s is empty: readers and translators need it", name)
		return ""
	case len(text) > maxText:
		r.faults.add(at.start, "%s is longer than %d KB: shorten it", name, maxText>>10)
		return ""
	}
	for _, c := range text {
		if reason := forbiddenReason(c); reason != "" {
			r.faults.add(at.start, "%s holds %U: %s", name, c, reason)
		}
	}
	plain := text
	if r.html {
		plain = strings.NewReplacer("<", " ", ">", " ").Replace(text)
	}
	if marks := marksIn(plain); marks != "" {
		r.faults.add(at.start, "%s is plain text, and readers would see its marks (%s): leave them out", name, excerpt(marks))
	}
	return text
}

// marksIn returns the first part of a plain text that would be more than words in Markdown, an address aside, such as *words* or &amp;; "" if there is none.
func marksIn(text string) string {
	run, err := inlineLine(text)
	if err != nil {
		return ""
	}
	for _, r := range run.Children {
		switch raw := text[r.Start:r.End]; {
		case r.Kind == RunText && r.Text != raw:
			return escape.FindString(raw)
		case r.Kind != RunText && r.Kind != RunAutolink:
			return raw
		}
	}
	return ""
}

// soundText returns a plain text on one line, "" if it has any fault.
func (r *tomlReader) soundText(name string, value *unstable.Node, at span) string {
	before := len(r.faults.faults)
	text := r.text(name, value, at)
	switch {
	case !isolatesBalanced(text):
		r.faults.add(at.start, "the text opens a direction isolate (U+2066 to U+2068) without closing it, or the other way round")
	case strings.Contains(text, "{{"):
		r.faults.add(at.start, "%s", templateAdvice)
	}
	if len(r.faults.faults) > before || len(r.faults.faults) >= maxFaults {
		return ""
	}
	return text
}
