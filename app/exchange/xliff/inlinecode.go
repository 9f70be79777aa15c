package xliff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
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
	if page != catalog.InterfaceSlug {
		if root, err := segment.InlineInPlace(source, text); err == nil {
			return tokens(text, root.Children, 0, len(text))
		}
	}
	return appendText(nil, text)
}

func appendText(list []inlineToken, text string) []inlineToken {
	for text != "" {
		at := placeholders.FindStringIndex(text)
		if at == nil {
			return append(list, inlineToken{kind: segment.RunText, open: text})
		}
		if at[0] > 0 {
			list = append(list, inlineToken{kind: segment.RunText, open: text[:at[0]]})
		}
		mark := text[at[0]:at[1]]
		list = append(list, inlineToken{kind: placeholder, open: mark, signature: mark})
		text = text[at[1]:]
	}
	return list
}

// tokens returns the tokens of text[start:end], of which these are the runs. Bytes that no run covers are words.
func tokens(text string, runs []segment.Run, start, end int) (list []inlineToken) {
	for _, r := range runs {
		list = appendText(list, text[start:r.Start])
		start = r.End
		token := inlineToken{kind: r.Kind, open: text[r.Start:r.End], signature: string(r.Kind) + " " + r.Dest}
		switch r.Kind {
		case segment.RunText, segment.RunSoftBreak:
			list = appendText(list, token.open)
			continue
		case segment.RunCode, segment.RunHTML, segment.RunAutolink:
			token.signature += r.Text
		}
		if n := len(r.Children); n > 0 {
			from, to := r.Children[0].Start, r.Children[n-1].End
			if token.children = tokens(text, r.Children, from, to); len(token.children) > 0 {
				token.open, token.close = text[r.Start:from], text[to:r.End]
			}
		}
		list = append(list, token)
	}
	return appendText(list, text[start:end])
}

// codeFault returns which codes of the English a translation lacks, and which it has that the English does not, or "". A plural form may
// lack a placeholder: "one part" needs no number.
func (r *reader) codeFault(page, form, english, text string) string {
	want, found := signatures(tokenize(page, english, english)), signatures(tokenize(page, english, text))
	lacks, more := difference(want, found), difference(found, want)
	if form != "other" || len(r.categories) == 1 {
		lacks = slices.DeleteFunc(lacks, placeholders.MatchString)
	}
	if form != "other" {
		more = slices.DeleteFunc(more, placeholders.MatchString)
	}
	var msgs []string
	if len(lacks) > 0 {
		msgs = append(msgs, "it lacks what the English has: "+describe(lacks)+" (a mark takes effect only beside a space or punctuation)")
	}
	if len(more) > 0 {
		msgs = append(msgs, "it has what the English has not: "+describe(more))
	}
	return strings.Join(msgs, "; ")
}

func signatures(list []inlineToken) (all []string) {
	for _, token := range list {
		if token.signature != "" {
			all = append(all, token.signature)
		}
		all = append(all, signatures(token.children)...)
	}
	return all
}

// difference returns the multiset difference of a and b, sorted.
func difference(a, b []string) (more []string) {
	count := map[string]int{}
	for _, s := range b {
		count[s]++
	}
	for _, s := range a {
		if count[s]--; count[s] < 0 {
			more = append(more, s)
		}
	}
	slices.Sort(more)
	return more
}

// names are what people call the kinds of inline codes.
var names = map[string]string{"strong": "bold (**)", "emphasis": "italics (*)", "code": "code (`)", "link": "the link", "autolink": "the address",
	"image": "the image", "html": "HTML", "softbreak": "a line break", "hardbreak": "a line break", "footnote": "the footnote"}

func describe(signatures []string) string {
	for i, s := range signatures {
		kind, rest, _ := strings.Cut(s, " ")
		signatures[i] = strings.TrimSpace(cmp.Or(names[kind], kind) + " " + exchange.Excerpt(rest))
	}
	return strings.Join(signatures, ", ")
}
