package catalog

import (
	"time"

	"github.com/parlance/parlance/app/store"
)

// Via names the part of the program through which an edit was made. It is kept in the history: a name never changes its meaning.
type Via string

// The parts of the program that write texts.
const (
	ViaWorkbench Via = "workbench" // somebody saved it in the browser
	ViaImport    Via = "import"    // it came back in a file of a translator's tool
	ViaDraft     Via = "draft"     // a program wrote it
	ViaAccept    Via = "accept"    // a previous translation stands again
	ViaSync      Via = "sync"      // a translation followed its English to another key, left its place because the English changed, or came back with it
	ViaMove      Via = "move"      // its page was renamed
	ViaMerge     Via = "merge"     // two branches wrote the text, and one of them stands
	ViaRecover   Via = "recover"   // two saved a file at the same time: what was saved and does not stand is kept
	ViaPush      Via = "push"      // somebody brought it from a folder, where an editor wrote it, into a cluster
)

// Moves reports whether words that somebody wrote before stand in another place, or again: whose they are stays as it was.
func (v Via) Moves() bool {
	return v == ViaSync || v == ViaMove || v == ViaMerge || v == ViaRecover
}

// Edit is one change of one message, as an operation: it is made on the newest version of a catalog ([File.Replay]), and not on the version
// that whoever made it has seen.
type Edit struct {
	Key    string
	Source string // Hash of the English that Forms translates
	Was    string // Hash of the words that it replaces, of all their forms; where the place was empty, that of the empty [Forms]
	Forms  Forms  // what the message is to say, all of it: a form that is empty here is emptied

	By      string // who made it; "" where nobody is known
	Account string // fingerprints of what By signs in with, with spaces between them; "" where nobody signs in
	At      time.Time
	Via     Via

	// Restores says that Forms is a previous translation of the message that stands again: it is none any more then, nor is English in between
	// that nobody translated.
	Restores bool

	// Comments are comments that people write above the entry with these forms, each a line that begins with "#": a reason for a finding, for example.
	// Those that stand there already are not written twice.
	Comments []string
}

// Outcome is what became of an edit.
type Outcome struct {
	Edit         // with its forms as they stand, normalised ([Forms.Normalize])
	Before Forms // what stood there; the forms of the edit where these stood there already, so that nothing changed (law 5)

	// Err is why the edit was refused, and nothing of it is in the file: a [MissingEntryError], an [EnglishChangedError], a [ConflictError], or else
	// that a text or the entry is at fault. Each is a [store.Fault] too ([errors.As]). It is nil where the forms stand.
	Err error

	commented bool // comments went in
}

// Changed reports whether the edit changed the file.
func (o Outcome) Changed() bool { return o.Err == nil && (o.Before != o.Forms || o.commented) }

// MissingEntryError is returned for an edit whose message the catalog does not have, or no longer: its text has left the page.
type MissingEntryError struct {
	*store.Fault
	Key    string
	Wanted Forms // what was to be written
}

// EnglishChangedError is returned for an edit that translates another English than the one that the entry shows.
type EnglishChangedError struct {
	*store.Fault
	Key    string
	Before Forms // the English that the edit translates; empty where it is not known
	Now    Forms // the English that the entry shows
	Wanted Forms // what was to be written
}

// ConflictError is returned for an edit that replaces other words than those that stand in the entry: somebody else has changed the same message
// meanwhile. Whoever made the edit chooses among the three texts, or joins them, and makes another edit of it.
type ConflictError struct {
	*store.Fault
	Key    string
	Was    Forms // the words that the edit replaces; empty where the place was empty, and where they are not known
	Now    Forms // the words that stand there
	Wanted Forms // what was to be written
}

// Unwrap returns the fault, which says what to do, at the place of the catalog.
func (e *MissingEntryError) Unwrap() error { return e.Fault }

// Unwrap returns the fault, which says what to do, at the place of the entry.
func (e *EnglishChangedError) Unwrap() error { return e.Fault }

// Unwrap returns the fault, which says what to do, at the place of the entry.
func (e *ConflictError) Unwrap() error { return e.Fault }

// Provenance is what is known of the words of one locale beside its catalogs. It is asked while edits are made, so that the catalog keeps the words
// that a translator needs, and not each step of one person ([File.Replay]).
type Provenance interface {
	// Author returns who wrote words into a message last, "" where that is not known. recorded reports whether the history holds the words.
	Author(key string, words Forms) (name string, recorded bool)
	// Words returns the words of a message from the history, by their hash.
	Words(key, hash string) (words Forms, recorded bool)
	// SignedOff reports whether a sign-off of the words for an English counts, which is named by its hash.
	SignedOff(key, source string, words Forms) bool
}
