// Package engine lets programs translate: a program reads JSON lines on its standard input and writes JSON lines on its standard output.
//
// It promises: a program is started without a shell; its time, for each answer and in all, and its output are bounded (law 8); and what it answers
// comes back as data, judged by nobody yet. A program that hangs, dies, floods, answers what nobody asked, twice, or no UTF-8 costs its own answers:
// every one that was right before stands, and [Result] says what went wrong.
//
// # Version 1 of the contract
//
// The first line that a program reads is a [Task]; every other one is a [Request]. All are JSON objects in UTF-8. Its input ends after the last
// request. It writes a line with an [Answer] for each request, in any order, and ends. It may write a line with its name before:
// {"version": 1, "name": "Engine 2.1 en-es"}. What it writes to its standard error is for people.
//
// Texts are inline content of XLIFF 2.1: <pc id="1">words</pc> is a mark around words, such as a link; <ph id="2"/> stands for a placeholder, code, or
// another piece that no language changes; &lt;, &gt; and &amp; are <, > and &. Each of them stands in an answer once, where the language wants it.
package engine

// Version is the version of the contract. Members may be added within one; a program ignores those that it does not know.
const Version = 1

// The tasks of a program.
const (
	Draft    = "draft"    // to translate English into another language
	ReadBack = "readback" // to say in English what a translation says; the requests have an id, a text and codes without a text alone
)

// Task is what all requests have in common.
type Task struct {
	Version int    `json:"version"`
	Task    string `json:"task"`
	Source  string `json:"source"` // the language of the texts, BCP 47
	Target  string `json:"target"` // the language of the answers, BCP 47
	Name    string `json:"name"`   // of the language that is not English, in that language
	Texts   int    `json:"texts"`  // how many requests follow
}

// Request is one text to be translated.
type Request struct {
	ID     string     `json:"id"`
	Text   string     `json:"text"`
	Form   string     `json:"form,omitempty"`   // the CLDR plural category that is asked for; "" where the text counts nothing
	Codes  []Code     `json:"codes,omitempty"`  // what stands in the text as pc and ph
	Note   string     `json:"note,omitempty"`   // where the text stands, and the author's note
	Terms  []Term     `json:"terms,omitempty"`  // of the glossary, that stand in the text
	Memory []Memory   `json:"memory,omitempty"` // earlier translations of like texts, the likest first
	Before *Neighbour `json:"before,omitempty"` // the text before this one on its page
	After  *Neighbour `json:"after,omitempty"`  // the text after it
}

// Code is a protected piece.
type Code struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`           // for example "strong", "link" or "placeholder"
	Text string `json:"text,omitempty"` // what it stands for
}

// Term is a term and how the language writes it.
type Term struct {
	Term        string   `json:"term"`
	Translation string   `json:"translation"`
	Forbidden   []string `json:"forbidden,omitempty"` // wrong translations
}

// Memory is an earlier translation.
type Memory struct {
	Percent     int    `json:"percent"` // likeness of its English to the text, 70 to 100
	Source      string `json:"source"`
	Translation string `json:"translation"`
}

// Neighbour is a text of the same page, as it stands in the files.
type Neighbour struct {
	Source      string `json:"source"`
	Translation string `json:"translation,omitempty"` // where there is one of today's English
}

// Answer is what a program says to one request: Text, or why there is none in Error.
type Answer struct {
	ID    string `json:"id"`
	Text  string `json:"text,omitempty"`
	Error string `json:"error,omitempty"`

	// Of the first line alone, which answers nothing.

	Version int    `json:"version,omitempty"`
	Name    string `json:"name,omitempty"`
}
