package locale

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"
)

func (p *tableParser) coverage(v *unstable.Node) {
	f, err := strconv.ParseFloat(strings.ReplaceAll(string(v.Data), "_", ""), 64)
	if (v.Kind != unstable.Float && v.Kind != unstable.Integer) || err != nil || !(f >= 0 && f <= 1) {
		p.fault(p.valueOffset(v), "min_coverage must be a number from 0 to 1, for example 0.8")
		return
	}
	p.table.MinCoverage = f
}

func (p *tableParser) tag(v *unstable.Node) {
	tag, ok := p.text(v, "tag")
	if !ok {
		return
	}
	if err := checkTag(tag); err != nil {
		p.fault(p.valueOffset(v), "%v", err)
		return
	}
	if _, twice := p.table.Find(tag); twice {
		p.fault(p.valueOffset(v), "locale %q is already in the table; take one out", tag)
	}
	p.current.Tag = tag
}

func (p *tableParser) name(v *unstable.Node) {
	name, ok := p.text(v, "name")
	switch {
	case !ok:
	case strings.TrimSpace(name) == "":
		p.fault(p.valueOffset(v), "name is empty; write the language's name in itself")
	case strings.TrimSpace(name) != name || strings.ContainsFunc(name, invisible):
		p.fault(p.valueOffset(v), "name holds a control character or white space around it; write only the language's name in itself")
	}
	p.current.Name = name
}

// invisible reports whether a name must not hold r: controls, and marks that change the direction of what follows.
func invisible(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}

func (p *tableParser) related(v *unstable.Node) {
	if v.Kind != unstable.Array {
		p.fault(p.valueOffset(v), "related must be a list of languages, for example [\"ku\"]")
		return
	}
	for it := v.Children(); it.Next(); {
		n := it.Node()
		if n.Kind == unstable.Comment {
			continue
		}
		s, ok := p.text(n, "an entry of related")
		if !ok {
			continue
		}
		if err := checkRelated(s); err != nil {
			p.fault(p.valueOffset(n), "related: %v", err)
			continue
		}
		p.current.Related = append(p.current.Related, s)
	}
}

func (p *tableParser) text(v *unstable.Node, what string) (string, bool) {
	if v.Kind != unstable.String {
		p.fault(p.valueOffset(v), "%s must be a text in quotes", what)
		return "", false
	}
	return string(v.Data), true
}
