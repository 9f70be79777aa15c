package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a query (law 8). What is longer is cut.
const (
	MaxQuery = 256 // bytes
	maxWords = 16
	maxRun   = 64 // clusters
)

// Query is what a reader asks for.
type Query struct {
	Cut   bool // the query was longer than what is looked for
	words []queryWord
	meant map[string]bool // words of texts, as they are written, and whether the query may mean them
}

// queryWord is one word of a query, or a run of clusters without a space between them.
type queryWord struct {
	word
	run []string
}

// ParseQuery returns what a reader means by a query, which may be any bytes. It is of the language of the dictionary.
func (d *Dictionary) ParseQuery(text string) Query {
	q := Query{meant: map[string]bool{}}
	text = strings.ToValidUTF8(text, " ")
	if len(text) > MaxQuery {
		q.Cut = true
		text = strings.ToValidUTF8(text[:MaxQuery], "")
	}
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D' {
			return ' '
		}
		return r
	}, text)
	end := -1
	tokens(text, func(t token) bool {
		if n := len(q.words); t.cluster && t.start == end && n > 0 && q.words[n-1].run != nil {
			if run := &q.words[n-1].run; len(*run) < maxRun {
				*run = append(*run, foldCluster(t.text))
			}
			end = t.end
			return true
		}
		if len(q.words) == maxWords {
			q.Cut = true
			return false
		}
		switch {
		case t.cluster:
			q.words = append(q.words, queryWord{run: []string{foldCluster(t.text)}})
			end = t.end
		case t.start >= end || end < 0: // not a part of the word before
			for _, each := range d.wordsOf(t.text) {
				if len(q.words) == maxWords { // one word may have many parts
					q.Cut = true
					break
				}
				q.words = append(q.words, queryWord{word: each})
			}
			end = t.end
		}
		return true
	})
	return q
}

// Empty reports whether there is nothing to look for.
func (q Query) Empty() bool { return len(q.words) == 0 }

// How much a word counts that is not written as in the query.
const (
	asWritten   = 1.0
	otherForm   = 0.95 // in another grammatical form
	otherMarks  = 0.5  // how much less with other marks, where these make another word
	beginning   = 0.6  // it begins with the word of the query
	part        = 0.6  // it has it within
	similar     = 0.3  // one letter is another one
	relative    = 0.25 // it begins with the word of the query, but for its ending
	sameStart   = 0.2  // it begins as the word of the query does, but for a letter and the ending
	minBegin    = 3    // letters of a word that is looked for at the beginning of others
	minPart     = 4    // within others, in alphabets with vowels
	minPartDens = 3    // in scripts that write consonants, or whose letters are syllables with their vowel signs
	minPartHang = 2    // in Hangul, whose letters are syllables
	minSimilar  = 5
)

// minPart returns how many letters the word must have to be looked for within others.
func (w *queryWord) minPart() int {
	r, _ := utf8.DecodeRuneInString(w.folded)
	switch {
	case unicode.Is(unicode.Hangul, r):
		return minPartHang
	case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Devanagari, unicode.Bengali):
		return minPartDens
	}
	return minPart
}

// variants returns the word without a letter that may be written to the front of it.
func (w *queryWord) variants(l *language) []string {
	r, n := utf8.DecodeRuneInString(w.folded)
	if l.prefixes != "" && strings.ContainsRune(l.prefixes, r) && utf8.RuneCountInString(w.folded) > minPartDens {
		return []string{w.folded[n:]}
	}
	return nil
}
