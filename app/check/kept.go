package check

import "strings"

// Kept gives where terms that are not translated stand in a text that a reader sees, as pairs of bytes, in order and
// apart: a page marks these places with translate="no".
func (g *Glossary) Kept(text string) (places [][2]int) {
	if g == nil || len(g.kept) == 0 {
		return nil
	}
	words := wordsOf(text)
	for i := 0; i < len(words); i++ {
		for _, t := range g.first[strings.TrimSuffix(words[i].lower, "'s")] {
			if t.Keep && t.at(words[i:], text) {
				last := i + len(t.words) - 1
				at := words[i].at
				places = append(places, [2]int{at, at + len(t.Term)})
				i = last
				break
			}
		}
	}
	return places
}
