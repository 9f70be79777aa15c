package xliff

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/parlance/parlance/app/exchange"
)

// Limits of an XML file (law 8).
const (
	maxElements = 1 << 20
	maxDepth    = 64
)

// element is an XML element, or the text between two (then name is empty).
type element struct {
	space, name string
	attrs       []xml.Attr
	text        string
	children    []*element
	offset      int  // of its first byte in the file
	preserve    bool // white space in it is text (xml:space)
}

// attr returns the value of an attribute without a namespace, or "".
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// languageOf returns the xml:lang of the first element of that name below e that has one, and "" if there is none.
func (e *element) languageOf(name string) string {
	for _, child := range e.children {
		if child.space == coreSpace && child.name == name {
			for _, a := range child.attrs {
				if a.Name.Local == "lang" && a.Name.Space != "" {
					return a.Value
				}
			}
		}
		if tag := child.languageOf(name); tag != "" {
			return tag
		}
	}
	return ""
}

// find returns the elements at the end of a path of names below e, all of one namespace.
func (e *element) find(space string, path ...string) (found []*element) {
	for _, child := range e.children {
		switch {
		case child.name != path[0] || child.space != space:
		case len(path) == 1:
			found = append(found, child)
		default:
			found = append(found, child.find(space, path[1:]...)...)
		}
	}
	return found
}

// ownText returns the text in the element, without that of its child elements.
func (e *element) ownText() string {
	var b strings.Builder
	for _, child := range e.children {
		b.WriteString(child.text)
	}
	return b.String()
}

// treeReader builds the tree of an XML file and refuses what no export needs, a document type above all (R41).
type treeReader struct {
	*exchange.Input
	decoder  *xml.Decoder
	open     []*element // from the document, whose child is the root, to the element being read
	elements int
}

// parseXML returns the root of an XML file. at is the offset of what is no XML, -1 where the fault is another one.
func parseXML(in *exchange.Input) (root *element, at int, err error) {
	document := &element{}
	r := treeReader{Input: in, decoder: xml.NewDecoder(bytes.NewReader(in.Data)), open: []*element{document}}
	r.decoder.Entity = xml.HTMLEntity
	r.decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // it is UTF-8 already
	for {
		offset := int(r.decoder.InputOffset())
		t, err := r.decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && len(document.children) == 0:
			return nil, -1, r.Fault(len(in.Data), "the file has no whole XML document: get it again")
		case errors.Is(err, io.EOF):
			return document.children[0], -1, nil
		case err != nil:
			at = int(r.decoder.InputOffset())
			if len(document.children) > 0 {
				root = document.children[0]
			}
			return root, at, r.Fault(at, "%s", r.explain(err, at))
		}
		if err := r.token(t, offset); err != nil {
			return nil, -1, err
		}
	}
}

// core returns the namespace of an element: that of XLIFF 2.0 and 2.1 for that of a later 2.x, and for none, where a tool dropped it.
func core(space string) string {
	if space == "" || strings.HasPrefix(space, coreSpace[:len(coreSpace)-1]) {
		return coreSpace
	}
	return space
}

func (r *treeReader) token(t xml.Token, offset int) error {
	parent := r.open[len(r.open)-1]
	switch t := t.(type) {
	case xml.StartElement:
		if err := r.checkStart(t, offset); err != nil {
			return err
		}
		e := &element{space: core(t.Name.Space), name: t.Name.Local, attrs: t.Attr, offset: offset, preserve: parent.preserve}
		for _, a := range t.Attr {
			if a.Name.Space == "http://www.w3.org/XML/1998/namespace" && a.Name.Local == "space" {
				e.preserve = a.Value == "preserve"
			}
		}
		parent.children, r.open = append(parent.children, e), append(r.open, e)
	case xml.EndElement:
		r.open = r.open[:len(r.open)-1]
	case xml.CharData:
		if len(r.open) > 1 {
			parent.children = append(parent.children, &element{text: string(t), offset: offset})
		} else if len(bytes.TrimSpace(t)) > 0 {
			return r.Fault(offset, "text outside of the XML document: get the file again")
		}
	case xml.Directive:
		word, _, _ := strings.Cut(string(t), " ")
		return r.Fault(offset, "a document type (<!%s…>): XLIFF has none, and it is not read; take it out", exchange.Excerpt(word))
	}
	return nil
}

// checkStart returns a fault if no element may begin here, or if it has an attribute twice.
func (r *treeReader) checkStart(t xml.StartElement, offset int) error {
	r.elements++
	switch {
	case r.elements > maxElements:
		return r.Fault(offset, "more than %d elements: split the file", maxElements)
	case len(r.open) > maxDepth:
		return r.Fault(offset, "elements are nested more than %d deep: no export is", maxDepth)
	case len(r.open) == 1 && r.elements > 1:
		return r.Fault(offset, "a second document after the first: get the file again")
	}
	for i, a := range t.Attr {
		if slices.ContainsFunc(t.Attr[:min(i, 100)], func(b xml.Attr) bool { return a.Name == b.Name }) {
			return r.Fault(offset, "the attribute %s stands twice: keep one", exchange.Excerpt(a.Name.Local))
		}
	}
	return nil
}

type writer struct {
	strings.Builder
	target     string
	categories []string
	depth      int
}

// open writes the start tag of an element that holds elements, on a line of its own.
func (w *writer) open(name string, attributes ...string) {
	w.line(tag(name, attributes...))
	w.depth++
}

func (w *writer) end(name string) {
	w.depth--
	w.line("</" + name + ">")
}

func (w *writer) line(s string) {
	w.WriteString(strings.Repeat("  ", w.depth) + s + "\n")
}

// tag returns a start tag. Attributes without a value are left out.
func tag(name string, attributes ...string) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			b.WriteString(" " + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
		}
	}
	return b.String() + ">"
}

// escape returns a text for an attribute, or for an element that cannot hold cp. A character that XML cannot hold becomes U+FFFD.
func escape(text string) string {
	return escapeCP(strings.Map(func(r rune) rune {
		if invalidInXML(r) {
			return '\uFFFD'
		}
		return r
	}, text))
}

// escapeCP returns a text for an element that can hold cp (source, target, data), so that no character is lost.
func escapeCP(text string) string { return escapes().Replace(text) }

var escapes = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;",
		"\u0085", "&#x85;", "\u2028", "&#x2028;", "\uFFFE", `<cp hex="FFFE"/>`, "\uFFFF", `<cp hex="FFFF"/>`}
	for c := range ' ' {
		pairs = append(pairs, string(c), fmt.Sprintf(`<cp hex="%04X"/>`, c))
	}
	return strings.NewReplacer(pairs...) // of equal ones the first counts
})

// invalidInXML reports whether XML cannot hold a character (XML 1.0, section 2.2).
func invalidInXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
