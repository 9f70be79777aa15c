package segment

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// htmlBlock reads a block of HTML. It may hold comments and nothing else; their directives are added to d.
func (b *blockBuilder) htmlBlock(n *ast.HTMLBlock, d *directives) {
	offset := n.Lines().At(0).Start
	text := b.literal(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(b.text))
	}
	rest := strings.TrimSpace(text)
	for rest != "" {
		if !strings.HasPrefix(rest, "<!--") {
			b.faults.add(offset, "the page holds HTML (%s): write Markdown, and nothing else on a line with a comment", excerpt(rest))
			return
		}
		comment, after, ok := strings.Cut(rest[len("<!--"):], "-->")
		if !ok {
			b.faults.add(offset, "the comment has no end: put \"-->\" after it")
			return
		}
		if strings.Contains(comment, "<!--") {
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
