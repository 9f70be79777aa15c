package catalog

import "sync"

// File is one catalog. It never changes; the functions that lay one out give a new one.
type File struct {
	name   string
	source []byte
	faulty bool // Parse found something wrong
	page   bool // of a page, not of the interface

	messages []Message
	index    map[string]int

	once  sync.Once
	full  layout // see [File.laid]
	plain bool   // read by its plain lines alone: model is made when it is asked for
}

// layout gives the file with nothing left out. The caller must not change it.
func (f *File) layout() *layout {
	f.once.Do(func() {
		if f.plain {
			r := entryReader{file: f.name, data: f.source, page: f.page, line: 1}
			scanTOML(r.data, r.add)
			f.full = assemble(r.parts)
		}
	})
	return &f.full
}

// Name gives the name that the file was parsed under.
func (f *File) Name() string { return f.name }

// Bytes gives the file as it stands on disk. The caller must not change them.
func (f *File) Bytes() []byte { return f.source }

// Faulty says that [Parse] found faults. Such a file can be read for the entries that are sound, and is not laid out
// anew: the functions of this package that would, give it back as it is.
func (f *File) Faulty() bool { return f.faulty }

// Messages gives the sound entries in the order of the file. The caller must not change them.
func (f *File) Messages() []Message { return f.messages }

// Find gives the sound entry of that key.
func (f *File) Find(key string) (Message, bool) {
	i, ok := f.index[key]
	if !ok {
		return Message{}, false
	}
	return f.messages[i], true
}
