package check

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/segment"
)

// analyzedText is one text, taken apart once for all rules.
type analyzedText struct {
	text      string
	root      *segment.Run // nil for a plain text, and where err is not nil
	err       error
	single    bool            // root is one run by [segment.Inline], as that of every translation must be then
	plain     string          // what a reader sees
	prose     string          // plain, with lang.Masked for each byte of placeholders, code and addresses
	spans     []span          // where the parts of plain stand in text
	words     []lang.Word     // of prose
	sentences []lang.Sentence // of prose
}

// span is where a part of plain stands in the text.
type span struct {
	plain, text int
	exact       bool // byte for byte the same as in the text
}

// analyze returns a text taken apart. source is the English in whose place it stands, nil for the English itself.
func analyze(text string, markdown bool, source *sourceText) *analyzedText {
	t := &analyzedText{text: text}
	b := plainBuilder{t: t}
	if markdown {
		if t.parse(source); t.err == nil {
			b.addRun(t.root)
		}
	}
	if t.root == nil {
		b.add(text, 0, true)
	}
	t.plain = b.plain.String()
	t.prose = t.plain
	if masked := append(b.masked, addresses(t.plain)...); len(masked) > 0 {
		prose := []byte(t.plain)
		for _, m := range masked {
			for i := m[0]; i < m[1]; i++ {
				prose[i] = lang.Masked
			}
		}
		t.prose = string(prose)
	}
	t.words, t.sentences = lang.Words(t.prose), lang.Sentences(t.prose)
	return t
}

// parse reads the marks, as [segment.InlineLike] does, without reading the English again for each translation.
func (t *analyzedText) parse(source *sourceText) {
	if source == nil || source.single {
		t.root, t.err = segment.Inline(t.text)
		t.single = t.err == nil
	}
	switch {
	case source == nil && !t.single:
		t.root, t.err = segment.InlineLike(t.text, t.text)
	case source != nil && !source.single:
		t.root, t.err = segment.InlineLike(source.text, t.text)
	}
}

// plainBuilder collects what a reader sees.
type plainBuilder struct {
	t      *analyzedText
	plain  strings.Builder
	masked [][]int
}

func (b *plainBuilder) add(s string, offset int, exact bool) {
	b.t.spans = append(b.t.spans, span{b.plain.Len(), offset, exact})
	b.plain.WriteString(strings.ToValidUTF8(s, "?"))
}

func (b *plainBuilder) addRun(r *segment.Run) {
	start := b.plain.Len()
	switch r.Kind {
	case segment.RunText, segment.RunCode, segment.RunAutolink:
		exact := r.Start >= 0 && r.End <= len(b.t.text) && r.Start <= r.End && b.t.text[r.Start:r.End] == r.Text
		b.add(r.Text, r.Start, exact)
	case segment.RunSoftBreak, segment.RunHardBreak:
		b.add(" ", r.Start, false)
	}
	for i := range r.Children {
		b.addRun(&r.Children[i])
	}
	if r.Kind == segment.RunCode || r.Kind == segment.RunAutolink {
		b.masked = append(b.masked, []int{start, b.plain.Len()})
	}
}

// offset returns the byte of the text where a byte of plain stands.
func (t *analyzedText) offset(plain int) int {
	i := sort.Search(len(t.spans), func(i int) bool { return t.spans[i].plain > plain }) - 1
	if i < 0 {
		return 0
	}
	offset := t.spans[i].text
	if t.spans[i].exact {
		offset += plain - t.spans[i].plain
	}
	return max(0, min(offset, len(t.text)))
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

// runsOf returns the nodes of some kinds.
func runsOf(root *segment.Run, kinds ...segment.RunKind) (list []*segment.Run) {
	each(root, func(r *segment.Run) {
		if slices.Contains(kinds, r.Kind) {
			list = append(list, r)
		}
	})
	return list
}

// address matches what is no word of a language: placeholders, web and mail addresses, domain and file names.
var address = regexp.MustCompile(catalog.BracesPattern + `|(?:https?://|www\.|mailto:|tel:)[^\s<>"“”«»「」（）。，、]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+` +
	`|\b(?:[a-zA-Z0-9-]+\.)+(?:org|com|net|gov|edu|int|info|html|pdf|de|fr|uk|eu)\b`)

// mayHoldAddress reports whether [address] may match: on all texts it would take most of the time of a check.
func mayHoldAddress(s string) bool {
	for i := range len(s) - 1 {
		if s[i] == '{' || s[i] == '@' || s[i] == ':' || s[i] == '.' && s[i+1] != ' ' {
			return true
		}
	}
	return false
}

func addresses(s string) [][]int {
	if !mayHoldAddress(s) {
		return nil
	}
	return address.FindAllStringIndex(s, -1)
}
