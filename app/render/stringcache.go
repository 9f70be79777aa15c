package render

import (
	"strings"
	"sync"
)

// stringCache keeps the texts of the interface that were looked up already, ready to be written. It lasts as long as what they are made of.
type stringCache struct {
	mu    sync.RWMutex
	known map[stringKey]localizedHTML
}

// stringKey is what was looked up: a text with its placeholders, or one that counts.
type stringKey struct {
	from          int // place in the chain of the first locale that is asked
	key           string
	first, second string // names of placeholders
	count         int    // -1 where nothing is counted
}

// maxStrings is how many texts are kept: more than an interface has, and not every number that a site could count to.
const maxStrings = 50_000

// find returns a text, looked up by ask where nobody did before.
func (b *stringCache) find(s stringKey, ask func() localizedHTML) localizedHTML {
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
		b.known = map[stringKey]localizedHTML{}
	}
	if len(b.known) < maxStrings {
		b.known[s] = p
	}
	return p
}

// placeholderMarkPrefix marks that stand for placeholders in a text that is looked up: the private use characters from U+E000 to U+E03F, which no text has a
// use for. All begin with the same two bytes.
const placeholderMarkPrefix = "\xEE\x80"

// placeholderMark returns the mark of the i-th placeholder.
func placeholderMark(i int) string { return string(rune(0xE000 + i)) }

// substitute puts markup in the places of the marks.
func substitute(html markup, fills []arg) markup {
	if len(fills) == 0 {
		return html
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(string(html), placeholderMarkPrefix)
		b.WriteString(before)
		if !found || len(after) == 0 {
			return markup(b.String())
		}
		if i := int(after[0]) - 0x80; i >= 0 && i < len(fills) {
			b.WriteString(string(fills[i].html))
		} else {
			b.WriteString(placeholderMarkPrefix + after[:1])
		}
		html = markup(after[1:])
	}
}
