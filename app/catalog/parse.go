package catalog

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance/parlance/app/internal/textencoding"
	"github.com/parlance/parlance/app/store"
)

const (
	MaxBytes    = store.MaxFileSize // of one catalog
	MaxMessages = 200_000           // of one catalog

	// InterfaceSlug is the name that the catalogs of the interface bear in the place of a page's slug. No page can have it.
	InterfaceSlug = "ui"
)

// Parse reads a catalog. file is its name, for faults; a base name "ui.<tag>.toml" says that it is one of the interface,
// whose texts may have placeholders. The error is [store.Faults] with every fault; the file then holds the entries
// that have none (law 9). What people's tools do to a file is no fault (R40): a byte order mark, CRLF, text that is not composed, tabs and white
// space around a text. It takes time in proportion to the length of data, and keeps data: do not change it.
func Parse(file string, data []byte) (*File, error) {
	return parseAs(file, data, !isInterface(file))
}

func parseAs(file string, data []byte, page bool) (*File, error) {
	f := &File{name: file, source: data, page: page}
	text := f.text()
	if f.parseFast(text) {
		return f, nil
	}
	if !norm.NFC.IsNormal(text) && utf8.Valid(text) && len(data) <= MaxBytes {
		f.composed = true
		if text = f.text(); f.parseFast(text) {
			return f, nil
		}
	}
	return f, f.parseFully(text)
}

// text returns the file as it is meant: see [plainLines]. A text that is not composed is (R40).
func (f *File) text() []byte {
	text := plainLines(f.source)
	if f.composed {
		return norm.NFC.Bytes(text)
	}
	return text
}

var headerStart = regexp.MustCompile(`(?m)^[ \t]*\[`)

// parseFully reads whatever a catalog may hold, and makes a fault of what it may not.
func (f *File) parseFully(text []byte) error {
	f.index, f.messages = map[string]int{}, nil
	if len(f.source) > MaxBytes {
		return f.unreadable(0, fmt.Sprintf("the file is larger than %d MB: split it", MaxBytes>>20))
	}
	if offset, msg, whole, ok := textencoding.Advice(f.name, f.source); ok && whole {
		return f.unreadable(offset, msg)
	}
	r := readEntries(f.name, text, f.page)
	if r.toml.Error() != nil && len(r.parts) == 1 && !headerStart.Match(text) {
		return f.unreadable(0, "this is no catalog: no line of it is a key in brackets, such as [page.section.p1]: get the file again, or delete it and run parlance sync")
	}
	r.dropEmptyTables()
	r.findKeyConflicts()
	spoilt := len(r.faults) > 0
	f.full = assemble(r.parts)
	for _, e := range f.full.entries {
		r.checkTexts(e)
	}
	r.keepBodies()
	slices.SortStableFunc(r.faults, func(a, b *store.Fault) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	f.respelled = r.respelled
	f.faulty, f.spoilt, f.opaque, f.faults = len(r.faults) > 0, spoilt, r.opaque, len(r.faults)
	f.messages = make([]Message, 0, len(f.full.entries))
	for _, e := range f.full.entries {
		if e.bad {
			continue
		}
		positions := make([]valuePosition, len(e.members))
		for i, m := range e.members {
			line, col := r.position(m.offset)
			positions[i] = valuePosition{m.name, line, col}
		}
		f.add(e, positions)
	}
	return r.faults.Err()
}

// unreadable makes the file one of which nothing can be read.
func (f *File) unreadable(offset int, msg string) error {
	f.faulty, f.spoilt, f.opaque, f.full = true, true, true, &layout{}
	if offset == 0 {
		return store.Faults{{File: f.name, Msg: msg}}
	}
	return store.Faults{store.At(f.name, f.source, offset, "%s", msg)}
}

func isInterface(file string) bool { return strings.HasPrefix(path.Base(file), InterfaceSlug+".") }

func (f *File) add(e *entry, positions []valuePosition) {
	m := e.message()
	m.positions = positions
	f.index[e.key] = len(f.messages)
	f.messages = append(f.messages, m)
}

func (e *entry) message() Message {
	m := Message{
		Key:         e.key,
		Line:        e.line,
		Col:         e.col,
		Hash:        e.value("hash"),
		Forms:       e.forms(),
		Note:        strings.Join(e.notes, "\n"),
		Source:      e.source,
		Suggestions: append([]string(nil), e.suggestions...),
		Comments:    e.peopleComments(),
	}
	m.Kind = kindOf(m.Note)
	for _, p := range e.pairs {
		if !p.Text.Empty() {
			m.Previous = append(m.Previous, p.Previous)
		}
	}
	return m
}

// File is one catalog. It never changes, and is safe for concurrent use; the functions that lay one out return a new one.
type File struct {
	name     string
	source   []byte
	faulty   bool // Parse found something wrong
	spoilt   bool // beside texts that may not be published
	faults   int  // that it found
	opaque   bool // so that not even what is sound can be laid out
	page     bool // of a page, not of the interface
	composed bool // source is not, and was (NFC)

	respelled bool // an entry is written in another way than as a table, so that no place in the bytes can be written to

	messages []Message
	index    map[string]int

	once  sync.Once
	full  *layout // see [File.layout]
	plain bool    // parsed by [fastParser]: full is made when it is asked for
}

// layout returns the file with nothing left out. The caller must not change it.
func (f *File) layout() *layout {
	f.once.Do(func() {
		if f.full == nil {
			f.full = f.parseLayout()
		}
	})
	return f.full
}

// layoutOnce is [File.layout] without keeping the result, for thousands of catalogs that are laid out together.
func (f *File) layoutOnce() *layout {
	if f.plain {
		return f.parseLayout()
	}
	return f.layout()
}

func (f *File) parseLayout() *layout {
	return assemble(readEntries(f.name, f.text(), f.page).parts)
}

// asTables returns the file with every entry written as a table.
func (f *File) asTables() *File {
	if !f.respelled {
		return f
	}
	return f.layout().file(f, f.page)
}

// obsolete returns the messages whose English is gone.
func (f *File) obsolete() (all []Message) {
	if f.plain {
		return nil // it would not have been parsed fast
	}
	for _, t := range f.layout().trailers {
		if t.obsolete != nil {
			all = append(all, t.obsolete.message())
		}
	}
	return all
}

// Name returns the name that the file was parsed under.
func (f *File) Name() string { return f.name }

// Bytes returns the file's bytes as they were parsed. The caller must not change them.
func (f *File) Bytes() []byte { return f.source }

// Unreadable returns what stands for a catalog of which nothing can be read. Every function leaves it as it is.
func Unreadable(file string) *File {
	return &File{name: file, page: !isInterface(file), faulty: true, opaque: true, full: &layout{}}
}

// Faulty reports whether [Parse] found faults. The sound entries of such a file can be read.
func (f *File) Faulty() bool { return f.faulty }

// Opaque reports whether no function of this package lays the file out anew, because what is sound in it cannot be told apart.
func (f *File) Opaque() bool { return f.opaque }

// Whole reports whether there is a file, and all that is wrong with it is texts that may not be published, for a character in them for example:
// they cost their entries alone (law 9).
func (f *File) Whole() bool { return f != nil && !f.spoilt && !f.opaque }

// Messages returns the sound entries in the order of the file. The caller must not change them.
func (f *File) Messages() []Message { return f.messages }

// Find returns the sound entry of that key; ok is false where there is none.
func (f *File) Find(key string) (m Message, ok bool) {
	if i, ok := f.index[key]; ok {
		return f.messages[i], true
	}
	return Message{}, false
}
