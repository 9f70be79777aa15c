// Package store defines where the two trees live: content and locales, each a folder or a tree inside the binary.
//
// It promises three things to those who read a tree. A tree is an [io/fs.FS], so that a folder, an embedded tree and a test's
// map are all the same ([Tree]). No file is read beyond a bound ([ReadFile], law 8). And what is wrong with a file is reported with file, line
// and column ([Fault], laws 7 and 9).
//
// What those may rely on who write or watch a tree is the contract of [Store]: a write replaces only what was read, and nothing that others
// write is lost (law 3). Package folder implements it on a disk, and is the only one that writes to a disk; package storetest
// holds every implementation to it.
package store

import (
	"context"
	"errors"
	"fmt"
)

// Store is where one tree lives, to be read, written and watched: a folder on a disk, for example. Every implementation passes the tests of package
// storetest. It is safe for concurrent use, by several processes too.
type Store interface {
	// Tree returns the tree to read. Its files are those of the moment in which they are read.
	Tree() Tree
	Writer
	Watcher
}

// Writer changes a tree. Names are those of [io/fs.ValidPath], of a file; any other is an error.
type Writer interface {
	// Apply writes all the files, each whole or not at all, and makes the folders they need. The error is a [WriteError]. It is [ErrChanged], and no
	// file is written, where one of them is no longer what its write says it was when Apply begins; where somebody writes to one while Apply is writing
	// others, what they wrote stands, and those before it are written (law 3).
	Apply(writes []Write) error

	// Append adds whole lines to the end of a file, which is made where there is none. It asks lines what to add: lines is given what the
	// file holds, and nobody else appends before its answer is written; an empty answer adds nothing, an error ends Append with that error.
	//
	// What the file holds is never touched, and once Append returns, what was added outlives a crash. Where the last line is torn, as a crash leaves
	// it, a new line is begun first. Of an Append that fails nothing stays. It is an error if the file would grow beyond [MaxFileSize].
	Append(name string, lines func(now []byte) ([]byte, error)) error

	// Recover hands over what people saved into files while they were being replaced, where that was seen too late to leave it in its place, or by
	// nobody, because the process was killed. rescue is given each text once, and again by the next Recover where it returns an error; these errors come
	// back, each with the place where the text is kept.
	Recover(rescue func(name string, words []byte) error) error

	// Remove removes a file that holds what it held when it was read. The error is [ErrChanged] where it is gone, or holds something else.
	Remove(name string, old []byte) error
}

// Watcher reports changes of a tree.
type Watcher interface {
	// Watch returns at once, and until ctx ends calls changed once after every burst of changes, with the paths inside the tree that were
	// touched, in no order and without repeats; nil means that anything may have changed.
	Watch(ctx context.Context, changed func(paths []string)) error
}

// Write is one file to be written, as a pure function computed it.
type Write struct {
	Path string // inside the tree, as of [io/fs]
	Old  []byte // what the file held when it was read; nil if there was none
	New  []byte // what it shall hold
}

// ErrChanged is the error if somebody else has written a file since it was read. What they wrote stands.
var ErrChanged = errors.New("somebody changed the file in the meantime: run the command again")

// WriteError is returned where not everything was written.
type WriteError struct {
	Path    string   // the file that could not be written, inside the tree
	Name    string   // the same as a person names it
	Written []string // the files that were written before it, inside the tree
	Err     error
}

// Error returns what could not be written, why, and what was written all the same.
func (e *WriteError) Error() string {
	said := "nothing was written"
	if len(e.Written) > 0 {
		said = fmt.Sprintf("%d files were written before it", len(e.Written))
	}
	if len(e.Written) == 1 {
		said = "1 file was written before it"
	}
	return fmt.Sprintf("writing %s: %v (%s)", e.Name, e.Err, said)
}

// Unwrap returns why the file could not be written.
func (e *WriteError) Unwrap() error { return e.Err }
