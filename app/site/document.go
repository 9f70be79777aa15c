package site

import (
	"strings"
	"sync/atomic"
)

// Coding is an HTTP content coding that documents are prepared in (RFC 9110, 8.4.1).
type Coding uint8

// The codings, in the order in which a server prefers them last to first.
const (
	Identity Coding = iota
	Gzip
	Brotli
	codings // how many there are
)

// String gives the coding's registered name, and "" for identity.
func (c Coding) String() string { return [codings]string{"", "gzip", "br"}[c] }

// Body is the bytes of a document in one coding, and their strong validator.
type Body struct {
	Bytes  []byte
	ETag   string // with its quotes; differs for every locale, catalog, template and coding (R17)
	Coding Coding // that Bytes are really in: Identity where the coding asked for gains nothing
}

// Document is one page in one locale as finished bytes, with what its headers say. It never changes.
type Document struct {
	Tag         string // the locale of the document's own URL
	Language    string // Content-Language and <html lang>: "en" where the whole page is English (R16)
	ContentType string
	Location    string // path of the document's own URL, for Content-Location; "" where it has none (errors)

	content  []byte
	compress bool
	bodies   [codings]once[Body]

	uses  atomic.Uint32        // see [Document.touch]
	home  atomic.Pointer[slot] // where it is kept
	cache *documentCache       // nil for a document that is always kept
	key   documentKey          // where it has no slot in a snapshot
	size  int                  // of what it holds; like kept it belongs to the cache
	kept  bool
}

// documentOverhead is about what a document takes beside its bytes.
const documentOverhead = 1 << 10

// weight gives the bytes that a fresh document holds.
func (d *Document) weight() int { return documentOverhead + len(d.content) }

// newDocument makes a document of its content.
func newDocument(contentType string, content []byte) *Document {
	packed := strings.HasPrefix(contentType, "image/") && contentType != svgType
	return &Document{ContentType: contentType, content: content, compress: !packed && len(content) >= smallest}
}

// svgType is the one image type that compresses.
const svgType = "image/svg+xml"

// Body gives the bytes in the wanted coding, made when they are first asked for.
func (d *Document) Body(c Coding) Body {
	return d.bodies[c].get(func() Body {
		if !d.compress {
			c = Identity
		}
		b := encode(d.content, c)
		if d.cache != nil && c != Identity {
			d.cache.grow(d, len(b.Bytes))
		}
		return b
	})
}

// prepare makes the bytes in every coding.
func (d *Document) prepare() {
	for c := range codings {
		d.Body(c)
	}
}
