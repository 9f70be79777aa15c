package textdiff

import (
	"slices"
	"strings"
	"unicode"
)

// shortText is how many characters a text may have for pairs of letters to be compared: one typo spoils three of a short
// text's few trigrams.
const shortText = 24

// print is a text as the sorted bag of its letter groups.
type print struct {
	letters []rune
	pairs   []uint64 // of a short text
	triples []uint64
}

func printOf(prints map[string]*print, text string) *print {
	p := prints[text]
	if p == nil {
		p = &print{letters: []rune(" " + strings.Join(strings.Fields(strings.Map(unicode.ToLower, text)), " ") + " ")}
		if len(p.letters) <= shortText {
			p.pairs = groups(p.letters, 2)
		}
		p.triples = groups(p.letters, 3)
		prints[text] = p
	}
	return p
}

func groups(letters []rune, size int) []uint64 {
	if len(letters) < size {
		return nil
	}
	bag := make([]uint64, 0, len(letters))
	for i := range len(letters) - size + 1 {
		var g uint64
		for _, c := range letters[i : i+size] {
			g = g<<21 | uint64(c)
		}
		bag = append(bag, g)
	}
	slices.Sort(bag)
	return bag
}

// likeness is Dice's coefficient of two texts, from 0 to 1: twice the letter groups they share over the groups they have. It
// may give 0 where the answer would be below enough.
func likeness(a, b *print, enough float64) float64 {
	x, y := a.triples, b.triples
	if a.pairs != nil && b.pairs != nil {
		x, y = a.pairs, b.pairs
	}
	all := len(x) + len(y)
	if all == 0 || 2*float64(min(len(x), len(y))) < enough*float64(all) {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			shared++
			i, j = i+1, j+1
		}
	}
	return 2 * float64(shared) / float64(all)
}
