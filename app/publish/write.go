package publish

import (
	"fmt"
	"iter"
	"sync/atomic"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/site"
)

// Write puts every file of a site into a folder, with its compressed copies, and the configuration of the programs that may serve it. done is called for each
// document. Compressing takes most of the time: the copies of a document that has not changed are those of the time before.
func Write(f *Folder, s *site.Snapshot, done func()) error {
	return write(f, s, Files(s), (*document.Document).Best, done)
}

// write implements [Write] for some of the files, compressed by a function that returns false where a document is not compressed.
func write(f *Folder, s *site.Snapshot, files iter.Seq[File], compress func(*document.Document, document.Coding) ([]byte, bool), done func()) error {
	var failed atomic.Pointer[error] // the first: where one file cannot be written, a hundred others cannot either
	fail := func(path string, err error) {
		err = fmt.Errorf("writing %s: %w", path, err)
		failed.CompareAndSwap(nil, &err)
	}
	var some []File
	put := func() {
		parallel.Do(len(some), func(i int) {
			if failed.Load() != nil {
				return
			}
			if err := f.putFile(some[i], s, compress); err != nil {
				fail(some[i].Path, err)
			}
			done()
		})
		clear(some)
		some = some[:0]
	}
	for file := range files {
		if some = append(some, file); len(some) == filesAtOnce {
			put()
		}
		if failed.Load() != nil {
			break
		}
	}
	put()
	for path, text := range Configuration(s) {
		if err := f.Put(path, []byte(text)); err != nil {
			fail(path, err)
		}
	}
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}

// filesAtOnce is how many files are gathered before they are made: enough for all processors, and not the whole site, because what an index holds is there before.
const filesAtOnce = 512

// putFile puts a document with its compressed copies, or a recording.
func (f *Folder) putFile(file File, s *site.Snapshot, compress func(*document.Document, document.Coding) ([]byte, bool)) error {
	if file.Recording == "" {
		return f.putDocument(file.Path, file.Document(), compress)
	}
	one, ok := s.Recording(file.Recording)
	if !ok {
		return nil
	}
	open, err := one.Open()
	if err != nil {
		return err
	}
	defer open.Close()
	return f.putStream(file.Path, one.Sum, one.Size, open)
}

// putDocument puts a document, which is nil if it has gone since, with its compressed copies.
func (f *Folder) putDocument(path string, doc *document.Document, compress func(*document.Document, document.Coding) ([]byte, bool)) error {
	if doc == nil {
		return nil
	}
	content, _ := doc.Best(document.Identity)
	unchanged := f.publishedBefore(path, content)
	if err := f.Put(path, content); err != nil {
		return err
	}
	for c, ending := range codings {
		if c == int(document.Identity) || unchanged && f.Keep(path+ending) {
			continue
		}
		if data, ok := compress(doc, document.Coding(c)); ok {
			if err := f.Put(path+ending, data); err != nil {
				return err
			}
		}
	}
	return nil
}
