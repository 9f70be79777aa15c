package glossary

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// Kept gives where terms that are not translated stand in a text that a reader sees, as pairs of bytes, in order and
// apart: a page marks these places with translate="no".
func (g *Glossary) Kept(text string) (places [][2]int) {
	if g == nil || len(g.kept) == 0 {
		return nil
	}
	words := lang.Words(text)
	for i := 0; i < len(words); i++ {
		for _, t := range g.first[strings.TrimSuffix(words[i].Lower, "'s")] {
			if t.Keep && t.at(words[i:], text) {
				last := i + len(t.words) - 1
				at := words[i].Start
				places = append(places, [2]int{at, at + len(t.Term)})
				i = last
				break
			}
		}
	}
	return places
}
