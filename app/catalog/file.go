package catalog

import "sync"

// File is one catalog. It never changes, and is safe for concurrent use; the functions that lay one out return a new one.
type File struct {
	name   string
	source []byte
	faulty bool // Parse found something wrong
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

// layoutOnce is [File.layout] without keeping the result: of thousands of catalogs that are laid out together, none is needed again.
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

// Faulty reports whether [Parse] found faults. The sound entries of such a file can be read, but it is not laid out anew: the functions of
// this package that would do so return it as it is.
func (f *File) Faulty() bool { return f.faulty }

// Messages returns the sound entries in the order of the file. The caller must not change them.
func (f *File) Messages() []Message { return f.messages }

// Find returns the sound entry of that key; ok is false where there is none.
func (f *File) Find(key string) (m Message, ok bool) {
	if i, ok := f.index[key]; ok {
		return f.messages[i], true
	}
	return Message{}, false
}
