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
	for _, token := range list {
		if token.signature == "" {
			b.WriteString(escapeCP(token.open))
			continue
		}
		kind, ok := codeTypes[token.kind]
		if !ok {
			kind = [2]string{"other", category + ":" + string(token.kind)}
		}
		attributes := []string{"id", e.id(token.signature), "type", kind[0], "subType", kind[1]}
		if len(token.children) == 0 {
			display := strings.TrimSpace(exchange.OneLine(token.open)) // an attribute cannot hold a cp
			if token.kind == segment.RunHardBreak {
				display = "↵"
			}
			start := tag("ph", append(attributes, "dataRef", e.dataRef(token.open), "disp", display)...)
			b.WriteString(strings.TrimSuffix(start, ">") + "/>")
			continue
		}
		b.WriteString(tag("pc", append(attributes, "dataRefStart", e.dataRef(token.open), "dataRefEnd", e.dataRef(token.close))...))
		e.writeTokens(b, token.children)
		b.WriteString("</pc>")
	}
}

// codeTypes are the attributes type and subType of codes. That of any other kind is "other".
var codeTypes = map[segment.RunKind][2]string{
	segment.RunStrong: {"fmt", "xlf:b"}, segment.RunEmphasis: {"fmt", "xlf:i"}, segment.RunHardBreak: {"fmt", "xlf:lb"},
	segment.RunLink: {"link", ""}, segment.RunAutolink: {"link", ""}, segment.RunImage: {"image", ""},
	placeholder: {"ui", "xlf:var"},
}
