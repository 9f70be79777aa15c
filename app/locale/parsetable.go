package locale

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/unicode/norm"

	"github.com/parlance/parlance/app/internal/textencoding"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/store"
)

const defaultCoverage = 0.8 // min_coverage if the file has none

const maxFaults = 100 // of a table, after which the rest is not read

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
