package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"github.com/klauspost/compress/gzip"
	"github.com/molecule-man/go-brrr"
)

// The levels at which documents are compressed: once, and sent many times.
const (
	gzipLevel   = gzip.BestCompression
	brotliLevel = 11
)

// smallest is the size below which compressing gains nothing.
const smallest = 200

// encode gives content in a coding. The ETag is made of the content, so that equal documents have equal tags on every
// server, and of the coding, so that no two codings share one (R17).
func encode(content []byte, c Coding) Body {
	sum := sha256.Sum256(content)
	tag := hex.EncodeToString(sum[:12])
	switch c {
	case Gzip:
		return Body{gzipped(content), `"` + tag + `-gz"`, Gzip}
	case Brotli:
		return Body{brotlied(content), `"` + tag + `-br"`, Brotli}
	}
	return Body{content, `"` + tag + `"`, Identity}
}

func gzipped(content []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzipLevel)
	if err != nil {
		panic(err) // the level is a constant
	}
	w.Write(content) // a bytes.Buffer takes everything
	w.Close()
	return b.Bytes()
}

func brotlied(content []byte) []byte {
	var b bytes.Buffer
	w, err := brrr.NewWriter(&b, brotliLevel)
	if err != nil {
		panic(err) // the level is a constant
	}
	w.Write(content)
	w.Close()
	return b.Bytes()
}
