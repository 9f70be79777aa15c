package cli

import (
	"cmp"
	"slices"
	"strings"
)

// nearest gives the names that somebody may have meant by word, the likeliest first, at most three.
func nearest(word string, names []string) []string {
	type likeness struct {
		name string
		far  int
	}
	var list []likeness
	word = strings.ToLower(word)
	for _, name := range names {
		lower := strings.ToLower(name)
		far := distance(word, lower)
		switch {
		case strings.HasPrefix(lower, word) || strings.HasPrefix(word, lower) || strings.Contains(lower, word):
			far = 0
		case far > max(1, len([]rune(word))/3):
			continue
		}
		list = append(list, likeness{name, far})
	}
	slices.SortStableFunc(list, func(a, b likeness) int { return cmp.Compare(a.far, b.far) })
	var near []string
	for _, l := range list[:min(3, len(list))] {
		near = append(near, l.name)
	}
	return near
}

// distance gives how many letters must be put in, taken out or changed to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		corner := row[0]
		row[0] = i + 1
		for j := range y {
			change := corner
			if x[i] != y[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
