package xliff

import (
	"regexp"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
)

// inlineToken is a part of a text: words, a code that stands alone (ph), or one that spans others (pc). The bytes of the tokens of a text,
// one after the other, are the text.
type inlineToken struct {
	kind      segment.RunKind // RunText for words; placeholder for a placeholder
	open      string          // the bytes of the token, or those before its children
	close     string          // the bytes after its children
	children  []inlineToken   // of a code that spans others
	signature string          // what source and translation must have in common; "" for words
}

// placeholder is the kind of a placeholder, which is not one of Markdown's.
const placeholder segment.RunKind = "placeholder"

var placeholders = regexp.MustCompile(catalog.PlaceholderPattern)

// tokenize returns the tokens of a text of a unit of the page. source is its English, which decides how the text is parsed. A text of the
// interface, and one that is no inline Markdown, has placeholders and words only.
func tokenize(page, source, text string) []inlineToken {
	if page == catalog.InterfaceSlug {
		return appendText(nil, text)
	}
	root, err := segment.InlineLike(source, text)
	if err != nil {
		return appendText(nil, text)
	}
	t := tokenizer{text: text}
	found := t.tokens(root.Children, 0, len(text))
	if t.failed {
		return appendText(nil, text)
	}
	return found
}

// appendText appends words and the placeholders among them.
func appendText(list []inlineToken, text string) []inlineToken {
	add := func(text string) {
		if text != "" {
			list = append(list, inlineToken{kind: segment.RunText, open: text})
		}
	}
	from := 0
	for _, at := range placeholders.FindAllStringIndex(text, -1) {
		add(text[from:at[0]])
		mark := text[at[0]:at[1]]
		list = append(list, inlineToken{kind: placeholder, open: mark, signature: mark})
		from = at[1]
	}
	add(text[from:])
	return list
}

type tokenizer struct {
	text   string
	failed bool // the offsets of a run are outside of those of its parent
}

// tokens returns the tokens of text[start:end]. Bytes that no run covers are words.
func (t *tokenizer) tokens(runs []segment.Run, start, end int) (list []inlineToken) {
	at := start
	for i := range runs {
		r := &runs[i]
		if r.Start < at || r.End < r.Start || r.End > end {
			t.failed = true
			return nil
		}
		list = appendText(list, t.text[at:r.Start])
		list = t.appendRun(list, r)
		at = r.End
	}
	return appendText(list, t.text[at:end])
}

func (t *tokenizer) appendRun(list []inlineToken, r *segment.Run) []inlineToken {
	token := inlineToken{kind: r.Kind, open: t.text[r.Start:r.End], signature: string(r.Kind) + " " + r.Dest}
	switch r.Kind {
	case segment.RunText, segment.RunSoftBreak:
		return appendText(list, token.open)
	case segment.RunEmphasis, segment.RunStrong, segment.RunLink, segment.RunImage:
		return append(list, t.enclose(token, r))
	case segment.RunCode, segment.RunHTML, segment.RunAutolink:
		token.signature += r.Text
	}
	return append(list, token)
}

// enclose adds the children of a run to its token.
func (t *tokenizer) enclose(token inlineToken, r *segment.Run) inlineToken {
	if len(r.Children) == 0 {
		return token
	}
	from, to := r.Children[0].Start, r.Children[len(r.Children)-1].End
	if from < r.Start || to < from || to > r.End {
		t.failed = true
		return token
	}
	if token.children = t.tokens(r.Children, from, to); len(token.children) > 0 {
		token.open, token.close = t.text[r.Start:from], t.text[to:r.End]
	}
	return token
}
