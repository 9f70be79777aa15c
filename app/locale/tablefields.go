package locale

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"
)

func (p *tableParser) field(key string, at int, v *unstable.Node) {
	p.key = at
	again := p.seen[key]
	p.seen[key] = true
	switch {
	case again:
		p.fault(at, "%s is given twice; take one out", key)
	case p.current == nil && key == "min_coverage":
		p.coverage(v)
	case p.current == nil:
		p.fault(at, "unknown field %q; the file has min_coverage and [[locale]]", key)
	case p.current.Index < 0: // the table itself is unknown, and was reported
	case key == "tag":
		p.tag(v)
	case key == "name":
		p.name(v)
	case key == "drafts":
		if s, ok := p.text(v, key); ok && s != string(Human) && s != string(Machine) {
			p.valueFault(v, "drafts is %q; write \"machine\" or \"human\"", s)
		} else {
			p.current.Drafts = Origin(s)
		}
	case key == "related":
		p.related(v)
	default:
		p.fault(at, "unknown field %q; a locale has tag, name, drafts and related", key)
	}
}

// valueFault adds a fault at a value; the parser does not know where every kind begins, and then it is at the key.
func (p *tableParser) valueFault(v *unstable.Node, format string, args ...any) {
	at := p.key
	if v.Raw.Length > 0 {
		at = p.base + int(v.Raw.Offset)
	}
	p.fault(at, format, args...)
}

func (p *tableParser) coverage(v *unstable.Node) {
	f, err := strconv.ParseFloat(strings.ReplaceAll(string(v.Data), "_", ""), 64)
	if (v.Kind != unstable.Float && v.Kind != unstable.Integer) || err != nil || !(f >= 0 && f <= 1) {
		p.valueFault(v, "min_coverage must be a number from 0 to 1, for example 0.8")
		return
	}
	p.table.MinCoverage = f
}

func (p *tableParser) tag(v *unstable.Node) {
	tag, ok := p.text(v, "tag")
	if !ok {
		return
	}
	tag = Spelled(tag)
	if err := checkTag(tag); err != nil {
		p.valueFault(v, "%v", err)
		return
	}
	if _, twice := p.table.Find(tag); twice {
		p.valueFault(v, "locale %q is already in the table; take one out", tag)
	}
	p.current.Tag = tag
}

func (p *tableParser) name(v *unstable.Node) {
	name, ok := p.text(v, "name")
	switch {
	case !ok:
	case strings.TrimSpace(name) == "":
		p.valueFault(v, "name is empty; write the language's name in itself")
	case strings.TrimSpace(name) != name || strings.ContainsFunc(name, invisible):
		p.valueFault(v, "name holds a control character or white space around it; write only the language's name in itself")
	}
	p.current.Name = name
}

// invisible reports whether a name must not hold r: controls, and marks that change the direction of what follows.
func invisible(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}

func (p *tableParser) related(v *unstable.Node) {
	if v.Kind != unstable.Array {
		p.valueFault(v, "related must be a list of languages, for example [\"ku\"]")
		return
	}
	for it := v.Children(); it.Next(); {
		n := it.Node()
		if s, ok := p.text(n, "an entry of related"); ok {
			if err := checkRelated(s); err != nil {
				p.valueFault(n, "related: %v", err)
				continue
			}
			p.current.Related = append(p.current.Related, s)
		}
	}
}

func (p *tableParser) text(v *unstable.Node, what string) (string, bool) {
	if v.Kind != unstable.String {
		p.valueFault(v, "%s must be a text in quotes", what)
		return "", false
	}
	return string(v.Data), true
}
