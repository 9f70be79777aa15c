package segment

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// directives are what the comments before a block say about it.
type directives struct {
	note  string
	fixed bool
	at    int
}

func (d directives) given() bool { return d.note != "" || d.fixed }

// scope adds the directives to what holds in the container. They hold for every text of the block, so that a note before a list
// reaches each of its items.
func (d directives) scope(in scope) scope {
	if d.note != "" {
		in.note = strings.TrimSpace(in.note + " " + d.note)
	}
	in.fixed = in.fixed || d.fixed
	return in
}

// comment reads an HTML block: one or more comments and nothing else.
func (w *walk) comment(n *ast.HTMLBlock, next *directives) {
	at := n.Lines().At(0).Start
	text := w.literal(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(w.text))
	}
	rest := strings.TrimSpace(text)
	for rest != "" {
		if !strings.HasPrefix(rest, "<!--") {
			w.report.add(at, "the page holds HTML (%s): write Markdown, and nothing else on a line with a comment", short(firstLine(rest)))
			return
		}
		inner, after, ok := strings.Cut(rest[len("<!--"):], "-->")
		if !ok {
			w.report.add(at, "the comment has no end: put \"-->\" after it")
			return
		}
		if strings.Contains(inner, "<!--") {
			w.report.add(at, "the comment has no end before the next one begins, and would swallow what stands between: put \"-->\" after it")
			return
		}
		w.directive(strings.TrimSpace(inner), at, next)
		rest = strings.TrimSpace(after)
	}
}

func (w *walk) directive(text string, at int, next *directives) {
	name, value, _ := strings.Cut(text, ":")
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "note":
		note := strings.Join(strings.Fields(value), " ")
		if note == "" {
			w.report.add(at, "the note for translators is empty: write it after \"note:\"")
			return
		}
		next.note, next.at = strings.TrimSpace(next.note+" "+note), at
	case "notranslate":
		next.fixed, next.at = true, at
	default:
		if mistyped.MatchString(text) {
			w.report.add(at, "no directive is called %s: write \"note: …\" or \"notranslate\"", short(firstLine(text)))
		}
	}
}

// mistyped matches comments that were meant to be a directive. Any other comment is the author's own.
var mistyped = regexp.MustCompile(`(?i)^(not[a-z]{0,2}\s*:|no[- ]?trans?l|do ?n[o']?t[- ]translate)`)

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
