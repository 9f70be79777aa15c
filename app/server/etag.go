package server

import "bytes"

// matches tells whether If-None-Match names the ETag, so that the reader has these very bytes (RFC 9110, 13.1.2).
// The comparison is the weak one: W/"a" names "a". What is no entity tag ends the list.
func matches(list []byte, etag string) bool {
	list = trim(list)
	if len(list) == 1 && list[0] == '*' {
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
