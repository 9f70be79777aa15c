package render

import (
	"strings"
	"sync"
)

// stringCache keeps texts of the interface that were looked up already.
type stringCache struct {
	mu    sync.RWMutex
	known map[stringKey]localizedHTML
}

// stringKey names a text that is looked up, with its placeholders or its count.
type stringKey struct {
	from          int // place in the chain of the first locale that is asked
	key           string
	first, second string // names of placeholders
	count         int    // -1 if nothing is counted
}

// maxStrings bounds the texts that are kept: an interface has fewer, but counts have no bound.
const maxStrings = 50_000

// find returns a text, looked up by ask if it is not there.
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

// placeholderMarkPrefix are the first two bytes of every mark that stands for a placeholder in a text that is looked up: the private use
// characters from U+E000 to U+E03F, which no text uses.
const placeholderMarkPrefix = "\xEE\x80"

// placeholderMark returns the mark of the i-th placeholder.
func placeholderMark(i int) string { return string(rune(0xE000 + i)) }

// substitute replaces the marks by markup.
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
