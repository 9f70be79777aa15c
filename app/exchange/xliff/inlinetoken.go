package xliff

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/segment"
)

// piece is a part of a text: words, a code that stands alone, or a code that encloses others. The pieces of a text, written
// one after the other, are its bytes.
type piece struct {
	kind  segment.RunKind // RunText for words; placeholder for a placeholder
	open  string          // the bytes of words and of what stands alone, and those before kids
	close string          // the bytes after kids
	kids  []piece         // only of what encloses
	sign  string          // what must be the same in source and translation; "" for words
}

// placeholder is the kind of a placeholder. It is none of Markdown's.
const placeholder segment.RunKind = "placeholder"

// pieces cuts a text of a page's unit apart. source is its English, which says what a text may be there. What is no inline run
// is one piece of words.
func pieces(page, source, text string) []piece {
	if page == catalog.InterfaceSlug {
		return words(nil, text)
	}
	root, err := segment.InlineLike(source, text)
	if err != nil {
		return words(nil, text)
	}
	c := cutter{text: text}
	found := c.cut(root.Children, 0, len(text))
	if c.lost {
		return words(nil, text)
	}
	return found
}

// words adds words, with the placeholders in them apart.
func words(list []piece, text string) []piece {
	add := func(text string) {
		if text != "" {
			list = append(list, piece{kind: segment.RunText, open: text})
		}
	}
	from := 0
	for _, at := range exchange.Placeholders.FindAllStringIndex(text, -1) {
		add(text[from:at[0]])
		mark := text[at[0]:at[1]]
		list = append(list, piece{kind: placeholder, open: mark, sign: mark})
		from = at[1]
	}
	add(text[from:])
	return list
}

// cutter cuts a text along its runs. lost says that a run's bytes are not where they should be.
type cutter struct {
	text string
	lost bool
}

// cut gives the pieces of text[start:end]; what no run covers is words.
func (c *cutter) cut(runs []segment.Run, start, end int) (list []piece) {
	at := start
	for i := range runs {
		r := &runs[i]
		if r.Start < at || r.End < r.Start || r.End > end {
			c.lost = true
			return nil
		}
		list = words(list, c.text[at:r.Start])
		list = c.run(list, r)
		at = r.End
	}
	return words(list, c.text[at:end])
}

func (c *cutter) run(list []piece, r *segment.Run) []piece {
	p := piece{kind: r.Kind, open: c.text[r.Start:r.End], sign: string(r.Kind) + " " + r.Dest}
	switch r.Kind {
	case segment.RunText, segment.RunSoftBreak:
		return words(list, p.open)
	case segment.RunEmphasis, segment.RunStrong, segment.RunLink, segment.RunImage:
		return append(list, c.enclosing(p, r))
	case segment.RunCode, segment.RunHTML, segment.RunAutolink:
		p.sign += r.Text
	}
	return append(list, p)
}

func (c *cutter) enclosing(p piece, r *segment.Run) piece {
	if len(r.Children) == 0 {
		return p
	}
	from, to := r.Children[0].Start, r.Children[len(r.Children)-1].End
	if from < r.Start || to < from || to > r.End {
		c.lost = true
		return p
	}
	if p.kids = c.cut(r.Children, from, to); len(p.kids) > 0 {
		p.open, p.close = c.text[r.Start:from], c.text[to:r.End]
	}
	return p
}

// signs gives the signs of all codes, sorted.
func signs(list []piece) (all []string) {
	each(list, func(p *piece) {
		if p.sign != "" {
			all = append(all, p.sign)
		}
	})
	slices.Sort(all)
	return all
}

func each(list []piece, visit func(*piece)) {
	for i := range list {
		visit(&list[i])
		each(list[i].kids, visit)
	}
}

// without gives what is in a and not in b, both sorted, each as often as it is more often in a.
func without(a, b []string) (more []string) {
	for _, s := range a {
		for len(b) > 0 && b[0] < s {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == s {
			b = b[1:]
			continue
		}
		more = append(more, s)
	}
	return more
}

// told writes signs for people.
func told(signs []string) string {
	for i, s := range signs {
		signs[i] = strings.TrimSpace(exchange.Excerpt(s))
	}
	return strings.Join(signs, ", ")
}
