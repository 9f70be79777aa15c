package cluster

import (
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Key returns the key of a file of a tree in the bucket: its path, with what no key of NATS may hold as = and two hexadecimal digits.
func key(name string) string {
	var b strings.Builder
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '/':
			b.WriteByte(c)
		case c == '.' && i > 0 && i < len(name)-1 && name[i-1] != '.': // no part of a subject may be empty
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}

// nameOf returns the name of the file that has a key. ok is false for what is no key of a file.
func nameOf(key string) (name string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(key); i++ {
		if key[i] != '=' {
			b.WriteByte(key[i])
			continue
		}
		c, err := hex.DecodeString(key[i+1 : min(i+3, len(key))])
		if err != nil || len(c) != 1 {
			return "", false
		}
		b.Write(c)
		i += 2
	}
	return b.String(), fs.ValidPath(b.String())
}

// grows reports whether a file is one that only grows, line by line.
func grows(name string) bool { return path.Ext(name) == ".jsonl" }

// subject returns the subject under which a file is stored.
func subject(name string) string {
	if isLog(name) {
		return logPrefix + key(name)
	}
	if grows(name) {
		return ledgerPrefix + key(name)
	}
	return filesPrefix + key(name)
}

// isLog reports whether a file is a log, which lies in no tree.
func isLog(name string) bool { return strings.HasPrefix(name, logs+"/") }
