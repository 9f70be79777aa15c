package segment

import "slices"

// join returns the page with other texts in the places of its segments; texts[i] is for segment i. A segment's raw text
// ([Page.Raw]) leaves its bytes as they are (law 1), and so does an empty text. Any other text is written so that the blocks stay the
// same: on one line but for hard breaks, escaped or quoted as its place demands.
func (p *Page) join(texts []string) []byte {
	order := make([]int, 0, len(p.Segments))
	for i := range min(len(texts), len(p.Segments)) {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return p.Segments[a].Start - p.Segments[b].Start })
	out := make([]byte, 0, len(p.source))
	done := 0
	for _, i := range order {
		s := p.Segments[i]
		out = append(out, p.source[done:s.Start]...)
		out = append(out, p.format(i, texts[i])...)
		done = s.End
	}
	return append(out, p.source[done:]...)
}
