package cli

import (
	"cmp"
	"slices"
	"strings"
)

// suggest returns the names that somebody may have meant by word, the likeliest first, at most three.
func suggest(word string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var list []candidate
	word = strings.ToLower(word)
	for _, name := range names {
		lower := strings.ToLower(name)
		d := distance(word, lower)
		switch {
		case strings.HasPrefix(lower, word) || strings.HasPrefix(word, lower) || strings.Contains(lower, word):
			d = 0
		case d > max(1, len([]rune(word))/3):
			continue
		}
		list = append(list, candidate{name, d})
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var suggestions []string
	for _, l := range list[:min(3, len(list))] {
		suggestions = append(suggestions, l.name)
	}
	return suggestions
}

// distance returns how many letters must be put in, taken out or changed to make b of a (Levenshtein distance).
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
