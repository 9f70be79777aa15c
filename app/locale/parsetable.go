package locale

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/internal/textencoding"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/store"
	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/unicode/norm"
)

const defaultCoverage = 0.8 // min_coverage if the file has none
const maxFaults = 100       // of a table, after which the rest is not read

// ParseTable returns the table that locales.toml describes; file is its name, for faults. The error is a [store.Faults] with every fault of the file: syntax,
// unknown fields, tags that are no language or not in their canonical spelling, duplicates, missing names, values out of range, or no "en". The
// table then holds the locales that have none, and English (law 9). A byte order mark, CRLF and text that is not composed are no faults (R40).
func ParseTable(file string, data []byte) (*Table, error) {
	p := &tableParser{file: file, data: data, table: &Table{MinCoverage: defaultCoverage}}
	if i, msg, whole, bad := textencoding.Advice(file, data); bad && whole {
		p.fault(i, "%s", msg)
	} else {
		p.data = norm.NFC.Bytes(plainLines(data))
		for p.parse() {
		}
	}
	if p.table.English() == nil {
		if len(p.faults) == 0 {
			p.faults = store.Faults{{File: file, Msg: "English is missing; add [[locale]] with tag = \"en\""}}
		}
		p.table.Locales = append(p.table.Locales, Locale{Tag: "en", Name: "English", Script: "Latn", Dir: "ltr", Drafts: Human, Index: len(p.table.Locales)})
	}
	return p.table, p.faults.Err()
}

// tableParser walks the expressions of the file in order, because a fault needs the position of each.
type tableParser struct {
	file    string
	data    []byte
	toml    unstable.Parser
	table   *Table
	faults  store.Faults
	base    int             // where the input of toml begins
	current *Locale         // the [[locale]] being read, nil before the first
	sound   int             // faults there were before it
	count   int             // of locales so far, those with a fault among them
	header  int             // offset of its [[locale]]
	seen    map[string]bool // the fields of it, or of the file
	key     int             // offset of the key being read
}

func (p *tableParser) fault(offset int, format string, args ...any) {
	p.faults = append(p.faults, store.At(p.file, p.data, offset, format, args...))
}

// parse reads up to the end or the first syntax error, and reports whether there is a table below that to go on at.
func (p *tableParser) parse() (more bool) {
	p.seen = map[string]bool{}
	p.toml.Reset(p.data[p.base:len(p.data):len(p.data)])
	for p.toml.NextExpression() {
		e := p.toml.Expression()
		key, at := p.keyOf(e)
		switch e.Kind {
		case unstable.KeyValue:
			p.field(key, at, e.Value())
			continue
		case unstable.Table:
			p.endLocale()
			p.fault(at, "unknown table [%s]; a locale begins with [[locale]]", key)
		case unstable.ArrayTable:
			p.endLocale()
			if key != "locale" {
				p.fault(at, "unknown table [[%s]]; a locale begins with [[locale]]", key)
			}
		}
		p.header, p.seen, p.sound = at, map[string]bool{}, len(p.faults)
		p.current = &Locale{Drafts: Human, Index: len(p.table.Locales)}
		if e.Kind == unstable.Table || key != "locale" {
			p.current.Index = -1
		}
	}
	err := p.toml.Error()
	if err == nil {
		p.endLocale()
		return false
	}
	at := p.syntaxError(err)
	p.current = nil // what it lacks may be behind the fault
	i := bytes.Index(p.data[at:], []byte("\n["))
	p.base = at + i + 1
	return i >= 0 && len(p.faults) < maxFaults
}

// plainLines returns the file without a byte order mark, and with the line ends of Unix.
func plainLines(data []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\uFEFF")), []byte("\r\n"), []byte("\n"))
}

// syntaxError makes a fault of a syntax error and returns the offset at which it ends.
func (p *tableParser) syntaxError(err error) (end int) {
	at := len(p.data)
	if syntax, ok := errors.AsType[*unstable.ParserError](err); ok {
		at = min(at, p.base+int(p.toml.Range(syntax.Highlight).Offset))
	}
	if c, n := utf8.DecodeRune(p.data[at:]); c == utf8.RuneError && n == 1 {
		p.fault(at, "this is not UTF-8: write the character anew, and save the file as UTF-8")
		return at
	}
	x := tomltext.Explain(p.data, p.base, at)
	if x.Header != "" { // of the locale below: the one above is whole
		p.endLocale()
	}
	p.fault(x.Offset, "%s", x.Msg)
	return max(x.Offset, x.End-1)
}

func (p *tableParser) keyOf(e *unstable.Node) (key string, offset int) {
	it := e.Key()
	it.Next()
	key, offset = string(it.Node().Data), p.base+int(it.Node().Raw.Offset)
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
	if p.count++; p.count > maxLocales {
		p.fault(p.header, "more than %d locales; take some out", maxLocales)
	}
	if len(p.faults) > p.sound {
		return
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
