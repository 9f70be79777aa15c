package exchange

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// InUTF8 returns a file in UTF-8, from UTF-16 with its mark, or from the encoding that the file itself names at its beginning: the first group of a
// pattern (R40). Where it is UTF-8 already, or names none that is known, or not the right one, it is returned as it is.
func InUTF8(data []byte, named *regexp.Regexp) []byte {
	const head = 8 << 10
	if utf8.Valid(data) || len(data) > MaxBytes {
		return data
	}
	var from encoding.Encoding
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	} else if m := named.FindSubmatch(data[:min(len(data), head)]); m != nil {
		from, _ = htmlindex.Get(string(m[1]))
	}
	if from == nil || from == unicode.UTF8 {
		return data
	}
	text, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) || bytes.IndexByte(text, 0) >= 0 {
		return data
	}
	return text
}
