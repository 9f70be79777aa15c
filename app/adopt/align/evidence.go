package align

import (
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/textdiff"
)

// match is an index into the English blocks, and one into the translated ones.
type match struct{ a, b int }

var (
	sameInAll = regexp.MustCompile("`+[^`\n]+`+|\\]\\((?:<[^>\n]*>|[^\\s()]*)|[0-9]{2,}|[A-Z][a-z]*[A-Z]\\w*|[a-z]+_\\w+|\\b[A-Z]{2,}\\b")
	remark    = regexp.MustCompile(`(?m)^[ \t]*(?:#|//|<!--|/?\*|--).*$|(?:[ \t]//|[ \t]#).*$`)
)

const maxTokens = 64 // of one block

// tokens returns what a text holds that a translation leaves as it is: code, addresses without their fragments, numbers, names of programs.
func tokens(text string) (list []string) {
	for _, t := range sameInAll.FindAllString(text, maxTokens) {
		if dest, isLink := strings.CutPrefix(t, "]("); isLink {
			dest, _, _ = strings.Cut(strings.Trim(dest, "<>"), "#")
			t = "](" + dest
		}
		list = append(list, t)
	}
	slices.Sort(list)
	return list
}

// tokensOf returns the tokens of a block with all that stands in it.
func tokensOf(p *segment.Page, b *segment.Block) []string {
	var list []string
	var visit func(b *segment.Block)
	visit = func(b *segment.Block) {
		if len(list) > maxTokens {
			return
		}
		if b.Segment >= 0 {
			list = append(list, tokens(p.Segments[b.Segment].Text)...)
		}
		if b.Kind == segment.BlockImage {
			list = append(list, "!("+b.Dest)
		}
		if b.Kind == segment.BlockCode {
			list = append(list, "code:"+literal(b))
		}
		for i := range b.Children {
			visit(&b.Children[i])
		}
	}
	visit(b)
	slices.Sort(list)
	return list
}

// literal returns code without its remarks, which people translate.
func literal(b *segment.Block) string {
	code := strings.Join(strings.Fields(remark.ReplaceAllString(b.Literal, "")), " ")
	return code[:min(len(code), 400)]
}

// likeness is Dice's coefficient of two sorted lists: twice what they share over what they have.
func likeness(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch strings.Compare(a[i], b[j]) {
		case 0:
			shared, i, j = shared+1, i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

// sign returns what tells a block apart in every language, "" where nothing does.
func sign(p *segment.Page, b *segment.Block) string {
	list := tokensOf(p, b)
	if len(list) == 0 || len(list) == 1 && len(list[0]) < 3 {
		return ""
	}
	return string(b.Kind) + "\x00" + strings.Join(list, "\x00")
}

// anchors returns the blocks that are the same in both lists, and there once, in their order.
func (a *aligner) anchors(english, translated []segment.Block) (found []match) {
	e, t := signs(a.english, english, 1), signs(a.translated, translated, -1)
	for _, m := range textdiff.LCS(e.list, t.list) {
		if s := e.list[m.A]; s.text != "" && e.count[s.text] == 1 && t.count[s.text] == 1 && sameShape(english[m.A], translated[m.B]) {
			found = append(found, match{m.A, m.B})
		}
	}
	return found
}

// signed is a sign. Those of blocks without one differ from all others.
type signed struct {
	text   string
	nobody int
}

type signList struct {
	list  []signed
	count map[string]int
}

// signs returns the signs of blocks; side is 1 or -1, so that blocks without a sign of the two pages differ.
func signs(p *segment.Page, blocks []segment.Block, side int) signList {
	s := signList{count: map[string]int{}}
	for i := range blocks {
		one := signed{text: sign(p, &blocks[i])}
		if one.text == "" {
			one.nobody = side * (i + 1)
		}
		s.count[one.text]++
		s.list = append(s.list, one)
	}
	return s
}

// contradict reports whether lists of one shape cannot stand for each other: where several of their blocks say what is the same in every language, most
// say something else.
func (a *aligner) contradict(english, translated []segment.Block) bool {
	told, against := 0, 0
	for i := range english {
		e, t := tokensOf(a.english, &english[i]), tokensOf(a.translated, &translated[i])
		if len(e) == 0 && len(t) == 0 || len(e)+len(t) < 2 {
			continue
		}
		told++
		if likeness(e, t) < 0.2 {
			against++
		}
	}
	return told >= 2 && against*2 > told
}
