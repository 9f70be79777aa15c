package xliff

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/exchange"
)

// rebuilder writes the catalog's text from XLIFF's inline elements and the original data of their unit.
type rebuilder struct {
	unit   *node
	data   map[string]string
	codes  map[string]code // by id, of the source
	source bool
	wrong  string
	unsure bool // a segment with a target is in the state initial
	ends   map[string]string
}

// code is what stands before and after what a code encloses.
type code struct{ open, close string }

func newRebuilder(unit *node) *rebuilder {
	b := &rebuilder{unit: unit, data: map[string]string{}, codes: map[string]code{}, ends: map[string]string{}}
	for _, original := range unit.elements(coreSpace, "originalData") {
		for _, d := range original.elements(coreSpace, "data") {
			b.data[d.attr("id")] = b.plain(d)
		}
	}
	return b
}

func (b *rebuilder) fail(msg string) {
	if b.wrong == "" {
		b.wrong = msg
	}
}

// plain gives the text of an element that has text and cp alone.
func (b *rebuilder) plain(n *node) string {
	var text strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "":
			text.WriteString(k.text)
		case "cp":
			text.WriteString(b.codePoint(k))
		}
	}
	return text.String()
}

func (b *rebuilder) codePoint(n *node) string {
	c, err := strconv.ParseUint(n.attr("hex"), 16, 32)
	if err != nil || c == 0 || c > utf8.MaxRune || !utf8.ValidRune(rune(c)) {
		b.fail("cp with hex=\"" + exchange.Excerpt(n.attr("hex")) + "\", which is no character: take it out")
		return ""
	}
	return string(rune(c))
}

// text gives the unit's source or target: all segments, and what stands between them.
func (b *rebuilder) text(name string) string {
	b.source = name == "source"
	var text strings.Builder
	done, open := 0, 0
	for _, s := range b.unit.kids {
		if s.space != coreSpace || s.name != "segment" && s.name != "ignorable" {
			continue
		}
		found := s.elements(coreSpace, name)
		if len(found) == 0 && s.name == "ignorable" {
			found = s.elements(coreSpace, "source")
		}
		if len(found) == 0 {
			open++
			continue
		}
		if found[0].attr("order") != "" {
			b.fail("its segments are in another order (order): join them in the tool")
		}
		part := b.all(found[0].kids)
		text.WriteString(part)
		if s.name == "segment" && part != "" {
			done++
			b.unsure = b.unsure || !slices.Contains([]string{"translated", "reviewed", "final"}, s.attr("state"))
		} else if s.name == "segment" {
			open++
		}
	}
	if done == 0 {
		return ""
	}
	if open > 0 && !b.source {
		b.fail("only a part of its segments is translated: translate the rest")
	}
	return text.String()
}

func (b *rebuilder) all(kids []*node) string {
	var text strings.Builder
	for _, k := range kids {
		text.WriteString(b.one(k))
	}
	return text.String()
}

func (b *rebuilder) one(n *node) string {
	switch n.name {
	case "":
		return n.text
	case "cp":
		return b.codePoint(n)
	case "ph":
		return b.code(n, "dataRef", "").open
	case "pc":
		c := b.code(n, "dataRefStart", "dataRefEnd")
		return around(c, b.all(n.kids))
	case "sc":
		c := b.code(n, "dataRef", "")
		b.ends[n.attr("id")] = b.codes[n.attr("id")].close
		return c.open
	case "ec":
		if data, ok := b.data[n.attr("dataRef")]; ok {
			return data
		}
		return b.ends[n.attr("startRef")]
	case "mrk":
		return b.all(n.kids)
	case "sm", "em":
		return ""
	}
	b.fail("<" + exchange.Excerpt(n.name) + ">, which XLIFF's texts do not have: take it out")
	return ""
}

// code gives what a code stands for: by its own data, or else by the code of the source that has its id or is copied.
func (b *rebuilder) code(n *node, start, end string) code {
	open, ok := b.data[n.attr(start)]
	c := code{open, b.data[n.attr(end)]}
	if ok && end != "" {
		_, ok = b.data[n.attr(end)]
	}
	for _, id := range []string{n.attr("id"), n.attr("copyOf")} {
		if known, found := b.codes[id]; !ok && found && !b.source {
			c, ok = known, true
		}
	}
	if !ok {
		b.fail("the code with the id " + exchange.Excerpt(n.attr("id")) + " has no original data: copy it from the source")
	}
	if b.source {
		b.codes[n.attr("id")] = c
	}
	return c
}

// around puts a code around a text. Spaces at the ends of strong or emphasised text go outside: Markdown knows no mark that
// begins or ends with one.
func around(c code, inner string) string {
	if strings.Trim(c.open, "*_") != "" {
		return c.open + inner + c.close
	}
	trimmed := strings.TrimLeftFunc(inner, unicode.IsSpace)
	before := inner[:len(inner)-len(trimmed)]
	text := strings.TrimRightFunc(trimmed, unicode.IsSpace)
	return before + c.open + text + c.close + trimmed[len(text):]
}
