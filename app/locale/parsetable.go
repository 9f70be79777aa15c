package locale

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/store"
	"github.com/pelletier/go-toml/v2/unstable"
)

const defaultCoverage = 0.8 // min_coverage if the file has none

// ParseTable returns the table that locales.toml describes; file is its name, for faults. The error is a [store.Faults] with every fault of the file: syntax,
// unknown fields, tags that are no language or not in their canonical spelling, duplicates, missing names, values out of range, or no "en".
func ParseTable(file string, data []byte) (*Table, error) {
	p := &tableParser{file: file, data: data, table: &Table{MinCoverage: defaultCoverage}}
	if i := store.InvalidUTF8(data); i >= 0 {
		return nil, store.Faults{store.At(file, data, i, "this is not UTF-8; save the file as UTF-8")}
	}
	p.parse()
	if len(p.faults) == 0 && p.table.English() == nil {
		p.faults = store.Faults{{File: file, Msg: "English is missing; add [[locale]] with tag = \"en\""}}
	}
	if err := p.faults.Err(); err != nil {
		return nil, err
	}
	return p.table, nil
}

// tableParser walks the expressions of the file in order, because a fault needs the position of each.
type tableParser struct {
	file    string
	data    []byte
	toml    unstable.Parser
	table   *Table
	faults  store.Faults
	current *Locale         // the [[locale]] being read, nil before the first
	header  int             // offset of its [[locale]]
	seen    map[string]bool // the fields of it, or of the file
	key     int             // offset of the key being read
}

func (p *tableParser) fault(offset int, format string, args ...any) {
	p.faults = append(p.faults, store.At(p.file, p.data, offset, format, args...))
}

func (p *tableParser) parse() {
	p.seen = map[string]bool{}
	p.toml.Reset(p.data)
	for p.toml.NextExpression() {
		e := p.toml.Expression()
		key, at := keyOf(e)
		switch e.Kind {
		case unstable.KeyValue:
			p.field(key, at, e.Value())
			continue
		case unstable.Table:
			p.fault(at, "unknown table [%s]; a locale begins with [[locale]]", key)
			p.endLocale()
		case unstable.ArrayTable:
			p.endLocale()
			if key != "locale" {
				p.fault(at, "unknown table [[%s]]; a locale begins with [[locale]]", key)
			}
		}
		p.header, p.seen = at, map[string]bool{}
		p.current = &Locale{Drafts: Human, Index: len(p.table.Locales)}
		if e.Kind == unstable.Table || key != "locale" {
			p.current.Index = -1
		}
	}
	if err := p.toml.Error(); err != nil {
		at, msg := len(p.data), err.Error()
		if syntax, ok := errors.AsType[*unstable.ParserError](err); ok {
			at, msg = int(p.toml.Range(syntax.Highlight).Offset), syntax.Message
		}
		p.fault(at, "no TOML: %s", strings.TrimPrefix(msg, "toml: "))
		p.current = nil // what it lacks may be behind the fault
	}
	p.endLocale()
}

// keyOf returns the key of a line or a header, dotted ones joined with ".", and where it begins.
func keyOf(e *unstable.Node) (key string, offset int) {
	it := e.Key()
	it.Next()
	key, offset = string(it.Node().Data), int(it.Node().Raw.Offset)
	for it.Next() {
		key += "." + string(it.Node().Data)
	}
	return key, offset
}

// endLocale adds the locale that was read to the table.
func (p *tableParser) endLocale() {
	l := p.current
	p.current = nil
	if l == nil || l.Index < 0 {
		return
	}
	for _, field := range []string{"tag", "name"} {
		if !p.seen[field] {
			p.fault(p.header, "this locale has no %s; add %s = \"…\"", field, field)
		}
	}
	if len(p.table.Locales) == maxLocales {
		p.fault(p.header, "more than %d locales; take some out", maxLocales)
	}
	if parts, ok := parseTag(l.Tag); ok {
		l.Script, l.Dir = parts.script, direction(parts.script)
	}
	p.table.Locales = append(p.table.Locales, *l)
}

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
		at = int(v.Raw.Offset)
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
