package catalog

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/store"
)

// entryReader makes entries of the expressions of a file, and faults of what is wrong with them.
type entryReader struct {
	file   string
	data   []byte
	page   bool
	faults store.Faults
	parts  []part

	line, start int // the line of the last position asked for, and where it begins
}

// part is an entry with what stands below its last member, which may belong to it, to the next, or to none.
type part struct {
	*entry
	below []item
	skip  bool // what follows belongs to no entry
}

// readEntries reads the entries of a file. The first part is what stands above the first of them.
func readEntries(file string, data []byte, page bool) *entryReader {
	r := &entryReader{file: file, data: data, page: page, parts: []part{{}}, line: 1}
	scanTOML(data, r.add)
	return r
}

func (r *entryReader) fault(offset int, format string, args ...any) {
	line, col := r.position(offset)
	r.faults = append(r.faults, &store.Fault{File: r.file, Line: line, Col: col, Msg: fmt.Sprintf(format, args...)})
}

// position returns the line and the column of an offset, both from 1, the column in characters. It reads what lies between that and the
// last one asked for: asking in the order of the file reads the file once.
func (r *entryReader) position(offset int) (line, col int) {
	offset = max(0, min(offset, len(r.data)))
	if offset >= r.start {
		between := r.data[r.start:offset]
		if n := bytes.Count(between, []byte{'\n'}); n > 0 {
			r.line += n
			r.start += bytes.LastIndexByte(between, '\n') + 1
		}
	} else {
		r.line -= bytes.Count(r.data[offset:r.start], []byte{'\n'})
		r.start = bytes.LastIndexByte(r.data[:offset], '\n') + 1
	}
	return r.line, 1 + utf8.RuneCount(r.data[r.start:offset])
}

func (r *entryReader) add(it item) bool {
	p := &r.parts[len(r.parts)-1]
	switch it.kind {
	case itemBlank, itemComment:
		p.below = append(p.below, it)
	case itemBroken:
		r.fault(it.offset, "%s", it.text)
		line := bytes.TrimLeft(r.data[bytes.LastIndexByte(r.data[:it.offset], '\n')+1:], " \t")
		if p.entry != nil && !bytes.HasPrefix(line, []byte("#")) && !bytes.HasPrefix(line, []byte("[")) {
			p.bad = true
		}
	case itemList:
		r.fault(it.offset, "a list of tables: write the message as one table with single brackets, %s", header(strings.Join(it.key, ".")))
		r.parts = append(r.parts, part{entry: &entry{bad: true, offset: it.offset}, skip: true})
	case itemHeader:
		return r.header(it)
	case itemMember:
		r.member(p, it)
	}
	return true
}

func (r *entryReader) header(it item) (more bool) {
	if len(r.parts) > MaxMessages {
		r.fault(it.offset, "more than %d messages: split the file", MaxMessages)
		return false
	}
	e := &entry{key: strings.Join(it.key, "."), offset: it.offset, trail: it.trail}
	e.line, e.col = r.position(it.offset)
	if msg := validateKey(e.key); msg != "" {
		r.fault(it.offset, "%s", msg)
		e.bad = true
	}
	r.parts = append(r.parts, part{entry: e})
	return true
}

func (r *entryReader) member(p *part, it item) {
	if p.skip {
		return
	}
	name := strings.Join(it.key, ".")
	if p.entry == nil {
		r.fault(it.offset, "the entry %s is not a table: write %s, and below it other = \"…\"", name, entryHint(it.key))
		return
	}
	if msg := validateMember(p.entry, it, name); msg != "" {
		r.fault(it.offset, "%s", msg)
		p.bad = true
		return
	}
	for _, f := range validateText(it.value) {
		at := it.valueOffset
		if i := strings.Index(it.raw, f.at); i > 0 {
			at += i
		}
		r.fault(at, "%s: %s", name, f.msg)
		p.bad = true
	}
	if i := strings.Index(it.value, "{{."); r.page && i >= 0 && name != "hash" && placeholder.MatchString(it.value) {
		r.fault(it.valueOffset+max(0, strings.Index(it.raw, "{{.")), "%s: a placeholder, and the texts of pages have none: only the interface (ui) has them", name)
		p.bad = true
	}
	m := member{name: name, raw: it.raw, value: it.value, trail: it.trail, offset: it.valueOffset}
	m.before = commentLines(p.below)
	p.below = nil
	p.members = append(p.members, m)
}

// findKeyConflicts makes faults of keys that stand twice, and keys that are both a message and the beginning of others: go-i18n refuses both.
func (r *entryReader) findKeyConflicts() {
	seen := make(map[string]*entry, len(r.parts))
	for _, p := range r.parts {
		if p.entry == nil || p.bad {
			continue
		}
		if first := seen[p.key]; first != nil {
			r.fault(p.offset, "the key %s stands already in line %d: keep one of the two", p.key, first.line)
			p.bad, first.bad = true, true
			continue
		}
		seen[p.key] = p.entry
	}
	for _, p := range r.parts {
		if p.entry == nil {
			continue
		}
		for i := range len(p.key) {
			if p.key[i] == '.' && seen[p.key[:i]] != nil {
				r.fault(p.offset, "the key %s begins with the key %s, which is a message itself: rename one", p.key, p.key[:i])
				p.bad = true
			}
		}
	}
}
