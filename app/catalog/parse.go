package catalog

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

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
// that have none. It takes time in proportion to the length of data, and keeps data: do not change it.
func Parse(file string, data []byte) (*File, error) {
	return parseAs(file, data, !isInterface(file))
}

func parseAs(file string, data []byte, page bool) (*File, error) {
	f := &File{name: file, source: data, page: page}
	if f.parseFast() {
		return f, nil
	}
	return f, f.parseFully(data)
}

// parseFully reads whatever a catalog may hold, and makes a fault of what it may not.
func (f *File) parseFully(data []byte) error {
	f.index = map[string]int{}
	if len(data) > MaxBytes {
		f.faulty, f.opaque, f.full = true, true, &layout{}
		return store.Faults{{File: f.name, Msg: fmt.Sprintf("the file is larger than %d MB: split it", MaxBytes>>20)}}
	}
	data, marked := bytes.CutPrefix(data, []byte("\uFEFF"))
	r := readEntries(f.name, bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), f.page)
	if marked {
		r.faults = slices.Insert(r.faults, 0, &store.Fault{File: f.name, Line: 1, Col: 1,
			Msg: "the file begins with a byte order mark (U+FEFF): save it as UTF-8 without one"})
	}
	r.findKeyConflicts()
	slices.SortStableFunc(r.faults, func(a, b *store.Fault) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	r.keepBodies()
	f.full = assemble(r.parts)
	f.faulty, f.opaque, f.faults = len(r.faults) > 0, r.opaque, len(r.faults)
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
	name   string
	source []byte
	faulty bool // Parse found something wrong
	faults int  // that it found
	opaque bool // so that not even what is sound can be laid out
	page   bool // of a page, not of the interface

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
	return assemble(readEntries(f.name, f.source, f.page).parts)
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

// Messages returns the sound entries in the order of the file. The caller must not change them.
func (f *File) Messages() []Message { return f.messages }

// Find returns the sound entry of that key; ok is false where there is none.
func (f *File) Find(key string) (m Message, ok bool) {
	if i, ok := f.index[key]; ok {
		return f.messages[i], true
	}
	return Message{}, false
}
