package catalog

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/internal/tomltext"
	"golang.org/x/text/unicode/norm"
)

// fastParser parses a catalog that holds nothing but what the tool itself writes: its own comments, headers at the beginning of a line,
// and texts in the spellings of [tomltext.Quote]. Nearly every catalog is such a one, and is parsed in a fifth of the time. At anything else it
// stops, and [File.parseFully] parses the file from its beginning and names every fault. [FuzzFastParse] holds the two equal.
type fastParser struct {
	rest string // what is not yet read, from the beginning of a line
	line int    // the number of the last line that was read
	f    *File

	entry     entry // the one that is being read
	lead      leadReader
	positions []valuePosition
}

// parseFast reports whether the file could be parsed by a [fastParser].
func (f *File) parseFast(text []byte) bool {
	entries := bytes.Count(text, []byte("\n[")) + 1
	if len(f.source) > MaxBytes || entries > MaxMessages {
		return false
	}
	p := fastParser{rest: string(text), f: f}
	p.lead.e = &p.entry
	f.messages, f.index = make([]Message, 0, entries), make(map[string]int, entries)
	p.positions = make([]valuePosition, 0, 2*entries)
	f.plain = p.parse() && p.prefixFree()
	return f.plain
}

func (p *fastParser) parse() bool {
	for p.rest != "" {
		switch line := p.next(); {
		case line == "":
		case line[0] == '#' && p.comment(line):
		case line[0] == '[' && p.message(line):
		default:
			return false
		}
	}
	return p.lead.empty()
}

func (p *fastParser) next() (line string) {
	line = p.rest
	if n := strings.IndexByte(line, '\n'); n >= 0 { // quicker than strings.Cut
		line = line[:n]
	}
	p.rest = p.rest[min(len(line)+1, len(p.rest)):]
	p.line++
	return line
}

// comment reads one of the tool's comments, but none of an entry that is obsolete.
func (p *fastParser) comment(line string) bool {
	mark, text := splitMark(line)
	if mark == "" || !fastValid(text) && (!validComment(text) || !norm.NFC.IsNormalString(text)) || mark == markPrevious && strings.HasPrefix(text, "[") {
		return false
	}
	p.lead.add(mark, text)
	return true
}

// message reads a header and the members below it.
func (p *fastParser) message(line string) bool {
	inner, closed := strings.CutSuffix(line[1:], "]")
	key := strings.ReplaceAll(inner, `"`, "")
	_, twice := p.f.index[key]
	if !closed || twice || validateKey(key) != "" || (key != inner || strings.IndexByte(key, '/') >= 0) && header(key) != line {
		return false
	}
	e, start := &p.entry, len(p.positions)
	e.key, e.line, e.col = key, p.line, 1
	p.lead.end()
	for p.rest != "" && p.rest[0] != '\n' {
		if !p.member(p.next()) {
			return false
		}
	}
	if len(e.members) == 0 || len(e.comments[atSuggestion]) > 0 {
		return false
	}
	p.f.add(e, p.positions[start:len(p.positions):len(p.positions)])
	e.notes, e.pairs, e.suggestions, e.members = e.notes[:0], e.pairs[:0], e.suggestions[:0], e.members[:0]
	return true
}

// member reads a line like «other = "…"».
func (p *fastParser) member(line string) bool {
	name, raw, ok := strings.Cut(line, " = ")
	if !ok || !slices.Contains(memberNames, name) || p.entry.member(name) != nil {
		return false
	}
	at := valuePosition{name, p.line, len(name) + 4}
	value, ok := unquoteLine(raw)
	if raw == "'''" { // a literal string of several lines, whose end must be the end of a line
		var after string
		value, after, ok = strings.Cut(p.rest, "'''")
		ok = ok && (after == "" || after[0] == '\n')
		p.rest = strings.TrimPrefix(after, "\n")
		p.line += 1 + strings.Count(value, "\n")
	}
	if !ok || !isSound(value, p.f.page) {
		return false
	}
	p.entry.members = append(p.entry.members, member{name: name, value: value})
	p.positions = append(p.positions, at)
	return true
}

// prefixFree reports whether no key is the beginning of another (see [entryReader.findKeyConflicts]).
func (p *fastParser) prefixFree() bool {
	checked := "" // neither it nor its own beginnings are keys
	for i := range p.f.messages {
		key := p.f.messages[i].Key
		parent := key[:max(0, strings.LastIndexByte(key, '.'))]
		for k := parent; k != "" && k != checked; k = k[:max(0, strings.LastIndexByte(k, '.'))] {
			if _, taken := p.f.index[k]; taken {
				return false
			}
		}
		checked = parent
	}
	return true
}

// unquoteLine returns the text of a TOML string that stands in one line; ok is false where raw is anything else.
func unquoteLine(raw string) (text string, ok bool) {
	if n := len(raw); n >= 2 && (raw[0] == '"' || raw[0] == '\'') && raw[n-1] == raw[0] {
		text = raw[1 : n-1]
		if strings.IndexByte(text, raw[0]) < 0 && (raw[0] == '\'' || strings.IndexByte(text, '\\') < 0) {
			return text, true
		}
	}
	return tomltext.Unquote(raw)
}
