package catalog

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/store"
)

// What one catalog may hold at most.
const (
	MaxBytes    = 16 << 20
	MaxMessages = 200_000
)

// Parse reads a catalog. file is its name, for faults; a base name "ui.<tag>.toml" says that it is one of the interface,
// whose texts may have placeholders. The error is [store.Faults] with every fault; the file then holds the entries
// that have none. It takes time in proportion to the length of data, and keeps data: do not change it.
func Parse(file string, data []byte) (*File, error) {
	f := &File{name: file, source: data, index: map[string]int{}}
	if len(data) > MaxBytes {
		f.faulty = true
		return f, store.Faults{{File: file, Msg: fmt.Sprintf("the file is larger than %d MB: split it", MaxBytes>>20)}}
	}
	r := reader{file: file, data: data, page: !isInterface(file), line: 1}
	if bytes.HasPrefix(data, []byte("\uFEFF")) {
		r.fault(0, "the file begins with a byte order mark (U+FEFF): save it as UTF-8 without one")
		data = data[3:]
		r.data = data
	}
	if bytes.Contains(data, []byte("\r\n")) {
		r.data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	scan(r.data, r.take)
	r.conflicts()
	slices.SortStableFunc(r.faults, func(a, b *store.Fault) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	f.model = arrange(r.parts)
	f.faulty = len(r.faults) > 0
	f.list(&r)
	return f, r.faults.Err()
}

func isInterface(file string) bool { return strings.HasPrefix(path.Base(file), "ui.") }

// list makes the messages of the sound entries.
func (f *File) list(r *reader) {
	f.messages = make([]Message, 0, len(f.model.entries))
	for _, e := range f.model.entries {
		if e.bad {
			continue
		}
		m := e.message()
		m.places = make(map[string]place, len(e.members))
		for _, mb := range e.members {
			line, col := r.position(mb.offset)
			m.places[mb.name] = place{line, col}
		}
		f.index[m.Key] = len(f.messages)
		f.messages = append(f.messages, m)
	}
}

func (e *entry) message() Message {
	m := Message{
		Key:         e.key,
		Line:        e.line,
		Col:         e.col,
		Hash:        e.value("hash"),
		Description: e.value("description"),
		Forms:       e.forms(),
		Kind:        kindOf(e.notes),
		Note:        strings.Join(e.notes, "\n"),
		Source:      e.source,
		Suggestions: e.suggestions,
		Comments:    e.people(),
	}
	for _, p := range e.pairs {
		m.Previous = append(m.Previous, p.Previous)
	}
	return m
}

// reader takes the expressions of a file in turn and says what is wrong with each.
type reader struct {
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

func (r *reader) fault(offset int, format string, args ...any) {
	line, col := r.position(offset)
	r.faults = append(r.faults, &store.Fault{File: r.file, Line: line, Col: col, Msg: fmt.Sprintf(format, args...)})
}

// position gives line and column of an offset. It reads what lies between that and the last one asked for, so that
// asking in the order of the file reads the file once.
func (r *reader) position(offset int) (line, col int) {
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

// last gives the entry that is being read, nil above the first.
func (r *reader) last() *part {
	if len(r.parts) == 0 {
		r.parts = append(r.parts, part{}) // what stands above the first header
	}
	return &r.parts[len(r.parts)-1]
}

func (r *reader) take(it item) bool {
	p := r.last()
	switch it.kind {
	case itemBlank, itemComment:
		p.below = append(p.below, it)
	case itemBroken:
		r.fault(it.offset, "%s", it.text)
		if p.entry != nil && !r.startsWith(it.offset, "#[") {
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

// startsWith says that the line around offset begins with one of those characters.
func (r *reader) startsWith(offset int, chars string) bool {
	start := bytes.LastIndexByte(r.data[:min(offset, len(r.data))], '\n') + 1
	line := bytes.TrimLeft(r.data[start:], " \t")
	return len(line) > 0 && strings.IndexByte(chars, line[0]) >= 0
}

func (r *reader) header(it item) (more bool) {
	if len(r.parts) > MaxMessages {
		r.fault(it.offset, "more than %d messages: split the file", MaxMessages)
		return false
	}
	e := &entry{key: strings.Join(it.key, "."), offset: it.offset, trail: it.trail}
	e.line, e.col = r.position(it.offset)
	if msg := vetKey(e.key); msg != "" {
		r.fault(it.offset, "%s", msg)
		e.bad = true
	}
	r.parts = append(r.parts, part{entry: e})
	return true
}

func (r *reader) member(p *part, it item) {
	if p.skip {
		return
	}
	name := strings.Join(it.key, ".")
	if p.entry == nil {
		r.fault(it.offset, "the entry %s is not a table: write %s, and below it other = \"…\"", name, entryHint(it.key))
		return
	}
	if msg := vetMember(p.entry, it, name); msg != "" {
		r.fault(it.offset, "%s", msg)
		p.bad = true
		return
	}
	for _, f := range vetText(it.value) {
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
	m.before = texts(p.below)
	p.below = nil
	p.members = append(p.members, m)
}

// entryHint gives the header of the table that should stand for a key written as a member.
func entryHint(key []string) string {
	for len(key) > 1 && reserved[strings.ToLower(key[len(key)-1])] {
		key = key[:len(key)-1]
	}
	return header(strings.Join(key, "."))
}

// vetMember says what is wrong with the name or type of a member, or "".
func vetMember(e *entry, it item, name string) string {
	lower := strings.ToLower(name)
	switch {
	case lower == "leftdelim" || lower == "rightdelim":
		return fmt.Sprintf("%s is not allowed: texts are no templates here", name)
	case lower == "id" || lower == "translation" || !reserved[lower]:
		return fmt.Sprintf("unknown member %s: an entry has hash and the plural forms zero, one, two, few, many, other; a message of its own is written %s",
			name, entryHint(append(strings.Split(e.key, "."), it.key...)))
	case lower != name:
		return fmt.Sprintf("unknown member %s: write it %s", name, lower)
	case it.valueKind != unstable.String:
		return fmt.Sprintf("%s is no text: put it between quotation marks", name)
	case e.member(name) != nil:
		return fmt.Sprintf("%s stands twice in %s: delete one", name, header(e.key))
	}
	return ""
}

// conflicts finds keys that stand twice, and keys that are both a message and the beginning of others: go-i18n refuses both.
func (r *reader) conflicts() {
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
