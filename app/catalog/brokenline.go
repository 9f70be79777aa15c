package catalog

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// skipBroken goes on behind a syntax error, at the comments above the next header, and reports whether there is one. What it skips is the
// end of the entry before, which is kept as it stands; where there is none, or a header may be in it, nothing can be told apart.
func (r *entryReader) skipBroken(offset int) (more bool) {
	next, p := len(r.data), &r.parts[len(r.parts)-1]
	if i := bytes.Index(r.data[offset:], []byte("\n[")); i >= 0 {
		next, more = offset+i+1, true
	}
	for {
		start := bytes.LastIndexByte(r.data[:next-1], '\n') + 1
		if !more || start <= offset || r.data[start] != '#' {
			break
		}
		next = start
	}
	if p.entry == nil || p.plain || bytes.Contains(r.data[p.end:next], []byte("\n[")) {
		r.opaque = true
	} else {
		p.end, p.broken, p.below = next, true, nil
	}
	r.base, r.end = next, next
	return more
}

// keepBodies keeps the tables of the entries that have a fault as they stand.
func (r *entryReader) keepBodies() {
	for _, p := range r.parts[1:] {
		if (p.bad || p.broken) && !p.plain {
			p.body = string(bytes.TrimRight(r.data[p.offset:p.end], " \t\n"))
		}
	}
}

// swallowed reports whether the last member of an entry is a text of several lines that has no end of its own and took the entries below with it. It
// makes a fault of it.
func (r *entryReader) swallowed(p *part) bool {
	if p.entry == nil || len(p.members) == 0 {
		return false
	}
	m := &p.members[len(p.members)-1]
	if !strings.Contains(m.raw, "\n[") || !strings.Contains(m.raw, "\nhash = \"sha1-") {
		return false
	}
	r.fault(m.offset, "%s", tomltext.Explain(r.data[:m.offset+bytes.IndexByte(r.data[m.offset:], '\n')], m.offset, m.offset).Msg)
	p.bad, p.end = true, m.offset
	return true
}

// syntaxError makes a fault of a syntax error and returns the offset at which what is broken ends. more reports whether reading goes on there: below the
// key of an entry.
func (r *entryReader) syntaxError(err error) (next int, more bool) {
	offset := len(r.data)
	if perr, ok := errors.AsType[*unstable.ParserError](err); ok {
		offset = min(len(r.data), r.base+int(r.toml.Range(perr.Highlight).Offset))
	}
	if c, n := utf8.DecodeRune(r.data[offset:]); c == utf8.RuneError && n == 1 {
		r.broken(offset, "this is not UTF-8: write the character anew, and save the file as UTF-8")
		return offset, false
	}
	x := tomltext.Explain(r.data, r.end, offset)
	if x.Header != "" {
		r.brokenHeader(x)
		return x.End, true
	}
	r.broken(x.Offset, x.Msg)
	return max(x.Offset, x.End-1), false
}

// brokenHeader begins the entry whose key is meant by a line that TOML cannot read.
func (r *entryReader) brokenHeader(x tomltext.Explanation) {
	start := bytes.LastIndexByte(r.data[:x.Offset], '\n') + 1
	key := readEntries(r.file, []byte(x.Header+"\n"), r.page).parts[1].key
	p := part{entry: &entry{key: key, offset: start, end: len(bytes.TrimRight(r.data[:x.End], "\n")), bad: true}, meant: true}
	p.line, p.col = r.position(start)
	r.fault(x.Offset, "%s", x.Msg)
	r.parts = append(r.parts, p)
	r.base, r.end, r.table = x.End, p.end, strings.Split(key, ".")
}

var memberStart = regexp.MustCompile(`^[ \t]*(?:hash|description|zero|one|two|few|many|other)\b`)

// broken makes a fault of what cannot be read. It costs the entry that it stands in: below a blank line, and in no member, it stands in none.
func (r *entryReader) broken(offset int, msg string) {
	r.fault(offset, "%s", msg)
	start := bytes.LastIndexByte(r.data[:offset], '\n') + 1
	line := bytes.TrimLeft(r.data[start:], " \t")
	apart := bytes.Count(r.data[min(r.end, start):start], []byte{'\n'}) > 1 && !memberStart.Match(line)
	if p := r.parts[len(r.parts)-1]; p.entry != nil && !apart && !bytes.HasPrefix(line, []byte("#")) && !bytes.HasPrefix(line, []byte("[")) {
		p.bad = true
	}
}
