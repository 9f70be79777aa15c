package document

import (
	"bytes"
	"strings"
	"testing"
)

func TestEveryCodingGivesTheContentBack(t *testing.T) {
	content := []byte(strings.Repeat("<p>One of many sentences. متى تبدأ؟</p>\n", 200))
	seen := map[string]bool{}
	for c := range Codings {
		for _, e := range []effort{quick, thorough} {
			b := encode(content, c, "sum", e)
			if !bytes.Equal(decode(b.Bytes, c), content) {
				t.Errorf("%q is not the content", c)
			}
			if c != Identity && seen[b.ETag] {
				t.Errorf("%s stands for two bodies (R17)", b.ETag)
			}
			seen[b.ETag] = true
		}
	}
}

func TestABodyThatWasMadeSmallerHasItsOwnValidator(t *testing.T) {
	content := []byte(strings.Repeat("<p>One of many sentences.</p>\n", 50) + strings.Repeat("Others follow, and more.\n", 30))
	d := New("text/html", content)
	d.cache = NewCache(0)
	first := d.Body(Gzip)
	d.recompress(Gzip)
	if best := d.Body(Gzip); !bytes.Equal(best.Bytes, first.Bytes) == (best.ETag == first.ETag) || len(best.Bytes) > len(first.Bytes) {
		t.Errorf("%d bytes %s became %d bytes %s", len(first.Bytes), first.ETag, len(best.Bytes), best.ETag)
	}
}

// What readers never ask for uncompressed is kept compressed alone.
func TestTheContentComesBackFromACompressedBody(t *testing.T) {
	content := []byte(strings.Repeat("<p>One of many sentences.</p>\n", 50))
	c := NewCache(0)
	var at Slot
	d := c.Fill(&at, func() *Document { return New("text/html", bytes.Clone(content)) })
	d.Body(Brotli)
	if d.content != nil || d.size >= documentOverhead+len(content) {
		t.Errorf("%d bytes are kept of %d", d.size, len(content))
	}
	if got := d.Body(Identity); !bytes.Equal(got.Bytes, content) {
		t.Error("the content did not come back")
	}
	if d.size < documentOverhead+len(content) || c.bytes != int64(d.size) {
		t.Errorf("%d bytes are accounted for", c.bytes)
	}
}

// An encoder that was used before gives what a new one gives.
func TestEncodersLeaveNoTrace(t *testing.T) {
	contents := [][]byte{[]byte(strings.Repeat("a page ", 5000)), []byte("short"), []byte(strings.Repeat("ثان صفحة ", 900)), nil}
	for _, c := range []Coding{Gzip, Zstd, Brotli} {
		for _, e := range []effort{quick, thorough} {
			first := make([][]byte, len(contents))
			for i, content := range contents {
				first[i] = encode(content, c, "x", e).Bytes
			}
			for i := range contents {
				i = len(contents) - 1 - i
				if again := encode(contents[i], c, "x", e).Bytes; !bytes.Equal(again, first[i]) || !bytes.Equal(decode(again, c), contents[i]) {
					t.Errorf("%s: content %d is not what it was", c, i)
				}
			}
		}
	}
}
