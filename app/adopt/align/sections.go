package align

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// section is a heading, and the blocks up to the next one.
type section struct {
	heading *segment.Block // nil above the first
	body    []segment.Block
}

func sections(blocks []segment.Block) []section {
	list := []section{{}}
	for i := range blocks {
		if blocks[i].Kind == segment.BlockHeading {
			list = append(list, section{heading: &blocks[i]})
			continue
		}
		last := &list[len(list)-1]
		last.body = append(last.body, blocks[i])
	}
	return list
}

// maxCells is how large a table of the exact method is.
const maxCells = 1 << 20

// matchSections returns which sections stand for each other: one by one where the headings are of the same levels, and else those that are most alike.
func (a *aligner) matchSections(english, translated []section) (found []match) {
	if slices.EqualFunc(english, translated, func(e, t section) bool { return levelOf(e) == levelOf(t) }) && !a.sectionsContradict(english, translated) {
		for i := range english {
			found = append(found, match{i, i})
		}
		return found
	}
	found = append(found, match{0, 0})
	n, m := len(english), len(translated)
	if n*m > maxCells {
		return found
	}
	e, t := a.profiles(a.english, english), a.profiles(a.translated, translated)
	best := make([][]float64, n+1) // of what follows
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	for i := n - 1; i >= 1; i-- {
		for j := m - 1; j >= 1; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+e[i].score(t[j]))
		}
	}
	for i, j := 1, 1; i < n && j < m; {
		score := e[i].score(t[j])
		switch {
		case score > 0 && best[i][j] == best[i+1][j+1]+score:
			if score >= certain {
				found = append(found, match{i, j})
			}
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return found
}

func levelOf(s section) int {
	if s.heading == nil {
		return 0
	}
	return s.heading.Level
}

// sectionsContradict reports whether sections of the same levels cannot stand for each other.
func (a *aligner) sectionsContradict(english, translated []section) bool {
	e, t := a.profiles(a.english, english), a.profiles(a.translated, translated)
	told, against := 0, 0
	for i := range e {
		if len(e[i].tokens)+len(t[i].tokens) < 2 {
			continue
		}
		told++
		if likeness(e[i].tokens, t[i].tokens) < 0.15 {
			against++
		}
	}
	return told >= 3 && against*3 > told
}

// profile is what is known of a section in every language.
type profile struct {
	level  int
	id     string
	words  string
	shape  string
	tokens []string
}

// certain is the score from which two sections stand for each other.
const certain = 2.0

func (a *aligner) profiles(p *segment.Page, list []section) (all []profile) {
	for _, s := range list {
		var one profile
		if s.heading != nil {
			h := p.Segments[s.heading.Segment]
			one.level, one.id, one.words = s.heading.Level, h.ID, h.Text
			one.tokens = tokens(h.Text)
		}
		var shape strings.Builder
		for i := range s.body {
			shape.WriteString(string(s.body[i].Kind[:2]))
			one.tokens = append(one.tokens, tokensOf(p, &s.body[i])...)
		}
		slices.Sort(one.tokens)
		one.shape = shape.String()
		all = append(all, one)
	}
	return all
}

// score returns how much speaks for two sections standing for each other; below 0 they cannot.
func (p profile) score(q profile) float64 {
	if p.level != q.level {
		return -1
	}
	score := 0.5
	if p.id != "" && p.id == q.id {
		score += 3
	}
	if p.words == q.words {
		score += 2
	}
	if p.shape == q.shape {
		score += 0.5
		if len(p.shape) >= 8 {
			score++
		}
	}
	return score + 3*likeness(p.tokens, q.tokens)
}
