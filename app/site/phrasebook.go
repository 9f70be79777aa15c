package site

import (
	"strings"
	"sync"
)

// phrasebook keeps the texts of the interface that were looked up already, ready to be written. It lasts as long as what they are made of.
type phrasebook struct {
	mu    sync.RWMutex
	known map[saying]phrase
}

// saying is what was looked up: a text with its placeholders, or one that counts.
type saying struct {
	locale        int
	key           string
	first, second string // names of placeholders
	count         int    // -1 where nothing is counted
}

// mostPhrases is how many texts are kept: more than an interface has, and not every number that a site could count to.
const mostPhrases = 50_000

// find gives a text, looked up by ask where nobody did before.
func (b *phrasebook) find(s saying, ask func() phrase) phrase {
	b.mu.RLock()
	p, ok := b.known[s]
	b.mu.RUnlock()
	if ok {
		return p
	}
	p = ask()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.known == nil {
		b.known = map[saying]phrase{}
	}
	if len(b.known) < mostPhrases {
		b.known[s] = p
	}
	return p
}

// The marks that stand for placeholders in a text that is looked up: the private use characters from U+E000 to U+E03F, which no text has a
// use for. All begin with the same two bytes.
const markBegins = "\xEE\x80"

// placeMark gives the mark of the i-th placeholder.
func placeMark(i int) string { return string(rune(0xE000 + i)) }

// filled puts markup in the places of the marks.
func filled(html string, fills []fill) string {
	if len(fills) == 0 {
		return html
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(html, markBegins)
		b.WriteString(before)
		if !found || len(after) == 0 {
			return b.String()
		}
		if i := int(after[0]) - 0x80; i >= 0 && i < len(fills) {
			b.WriteString(fills[i].html)
		} else {
			b.WriteString(markBegins + after[:1])
		}
		html = after[1:]
	}
}
