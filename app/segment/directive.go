package segment

import (
	"regexp"
	"strings"
)

// directives are what the comments before a block say about it.
type directives struct {
	note        string
	noTranslate bool
	offset      int // of the last of them
}

// scope returns the scope of the block after the directives. They hold for every text of the block, so that a note before
// a list reaches each of its items.
func (d directives) scope(in scope) scope {
	in.note = strings.TrimSpace(in.note + " " + d.note)
	in.noTranslate = in.noTranslate || d.noTranslate
	return in
}

// directive reads the text of a comment. Comments that are no directives are the author's own.
func (b *blockBuilder) directive(comment string, offset int, d *directives) {
	name, value, _ := strings.Cut(comment, ":")
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "note":
		note := strings.Join(strings.Fields(value), " ")
		if note == "" {
			b.faults.add(offset, "the note for translators is empty: write it after \"note:\"")
			return
		}
		d.note, d.offset = strings.TrimSpace(d.note+" "+note), offset
	case "notranslate":
		d.noTranslate, d.offset = true, offset
	default:
		if mistypedDirective.MatchString(comment) {
			b.faults.add(offset, "no directive is called %s: write \"note: …\" or \"notranslate\"", excerpt(comment))
		}
	}
}

// mistypedDirective matches comments that were meant to be a directive.
var mistypedDirective = regexp.MustCompile(`(?i)^(not[a-z]{0,2}\s*:|no[- ]?trans?l|do ?n[o']?t[- ]translate)`)
