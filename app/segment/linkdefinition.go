package segment

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// writeOutLinks returns text with the links that refer to a definition of the page, such as [words][label], written as [words](address):
// a text stands alone in a catalog, and a translator sees where its links lead.
func (b *blockBuilder) writeOutLinks(text string) string {
	if len(b.definitions) == 0 || !strings.Contains(text, "[") {
		return text
	}
	root, err := inlineWith(lineParser, text, b.definitions)
	if err != nil {
		return text
	}
	var out strings.Builder
	done := 0
	root.eachEnd(func(r *Run) {
		if r.reference != "" {
			out.WriteString(text[done:r.contentEnd] + "]" + r.reference)
			done = r.End
		}
	})
	return out.String() + text[done:]
}

// eachEnd visits the run and all below it in the order of their ends.
func (r *Run) eachEnd(visit func(*Run)) {
	for i := range r.Children {
		r.Children[i].eachEnd(visit)
	}
	visit(r)
}

// bareAddress matches an address that needs no "<" and ">" around it.
var bareAddress = regexp.MustCompile(`^[^\s()<>\\]+$`)

// inlineAddress returns the address and the title of a reference as an inline link has them, and "" if the link is no reference. Both are
// given as they were written, with their escapes.
func inlineAddress(reference *ast.ReferenceLink, address, title []byte) string {
	if reference == nil {
		return ""
	}
	dest := string(address)
	if !bareAddress.MatchString(dest) {
		dest = "<" + escapeUnescaped(dest, "<>") + ">"
	}
	if len(title) > 0 {
		dest += ` "` + escapeUnescaped(oneLine(string(title)), `"`) + `"`
	}
	return "(" + dest + ")"
}

// escapeUnescaped puts a backslash before those of some marks that have none.
func escapeUnescaped(text, marks string) string {
	var b strings.Builder
	escaped := false
	for _, c := range text {
		if strings.ContainsRune(marks, c) && !escaped {
			b.WriteByte('\\')
		}
		escaped = c == '\\' && !escaped
		b.WriteRune(c)
	}
	return b.String()
}
