// Package adopt brings a tree of documentation that was made for Hugo, Docusaurus, mdBook or Starlight into a site of ours: English pages become pages, and
// translations become catalogs.
//
// It promises:
//
//   - Law 2 holds from the first day. A translation is bound to the English of the commit in which it was last changed, as the history of the tree tells
//     it. Where that English is not today's, the translation arrives as sync would have left it: as a previous text. Without a history all do.
//   - A translation stands for a text only where the structure of both pages says so (package align).
//   - What is doubtful or left out is in the report, with file and line. Nothing is dropped in silence.
//   - The pages have no fault, and laying the catalogs out once more changes nothing (law 5).
//   - It reads, and writes nothing: files come back as bytes.
package adopt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/internal/parallel"
)

// Kind is what a tree was made for.
type Kind string

// The kinds of trees.
const (
	Hugo       Kind = "hugo"
	Docusaurus Kind = "docusaurus"
	MdBook     Kind = "mdbook"
	Starlight  Kind = "starlight"
)

// Kinds are all kinds.
var Kinds = []Kind{Hugo, Docusaurus, MdBook, Starlight}

// Source is a tree to be adopted.
type Source struct {
	Name    string  // as a person names it, for messages
	FS      fs.FS   // its files of today
	History History // nil where there is none
}

// History is what is known of earlier versions of files. [git.History] is one.
type History interface {
	Versions(path string) []git.Version
	At(commit, path string) (blob string, ok bool)
	Read(blob string) ([]byte, error)
	Shallow() bool
}

// Options are how a tree is adopted.
type Options struct {
	From     Kind                                   // "" for what is found
	Today    time.Time                              // the day of what has no date
	Progress func(what string, done, total int)     // told how far it is; nil for nobody
	Names    func(tag string) (own string, ok bool) // the own names of languages that are known; nil for none
	Max      int64                                  // bytes of the largest file that is brought along
}

// File is a file of a site.
type File struct {
	Path string // inside its tree
	Data []byte
}

// Result is a tree that was adopted.
type Result struct {
	Content, Locales []File // of the two trees
	Title            string // of the site, "" where the tree does not say
	Report           Report
}

// ErrNothing is returned where a folder holds no tree of a known kind.
var ErrNothing = errors.New("no tree of Hugo, Docusaurus, mdBook or Starlight was found here")

// Read reads a tree. The error is [ErrNothing], or says what stands in the way of all of it.
func Read(ctx context.Context, src Source, o Options) (*Result, error) {
	files, err := list(ctx, src.FS)
	if err != nil {
		return nil, err
	}
	t, err := find(files, o.From)
	if err != nil {
		return nil, err
	}
	if len(t.pages) == 0 {
		return nil, fmt.Errorf("%s: there is no English page in it", src.Name)
	}
	a := newAdopter(src, o, t, files)
	if err := a.readEnglish(ctx); err != nil {
		return nil, err
	}
	books, err := a.readBooks()
	if err != nil {
		return nil, err
	}
	results := make([]pageResult, len(t.pages))
	done := make(chan struct{}, len(t.pages))
	go a.tell("pages", done, len(t.pages))
	parallel.Do(len(t.pages), func(i int) {
		if ctx.Err() == nil {
			results[i] = a.page(t.pages[i], books)
		}
		done <- struct{}{}
	})
	close(done)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return a.result(results, books)
}

// tell calls Progress for each thing that is done, until done is closed.
func (a *adopter) tell(what string, done <-chan struct{}, total int) {
	n := 0
	for range done {
		if n++; a.o.Progress != nil {
			a.o.Progress(what, n, total)
		}
	}
}
