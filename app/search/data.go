package search

import (
	"embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// What bleve does not have: simplified for traditional Chinese letters, and words that say little in Hebrew and Bengali. Each file names where it is from.
//
//go:embed data/*.txt
var data embed.FS

// dataLines calls f for each line of a file of data.
func dataLines(name string, f func(line string)) {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		return // there is none for the language
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			f(line)
		}
	}
}

// simplified is the simplified Chinese letter of each traditional one that differs. Readers of either type whichever they know.
var simplified = sync.OnceValue(func() map[rune]rune {
	letters := make(map[rune]rune, 3300)
	dataLines("simplified.txt", func(line string) {
		from, n := utf8.DecodeRuneInString(line)
		letters[from], _ = utf8.DecodeRuneInString(line[n:])
	})
	return letters
})

// ownStopWords returns the words that say little of a language that bleve has no list of.
func ownStopWords(language string) analysis.TokenMap {
	words := analysis.TokenMap{}
	dataLines("stop."+language+".txt", func(line string) { words[line] = true })
	return words
}
