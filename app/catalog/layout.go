package catalog

import (
	"slices"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// layout is a catalog with nothing left out, in the parts that are moved when it is laid out.
type layout struct {
	head     []string // people's comments above the first entry; "" is a blank line
	entries  []*entry
	trailers []trailer
}

// entries returns the entries by key, those with a text at fault too.
func (f *File) entries() map[string]*entry {
	byKey := make(map[string]*entry, len(f.layout().entries))
	for _, e := range f.layout().entries {
		byKey[e.key] = e
	}
	return byKey
}

// trailer is one thing below the last entry: an obsolete entry, or people's comments.
type trailer struct {
	obsolete *entry
	lines    []string
}

// entry is one message with every comment that belongs to it.
type entry struct {
	key         string
	comments    [anchors][]string // people's lines above the header, by what follows them; "" is a blank line
	notes       []string          // "#." without the mark
	source      Forms             // "#>"
	pairs       []pair            // "#|" and "#~", newest first
	suggestions []string          // "#=" without the mark
	trail       string            // comment behind the header
	members     []member
	after       []string // comments below the last member

	offset, end int // of the header, and of what stands below it
	line, col   int
	bad         bool   // has a fault: in no list of messages
	broken      bool   // a fault stands behind it: what is there belongs to body
	body        string // of an entry that is bad or broken, the table as it stands; it is never laid out
}

// The places above a header where a comment of people may stand. Those between pairs belong to the pair.
const (
	atNote = iota
	atSource
	atSuggestion
	atHeader
	anchors
)

// pair is a previous translation, with the people's comments above it. Without a text it is English that nobody translated ([entry.update]).
type pair struct {
	before []string
	Previous
}

// member is one line "name = value" of an entry, or several where the value has several.
type member struct {
	before []string // comments and blank lines above it
	name   string
	raw    string // the value as it is spelled
	value  string
	trail  string // comment behind it
	offset int    // of the value
}

func (e *entry) member(name string) *member {
	for i := range e.members {
		if e.members[i].name == name {
			return &e.members[i]
		}
	}
	return nil
}

func (e *entry) value(name string) string {
	if m := e.member(name); m != nil {
		return m.value
	}
	return ""
}

func (e *entry) forms() (f Forms) {
	for i := range e.members {
		if p := f.at(e.members[i].name); p != nil {
			*p = e.members[i].value
		}
	}
	return f
}

// set changes the value of a member, and its spelling only where the value changes.
func (e *entry) set(name, value string) {
	m := e.member(name)
	if m == nil {
		e.members = append(e.members, member{name: name, raw: tomltext.Quote("")})
		m = &e.members[len(e.members)-1]
	}
	if m.value != value {
		m.value, m.raw = value, tomltext.Quote(value)
	}
}

// peopleComments returns every comment in the entry that people wrote.
func (e *entry) peopleComments() []string {
	var all []string
	all = append(append(all, e.comments[atNote]...), e.comments[atSource]...)
	for _, p := range e.pairs {
		all = append(all, p.before...)
	}
	all = append(append(all, e.comments[atSuggestion]...), e.comments[atHeader]...)
	if e.trail != "" {
		all = append(all, e.trail)
	}
	for i := range e.members {
		m := &e.members[i]
		all = append(all, m.before...)
		if m.trail != "" {
			all = append(all, m.trail)
		}
	}
	return slices.DeleteFunc(append(all, e.after...), isBlank)
}

// keepComments adds comments that lose their place to those above the header.
func (e *entry) keepComments(lines ...string) {
	e.comments[atHeader] = append(e.comments[atHeader], plainComments(lines)...)
}

// plainComments returns comments as lines that are not taken for the tool's, without blank ones: inside a table people may use its marks.
func plainComments(lines []string) (plain []string) {
	for _, l := range lines {
		if hasMark(l) {
			l = "# " + l
		}
		if l != "" {
			plain = append(plain, l)
		}
	}
	return plain
}

// foreign returns the lines above the entry that bear a mark of the tool's and that people wrote (law 3): in a catalog of a page, notes that
// name no kind of segment; and lines of English that are neither what the hash stands for nor today's.
func (e *entry) foreign(english Forms, page bool) (lines []string) {
	for _, n := range e.notes {
		if page && !isKind(kindOf(n)) {
			lines = append(lines, withMark(markNote, n))
		}
	}
	if !e.source.Empty() && e.value("hash") != Hash(e.source) {
		today := markForms(markSource, english)
		lines = append(lines, slices.DeleteFunc(markForms(markSource, e.source), func(l string) bool { return slices.Contains(today, l) })...)
	}
	return lines
}

func (e *entry) clone() *entry {
	c := *e
	for i := range c.comments {
		c.comments[i] = append([]string(nil), c.comments[i]...)
	}
	c.pairs = append([]pair(nil), c.pairs...)
	c.members = append([]member(nil), c.members...)
	return &c
}
