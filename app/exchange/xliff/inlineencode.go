package xliff

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/segment"
)

// inline writes the pieces of a unit's source and target as XLIFF's inline elements. A code of the target has the id of
// the code of the source that it stands for.
type inline struct {
	source []piece
	ids    map[string][]string // of the source's codes by sign, in order
	free   map[string][]string // those that the text being written has not used
	last   int                 // the number of the last id
	data   []string            // original data, each text once
	index  map[string]int
}

func newInline(source []piece) *inline {
	in := &inline{source: source, ids: map[string][]string{}, index: map[string]int{}}
	each(source, func(p *piece) {
		if p.sign != "" {
			in.last++
			in.ids[p.sign] = append(in.ids[p.sign], fmt.Sprint(in.last))
		}
	})
	return in
}

func dataID(i int) string { return fmt.Sprintf("d%d", i+1) }

// ref gives the id of original data.
func (in *inline) ref(text string) string {
	i, ok := in.index[text]
	if !ok {
		i = len(in.data)
		in.index[text] = i
		in.data = append(in.data, text)
	}
	return dataID(i)
}

// write gives one text: the source or a target.
func (in *inline) write(list []piece) string {
	in.free = map[string][]string{}
	for sign, ids := range in.ids {
		in.free[sign] = ids
	}
	var b strings.Builder
	in.pieces(&b, list)
	return b.String()
}

func (in *inline) id(sign string) string {
	if ids := in.free[sign]; len(ids) > 0 {
		in.free[sign] = ids[1:]
		return ids[0]
	}
	in.last++
	return fmt.Sprint(in.last)
}

func (in *inline) pieces(b *strings.Builder, list []piece) {
	for i := range list {
		p := &list[i]
		if p.sign == "" {
			b.WriteString(inXML(p.open))
			continue
		}
		kind, sub := typeOf(p.kind)
		if len(p.kids) == 0 {
			b.WriteString(strings.TrimSuffix(tag("ph", "id", in.id(p.sign), "type", kind, "subType", sub, "dataRef", in.ref(p.open),
				"disp", printable(p)), ">") + "/>")
			continue
		}
		b.WriteString(tag("pc", "id", in.id(p.sign), "type", kind, "subType", sub, "dataRefStart", in.ref(p.open), "dataRefEnd", in.ref(p.close)))
		in.pieces(b, p.kids)
		b.WriteString("</pc>")
	}
}

// printable gives what a tool shows for a code that stands alone: an attribute, which cannot hold a cp.
func printable(p *piece) string {
	if p.kind == segment.RunHardBreak {
		return "↵"
	}
	return strings.TrimSpace(exchange.OneLine(p.open))
}

// typeOf gives XLIFF's type and sub-type of a code.
func typeOf(kind segment.RunKind) (name, sub string) {
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
