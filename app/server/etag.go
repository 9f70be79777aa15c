package server

import (
	"bytes"

	"github.com/parlance/parlance/app/document"
)

// matchedETag returns the ETag by which the reader has a body already, and "" where the reader has not. Bytes that were compressed better since
// are no reason to send them again.
func matchedETag(ifNoneMatch []byte, body *document.Body) string {
	switch {
	case len(ifNoneMatch) == 0:
	case body.ETag != "" && matchesETag(ifNoneMatch, body.ETag):
		return body.ETag
	case body.Former != "" && matchesETag(ifNoneMatch, body.Former):
		return body.Former
	}
	return ""
}

// matchesETag reports whether If-None-Match names the ETag, so that the reader has these very bytes (RFC 9110, section 13.1.2).
// The comparison is the weak one: W/"a" names "a". What is no entity tag ends the list.
func matchesETag(list []byte, etag string) bool {
	if list = trim(list); string(list) == etag || string(list) == "*" { // what browsers send needs no reading: 20 ns
		return true
	}
	for {
		list = bytes.TrimLeft(list, ", \t")
		list = bytes.TrimPrefix(list, []byte("W/"))
		if len(list) == 0 || list[0] != '"' {
			return false
		}
		end := bytes.IndexByte(list[1:], '"')
		if end < 0 {
			return false
		}
		if string(list[:end+2]) == etag {
			return true
		}
		list = list[end+2:]
	}
}
