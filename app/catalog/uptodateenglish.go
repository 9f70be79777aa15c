package catalog

import (
	"bytes"

	"github.com/parlance/parlance/app/segment"
)

// holds says that an English catalog is what [SyncEnglish] would write of a page with those keys: it says so of nearly all such catalogs and of
// no other.
func (f *File) holds(page *segment.Page, keys []string) bool {
	if !f.plain || !f.page {
		return false
	}
	text, left := f.source, f.messages
	for i, key := range keys {
		if key == "" {
			continue
		}
		if len(left) == 0 || left[0].Key != key || left[0].Forms != (Forms{Other: page.Segments[i].Text}) {
			return false
		}
		above := mark(markNote, noteOf(page.Segments[i])) + "\n" + header(key) + "\nother = "
		if len(left) < len(f.messages) {
			above = "\n" + above
		}
		rest, ok := bytes.CutPrefix(text, []byte(above))
		n := bytes.IndexByte(rest, '\n')
		if !ok || n < 0 {
			return false
		}
		text, left = rest[n+1:], left[1:]
	}
	return len(text) == 0 && len(left) == 0 && len(f.messages) > 0
}
