package check

import (
	"sort"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/segment"
)

// view is one text, taken apart once for all rules.
type view struct {
	text      string
	root      *segment.Run // nil for a plain text, and where err is not nil
	err       error
	lone      bool            // root is one run by [segment.Inline], as that of every translation must be then
	plain     string          // what a reader sees
	prose     string          // plain, with a byte hole for each byte of what is no word of a language: placeholders, code, addresses
	spans     []span          // where the parts of plain stand in text
	words     []lang.Word     // of prose
	sentences []lang.Sentence // of prose
}

// span is a part of plain, and where it stands in the text.
type span struct {
	plain, text int
	exact       bool // byte for byte the same as in the text
}

// address matches what is left alone in prose: placeholders, web and mail addresses, domain and file names.
var address = newPattern(catalog.BracesPattern+`|(?:https?://|www\.|mailto:|tel:)[^\s<>"“”«»「」（）。，、]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-zA-Z0-9-]+\.)+(?:org|com|net|gov|edu|int|info|html|pdf|de|fr|uk|eu)\b`, mayAddress)

// newView takes a text apart. source is the English in whose place it stands, nil for the English itself.
func newView(text string, markdown bool, source *original) *view {
	v := &view{text: text}
	b := viewBuilder{v: v}
	if markdown {
		if v.parse(source); v.err == nil {
			b.run(v.root)
		}
	}
	if v.root == nil {
		b.add(text, 0, true)
	}
	v.plain = b.plain.String()
	v.prose = v.plain
	if holes := address.FindAllStringIndex(v.plain, -1); len(holes)+len(b.holes) > 0 {
		prose := []byte(v.plain)
		for _, h := range b.holes {
			dig(prose, h[0], h[1])
		}
		for _, h := range holes {
			dig(prose, h[0], h[1])
		}
		v.prose = string(prose)
	}
	v.words, v.sentences = lang.Words(v.prose), lang.Sentences(v.prose)
	return v
}

// parse reads the marks, as [segment.InlineLike] does, without reading the English again for each translation.
func (v *view) parse(source *original) {
	if source == nil || source.lone {
		v.root, v.err = segment.Inline(v.text)
		v.lone = v.err == nil
	}
	switch {
	case source == nil && !v.lone:
		v.root, v.err = segment.InlineLike(v.text, v.text)
	case source != nil && !source.lone:
		v.root, v.err = segment.InlineLike(source.text, v.text)
	}
}

func dig(b []byte, from, to int) {
	for i := from; i < to; i++ {
		b[i] = lang.Masked
	}
}

type viewBuilder struct {
	v     *view
	plain strings.Builder
	holes [][2]int
}

func (b *viewBuilder) add(s string, at int, exact bool) {
	b.v.spans = append(b.v.spans, span{b.plain.Len(), at, exact})
	b.plain.WriteString(strings.ToValidUTF8(s, "?"))
}

func (b *viewBuilder) run(r *segment.Run) {
	from := b.plain.Len()
	switch r.Kind {
	case segment.RunText, segment.RunCode, segment.RunAutolink:
		exact := r.Start >= 0 && r.End <= len(b.v.text) && r.Start <= r.End && b.v.text[r.Start:r.End] == r.Text
		b.add(r.Text, r.Start, exact)
	case segment.RunSoftBreak, segment.RunHardBreak:
		b.add(" ", r.Start, false)
	}
	for i := range r.Children {
		b.run(&r.Children[i])
	}
	if r.Kind == segment.RunCode || r.Kind == segment.RunAutolink {
		b.holes = append(b.holes, [2]int{from, b.plain.Len()})
	}
}

// place gives the byte of the text where a byte of plain stands.
func (v *view) place(plain int) int {
	i := sort.Search(len(v.spans), func(i int) bool { return v.spans[i].plain > plain }) - 1
	if i < 0 {
		return 0
	}
	at := v.spans[i].text
	if v.spans[i].exact {
		at += plain - v.spans[i].plain
	}
	return max(0, min(at, len(v.text)))
}

// each calls f for every node below a run.
func each(r *segment.Run, f func(*segment.Run)) {
	if r == nil {
		return
	}
	for i := range r.Children {
		f(&r.Children[i])
		each(&r.Children[i], f)
	}
}
