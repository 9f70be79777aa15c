package xliff

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/exchange"
)

// inlineDecoder returns the source and then the target of a unit from XLIFF's inline elements (XLIFF 2.1, Inline Content).
type inlineDecoder struct {
	unit    *element
	data    map[string]string       // the original data, by id
	codes   map[string]originalCode // the codes of the source, by id
	problem string                  // the first fault, or ""

	// Of the text being decoded.

	source bool              // it is the source
	state  string            // of a segment that is marked as not done, "" where there is none
	ends   map[string]string // what an ec stands for, by the id of its sc
}

// originalCode is the bytes of a code: those before and those after what it spans.
type originalCode struct{ open, close string }

func newInlineDecoder(unit *element) *inlineDecoder {
	d := &inlineDecoder{unit: unit, data: map[string]string{}, codes: map[string]originalCode{}}
	for _, data := range unit.find(coreSpace, "originalData", "data") {
		data.children = slices.DeleteFunc(data.children, func(e *element) bool { return e.name != "" && e.name != "cp" })
		d.data[data.attr("id")] = d.decode(data.children...)
	}
	return d
}

func (d *inlineDecoder) fail(msg string) { d.problem = cmp.Or(d.problem, msg) }

// text returns the unit's source or target: that of all its segments and ignorables. An ignorable without a target stays as it is.
func (d *inlineDecoder) text(name string) string {
	d.source, d.state, d.ends = name == "source", "", map[string]string{}
	var text strings.Builder
	translated, untranslated := 0, 0
	for _, s := range d.unit.children {
		if s.space != coreSpace || s.name != "segment" && s.name != "ignorable" {
			continue
		}
		found := s.find(coreSpace, name)
		if len(found) == 0 && s.name == "ignorable" {
			found = s.find(coreSpace, "source")
		}
		part := ""
		if len(found) > 0 {
			if found[0].attr("order") != "" {
				d.fail("its segments are in another order (order): join them in the tool")
			}
			part = d.decode(found[0].children...)
			if !found[0].preserve {
				part = collapse(part)
			}
			text.WriteString(part)
		}
		switch {
		case s.name == "segment" && part != "":
			translated++
			if !slices.Contains([]string{"", "translated", "reviewed", "final", "signed-off"}, s.attr("state")) { // of 1.2 too, as tools write them
				d.state = s.attr("state")
			}
		case s.name == "segment" || len(found) == 0:
			untranslated++
		}
	}
	if translated == 0 {
		return ""
	}
	if untranslated > 0 && !d.source {
		d.fail("only a part of its segments is translated: translate the rest")
	}
	return text.String()
}

var (
	whiteSpace = regexp.MustCompile(`\\?[ \t\r\n]+`)
	atEnds     = regexp.MustCompile(`^[ \t\r\n]*\n[ \t\r\n]*|\n[ \t\r\n]*$`)
)

// collapse returns a text without the white space that tools put into it where xml:space does not keep it: line ends and the spaces around them.
// What is not beside a line end stays, because segments of one text meet in a space; so does the line end of a hard break.
func collapse(text string) string {
	text = atEnds.ReplaceAllLiteralString(text, "")
	return whiteSpace.ReplaceAllStringFunc(text, func(s string) string {
		switch {
		case !strings.Contains(s, "\n"):
			return s
		case s[0] == '\\':
			return "\\\n"
		}
		return " "
	})
}

func (d *inlineDecoder) decode(elements ...*element) string {
	var text strings.Builder
	for _, e := range elements {
		text.WriteString(d.decodeOne(e))
	}
	return text.String()
}

func (d *inlineDecoder) decodeOne(e *element) string {
	switch e.name {
	case "":
		return e.text
	case "cp":
		c, err := strconv.ParseUint(e.attr("hex"), 16, 32)
		if err == nil && c > 0 && utf8.ValidRune(rune(c)) {
			return string(rune(c))
		}
		d.fail("cp with hex=\"" + exchange.Excerpt(e.attr("hex")) + "\", which is no character: take it out")
		return ""
	case "ph":
		return d.code(e, "dataRef", "").open
	case "pc":
		return enclose(d.code(e, "dataRefStart", "dataRefEnd"), d.decode(e.children...))
	case "sc":
		c := d.code(e, "dataRef", "")
		d.ends[e.attr("id")] = d.codes[e.attr("id")].close
		return c.open
	case "ec":
		if data, ok := d.data[e.attr("dataRef")]; ok {
			return data
		}
		return d.ends[e.attr("startRef")]
	case "mrk":
		return d.decode(e.children...)
	case "sm", "em":
		return ""
	}
	d.fail("<" + exchange.Excerpt(e.name) + ">, which XLIFF's texts do not have: take it out")
	return ""
}

// code returns the bytes of a code: from its own original data, or else from the code of the source that has its id or that it copies.
func (d *inlineDecoder) code(e *element, start, end string) originalCode {
	open, ok := d.data[e.attr(start)]
	c := originalCode{open, d.data[e.attr(end)]}
	if ok && end != "" {
		_, ok = d.data[e.attr(end)]
	}
	for _, id := range []string{e.attr("id"), e.attr("copyOf")} {
		if known, found := d.codes[id]; !ok && found && !d.source {
			c, ok = known, true
		}
	}
	if !ok {
		d.fail("the code with the id " + exchange.Excerpt(e.attr("id")) + " has no original data: copy it from the source")
	}
	if d.source {
		d.codes[e.attr("id")] = c
	}
	return c
}

// enclose returns a text between the two parts of a code. Spaces at the ends of strong or emphasised text go outside: in Markdown these
// marks take effect only beside a character that is no space (CommonMark 0.31, section 6.2).
func enclose(c originalCode, inner string) string {
	if strings.Trim(c.open, "*_") != "" {
		return c.open + inner + c.close
	}
	before := inner[:len(inner)-len(strings.TrimLeftFunc(inner, unicode.IsSpace))]
	text := strings.TrimSpace(inner)
	return before + c.open + text + c.close + inner[len(before)+len(text):]
}
