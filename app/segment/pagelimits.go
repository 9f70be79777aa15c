package segment

import (
	"bytes"

	"github.com/parlance/parlance/app/store"
)

const (
	maxPage    = 8 << 20  // bytes of a page
	maxLines   = 200_000  // lines of a page
	maxText    = 16 << 10 // bytes of one text: what a pathological one costs grows with its square
	maxMarkers = 16       // list and quote marks at the start of one line
	maxIndent  = 120      // columns before the last of them
)

// checkBytes adds the faults of what no page may hold anywhere. It returns false if the page must not be read further.
func checkBytes(faults *faultCollector) bool {
	text := faults.text
	if bytes.Count(text, []byte{'\n'}) > maxLines {
		faults.add(0, "the page has more than %d lines: split it", maxLines)
		return false
	}
	if i := store.InvalidUTF8(text); i >= 0 {
		faults.add(i, "the byte 0x%02X is not UTF-8: save the page as UTF-8", text[i])
		return false
	}
	for i, c := range string(text) {
		if reason := forbiddenReason(c); reason != "" {
			faults.add(i, "%U: %s", c, reason)
		}
	}
	for at := 0; ; at += 2 {
		i := bytes.Index(text[at:], []byte("{{"))
		if i < 0 {
			return true
		}
		at += i
		faults.add(at, "two braces \"{{\" would begin a template action: write it another way")
	}
}

// forbiddenReason returns why a page may not hold a character, or "".
func forbiddenReason(c rune) string {
	switch {
	case c == '\n' || c == '\t':
		return ""
	case c == '\r':
		return "a carriage return without a line feed: save the page with one kind of line ends"
	case c == 0xFEFF:
		return "a byte order mark: save the page as UTF-8 without it"
	case c >= 0x202A && c <= 0x202E:
		return "this character turns the direction of text: take it out"
	case c < 0x20, c >= 0x7F && c < 0xA0, c == 0x2028, c == 0x2029:
		return "a control character: take it out"
	}
	return ""
}
