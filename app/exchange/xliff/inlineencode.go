package xliff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/segment"
)

// inlineEncoder writes the source and the target of a unit with XLIFF's inline elements (XLIFF 2.1, Inline Content). A code of the target has
// the id of the code of the source that it stands for.
type inlineEncoder struct {
	ids       map[string][]string // of the source's codes, by signature, in their order
	unused    map[string][]string // the ids that the text being written has not used
	lastID    int                 // the last id that was given
	originals []string            // original data without duplicates
}

func newInlineEncoder(source []inlineToken) *inlineEncoder {
	e := &inlineEncoder{ids: map[string][]string{}}
	for _, signature := range signatures(source) {
		e.lastID++
		e.ids[signature] = append(e.ids[signature], fmt.Sprint(e.lastID))
	}
	return e
}

// dataID returns the id of the i-th original data.
func dataID(i int) string { return fmt.Sprintf("d%d", i+1) }

// dataRef returns the id of original data, which it adds if it is new.
func (e *inlineEncoder) dataRef(text string) string {
	i := slices.Index(e.originals, text)
	if i < 0 {
		i = len(e.originals)
		e.originals = append(e.originals, text)
	}
	return dataID(i)
}

// encode returns the content of the source or target element with these tokens.
func (e *inlineEncoder) encode(list []inlineToken) string {
	e.unused = maps.Clone(e.ids)
	var b strings.Builder
	e.writeTokens(&b, list)
	return b.String()
}

// id returns the id of the next code with this signature.
func (e *inlineEncoder) id(signature string) string {
	if ids := e.unused[signature]; len(ids) > 0 {
		e.unused[signature] = ids[1:]
		return ids[0]
	}
	e.lastID++
	return fmt.Sprint(e.lastID)
}

func (e *inlineEncoder) writeTokens(b *strings.Builder, list []inlineToken) {
	for i := range list {
		token := &list[i]
		if token.signature == "" {
			b.WriteString(escapeCP(token.open))
			continue
		}
		kind, sub := codeType(token.kind)
		attributes := []string{"id", e.id(token.signature), "type", kind, "subType", sub}
		if len(token.children) == 0 {
			start := tag("ph", append(attributes, "dataRef", e.dataRef(token.open), "disp", display(token))...)
			b.WriteString(strings.TrimSuffix(start, ">") + "/>")
			continue
		}
		b.WriteString(tag("pc", append(attributes, "dataRefStart", e.dataRef(token.open), "dataRefEnd", e.dataRef(token.close))...))
		e.writeTokens(b, token.children)
		b.WriteString("</pc>")
	}
}

// display returns the disp attribute of a ph: what a tool shows for the code. An attribute cannot hold a cp.
func display(token *inlineToken) string {
	if token.kind == segment.RunHardBreak {
		return "↵"
	}
	return strings.TrimSpace(exchange.OneLine(token.open))
}

// codeType returns the attributes type and subType of a code.
func codeType(kind segment.RunKind) (name, sub string) {
	switch kind {
	case segment.RunStrong:
		return "fmt", "xlf:b"
	case segment.RunEmphasis:
		return "fmt", "xlf:i"
	case segment.RunHardBreak:
		return "fmt", "xlf:lb"
	case segment.RunLink, segment.RunAutolink:
		return "link", ""
	case segment.RunImage:
		return "image", ""
	case placeholder:
		return "ui", "xlf:var"
	}
	return "other", category + ":" + string(kind)
}
