package po

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/parlance/parlance/app/exchange"
)

var charset = regexp.MustCompile(`(?i)Content-Type:[^"\n]*charset=([A-Za-z0-9_.:-]+)`)

// inUTF8 returns a file in UTF-8 from the encoding that its header names. Where it is UTF-8 already, or the header names none that is known, or not
// the right one, it is returned as it is.
func inUTF8(data []byte) []byte {
	const head = 8 << 10
	m := charset.FindSubmatch(data[:min(len(data), head)])
	if m == nil || utf8.Valid(data) || len(data) > exchange.MaxBytes {
		return data
	}
	encoding, err := htmlindex.Get(string(m[1]))
	if err != nil || encoding == unicode.UTF8 {
		return data
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return data
	}
	return text
}
