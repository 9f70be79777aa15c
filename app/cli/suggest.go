package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// unknownLocale returns the [usageError] of a tag that no locale has, with what was perhaps meant.
func unknownLocale(table *locale.Table, tag string) error {
	var tags, names, meant []string
	for _, l := range table.Locales {
		tags, names = append(tags, l.Tag), append(names, l.Tag, l.Name)
	}
	for _, name := range suggest(tag, names) {
		for _, l := range table.Locales {
			if (l.Tag == name || l.Name == name) && !slices.Contains(meant, l.Tag) {
				meant = append(meant, l.Tag)
			}
		}
	}
	return usagef("unknown locale %q: %s", tag, didYouMean(meant, "the locales are "+strings.Join(tags, ", ")))
}

// faultyTable returns the error of a locale that may stand where the table of locales cannot be read, nil where all of it can.
func faultyTable(tag string, faults store.Faults) error {
	ofTable := slices.DeleteFunc(slices.Clone(faults), func(f *store.Fault) bool { return filepath.Base(f.File) != corpus.TableName })
	if len(ofTable) == 0 {
		return nil
	}
	return fmt.Errorf("%w\nthe locale %q is not in what can be read of that file: mend it first", ofTable.Err(), tag)
}

// suggest returns the names that somebody may have meant by word, the likeliest first, at most three.
func suggest(word string, names []string) (likely []string) {
	word = strings.ToLower(word)
	distances := map[string]int{}
	for _, name := range names {
		lower := strings.ToLower(name)
		d := distance(word, lower)
		if strings.Contains(lower, word) || strings.HasPrefix(word, lower) {
			d = 0
		}
		if d <= max(1, len([]rune(word))/3) {
			distances[name] = d
			likely = append(likely, name)
		}
	}
	slices.SortStableFunc(likely, func(a, b string) int { return cmp.Compare(distances[a], distances[b]) })
	return likely[:min(3, len(likely))]
}

// didYouMean returns a hint that names what was perhaps meant, or another hint where that is nothing.
func didYouMean(names []string, otherwise string) string {
	if len(names) == 0 {
		return otherwise
	}
	return "did you mean " + strings.Join(names, " or ") + "?"
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
