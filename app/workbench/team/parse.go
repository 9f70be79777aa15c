package team

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

// The bounds of a team file (law 8).
const (
	maxFile   = 1 << 20 // bytes
	maxPeople = 2000
	maxText   = 500 // bytes of a name, an address, an issuer or a subject
	maxFaults = 100
)

// block is where one person stands in the text of a file: a header, fields, and what people wrote between them.
type block struct {
	start, end int // from the line of the header to that of the next
	fields     []field
}

// field is one line of a person, or more where the value is a list.
type field struct {
	key        string
	start, end int // from its line to the next field or comment line; blank lines are not part of it
}

// parser reads the expressions of a file in their order.
type parser struct {
	file   string
	data   []byte
	toml   unstable.Parser
	team   *Team
	faults store.Faults
	person *Person        // that is being read
	header int            // offset of its [[person]]
	at     map[string]int // offsets of its keys

	taken map[[2]string]bool // what one person alone may have: "name", "mail" or an issuer, and its value
}

func (p *parser) fault(offset int, format string, args ...any) {
	if len(p.faults) < maxFaults {
		p.faults = append(p.faults, store.At(p.file, p.data, offset, format, args...))
	}
}

func (p *parser) parse(data []byte) {
	p.data = data
	if len(data) > maxFile {
		p.faults = store.Faults{{File: p.file, Msg: "the file is larger than 1 MB: a team has no such size"}}
		return
	}
	if i, msg, whole, bad := textencoding.Advice(p.file, data); bad && whole {
		p.fault(i, "%s", msg)
		return
	}
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\uFEFF")), []byte("\r\n"), []byte("\n"))
	if utf8.Valid(data) {
		data = norm.NFC.Bytes(data)
	}
	p.data, p.team.text = data, string(data)
	p.toml.Reset(p.data)
	for p.toml.NextExpression() {
		e := p.toml.Expression()
		key, at := keyOf(e)
		switch {
		case e.Kind == unstable.KeyValue && p.person == nil:
			p.fault(at, "%q stands outside of a person: a person begins with [[person]]", key)
		case e.Kind == unstable.KeyValue:
			p.field(key, at, e.Value())
		case e.Kind == unstable.ArrayTable && key == "person":
			p.endPerson(p.lineStart(at))
			p.person, p.header, p.at = &Person{}, at, map[string]int{}
			p.team.blocks = append(p.team.blocks, block{start: p.lineStart(at)})
		default:
			p.fault(at, "unknown table %q: a person begins with [[person]]", key)
		}
	}
	p.endPerson(len(p.data))
	if err := p.toml.Error(); err != nil {
		p.syntaxError(err)
	}
}

// take reports whether a person before has a value that one alone may have.
func (p *parser) take(what, value string) (taken bool) {
	id := [2]string{what, value}
	taken = p.taken[id]
	p.taken[id] = true
	return taken
}

// keyOf returns the key of an expression, and where it stands.
func keyOf(e *unstable.Node) (key string, offset int) {
	it := e.Key()
	it.Next()
	key, offset = string(it.Node().Data), int(it.Node().Raw.Offset)
	for it.Next() {
		key += "." + string(it.Node().Data)
	}
	return key, offset
}

func (p *parser) syntaxError(err error) {
	at := len(p.data)
	if syntax, ok := errors.AsType[*unstable.ParserError](err); ok {
		at = min(at, int(p.toml.Range(syntax.Highlight).Offset))
	}
	if i := store.InvalidUTF8(p.data); i >= 0 {
		p.fault(i, "this is not UTF-8: write the character anew, and save the file as UTF-8")
		return
	}
	x := tomltext.Explain(p.data, max(0, bytes.LastIndex(p.data[:at], []byte("\n["))), at)
	p.fault(x.Offset, "%s", x.Msg)
}

func (p *parser) lineStart(at int) int { return bytes.LastIndexByte(p.data[:at], '\n') + 1 }

// endPerson adds the person that was read to the team. end is where their block ends.
func (p *parser) endPerson(end int) {
	person := p.person
	p.person = nil
	if person == nil {
		return
	}
	b := &p.team.blocks[len(p.team.blocks)-1]
	b.end = end
	for i := range b.fields {
		next := end
		if i+1 < len(b.fields) {
			next = b.fields[i+1].start
		}
		b.fields[i].end = b.fields[i].start + fieldLength(string(p.data[b.fields[i].start:next]))
	}
	p.checkPerson(person)
	p.team.People = append(p.team.People, *person)
}
