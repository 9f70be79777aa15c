package segment

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// directives are what the comments before a block say about it.
type directives struct {
	note        string
	noTranslate bool
	offset      int // of the last of them
}

// scope returns the scope of the block after the directives, which hold for every text of it: a note before a list for each item.
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

// htmlBlock reads a block of HTML. It may hold comments and nothing else; their directives are added to d.
func (b *blockBuilder) htmlBlock(n *ast.HTMLBlock, d *directives) {
	offset := n.Lines().At(0).Start
	text := b.literal(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(b.text))
	}
	for rest := strings.TrimSpace(text); rest != ""; {
		comment, after, closed := strings.Cut(strings.TrimPrefix(rest, "<!--"), "-->")
		switch {
		case !strings.HasPrefix(rest, "<!--"):
			b.faults.add(offset, "the page holds HTML (%s): write Markdown, and nothing else on a line with a comment", excerpt(rest))
			return
		case !closed:
			b.faults.add(offset, "the comment has no end: put \"-->\" after it")
			return
		case strings.Contains(comment, "<!--"):
			b.faults.add(offset, "the comment has no end before the next one begins, and would swallow what stands between: put \"-->\" after it")
			return
		}
		b.directive(strings.TrimSpace(comment), offset, d)
		rest = strings.TrimSpace(after)
	}
}

// excerpt returns the start of a text's first line, for a message.
func excerpt(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	if letters := []rune(line); len(letters) > 30 {
		return string(letters[:30]) + "…"
	}
	return line
}
