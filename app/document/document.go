// Package document holds finished documents: bytes in every content coding with their validators, in a cache of bounded size.
//
// It promises:
//
//   - A [Document] never changes what it says. Each of its codings has a strong validator of its own (RFC 9110, 8.8.1; R17).
//   - A [Cache] keeps its bound in bytes (law 8), makes a document once however many ask for it at the same time, and returns a
//     document that is there without a lock and without an allocation.
//   - Bodies are compressed quickly while a reader waits, and again as well as their coding can when the process is idle.
//
// It knows nothing of pages, locales or HTTP requests.
package document

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"
	"sync/atomic"
)

// Coding is an HTTP content coding that documents are prepared in (RFC 9110, 8.4.1).
type Coding uint8

// The codings, in the order in which a server prefers them last to first.
const (
	Identity Coding = iota
	Gzip
	Zstd
	Brotli
	Codings // how many there are
)

// String returns the coding's registered name, and "" for identity.
func (c Coding) String() string { return [Codings]string{"", "gzip", "zstd", "br"}[c] }

// Body is the bytes of a document in one coding, and their strong validator.
type Body struct {
	Bytes    []byte
	ETag     string       // with its quotes; differs for every locale, catalog, template, coding and level of compression (R17)
	Former   string       // the validator of the bytes that these replaced, which say the same; "" where there were none
	Coding   Coding       // that Bytes are really in: Identity where the coding asked for gains nothing
	Attached atomic.Value // what a server keeps with the body, as long as the body is kept; see [Document.Grow]
}

// Document is one page in one locale as finished bytes, with the values of its headers. What it says never changes; its body in a
// coding is replaced once, by a smaller one with a validator of its own.
type Document struct {
	Tag         string // the locale of the document's own URL
	Language    string // Content-Language and <html lang>: "en" where the whole page is English (R16)
	ContentType string
	Location    string   // path of the document's own URL, for Content-Location; "" where it has none (errors)
	Links       []string // slugs of the pages that its links name, as far as they were noted
	Missing     Missing  // what its readers get in English for lack of a translation

	sum      string // of the content, for validators
	compress bool
	bodies   [Codings]atomic.Pointer[Body]
	making   sync.Mutex // held while a body is made
	content  []byte     // nil while a compressed body stands for it

	count *FallbackCount // nil if nothing is counted
	entry
	slot  *Slot  // where it is kept; it belongs to the cache
	cache *Cache // nil for a document that no cache keeps
	key   Key    // zero if its slot is not held by the cache
	once  bool   // it is sent once, see [Document.SentOnce]
}

// SVG is the one type of images that compresses.
const SVG = "image/svg+xml"

// New returns a document. Its validators are made of its content, so that equal documents have equal ones on every server.
func New(contentType string, content []byte) *Document {
	packed := strings.HasPrefix(contentType, "image/") && contentType != SVG
	sum := sha256.Sum256(content)
	return &Document{
		ContentType: contentType, content: content, compress: !packed && len(content) >= minCompressed, sum: hex.EncodeToString(sum[:12]),
	}
}

// Uncompressed makes the body of a document that nobody has asked for yet the same in every coding, and returns the document.
func (d *Document) Uncompressed() *Document {
	d.compress = false
	return d
}

// SentOnce says of a document that nobody has asked for yet that it is sent once, so that its bodies are compressed quickly, and returns the document.
func (d *Document) SentOnce() *Document {
	d.once = true
	return d
}

// Used reports whether the document was asked for again after it was made.
func (d *Document) Used() bool { return d.uses.Load() > 0 }

// Made reports whether there is a body in a coding.
func (d *Document) Made(c Coding) bool { return d.bodies[c].Load() != nil }

// Served reports whether a server has attached something to the body in a coding.
func (d *Document) Served(c Coding) bool {
	b := d.bodies[c].Load()
	return b != nil && b.Attached.Load() != nil
}

// Body returns the bytes in a coding. They are made when they are first asked for, and compressed better later, when the process is idle.
func (d *Document) Body(c Coding) *Body {
	if b := d.bodies[c].Load(); b != nil {
		return b
	}
	d.making.Lock()
	defer d.making.Unlock()
	if !d.compress {
		c = Identity
	}
	if b := d.bodies[c].Load(); b != nil {
		return b
	}
	before := len(d.content)
	d.content = d.restore()
	effort := quick
	if d.cache == nil && !d.once && len(d.content) < maxThoroughNow {
		effort = thorough // nobody will compress it again
	}
	b := encode(d.content, c, d.sum, effort)
	d.bodies[c].Store(b)
	switch {
	case !d.compress:
		for other := range Codings {
			d.bodies[other].Store(b)
		}
	case c == Identity: // the bytes are the content itself
		d.Grow(len(d.content) - before)
	case d.cache != nil:
		if d.bodies[Identity].Load() == nil {
			d.content = nil
		}
		d.Grow(len(b.Bytes) + len(d.content) - before)
		d.cache.recompress(d, c)
	}
	return b
}

// Best returns the bytes in a coding as small as it can make them, and false where the document is not compressed. They are not kept.
func (d *Document) Best(c Coding) ([]byte, bool) {
	d.making.Lock()
	content := d.restore()
	d.making.Unlock()
	if c == Identity {
		return content, true
	}
	if !d.compress {
		return nil, false
	}
	return encode(content, c, d.sum, thorough).Bytes, true
}

// restore returns the content, if need be from a compressed body.
func (d *Document) restore() []byte {
	if d.content != nil {
		return d.content
	}
	for c := Codings - 1; c > Identity; c-- {
		if b := d.bodies[c].Load(); b != nil {
			return decode(b.Bytes, c)
		}
	}
	panic("document: a document without bytes")
}

// recompress replaces a body by the smallest that its coding can make.
func (d *Document) recompress(c Coding) {
	d.making.Lock()
	content := d.restore()
	d.making.Unlock()
	best := encode(content, c, d.sum, thorough)
	if before := d.bodies[c].Load(); len(best.Bytes) < len(before.Bytes) {
		best.Former = before.ETag
		d.bodies[c].Store(best)
		d.Grow(len(best.Bytes) - len(before.Bytes))
	}
}

// Grow accounts for bytes that the document holds more than before, or fewer, those of [Body.Attached] among them.
func (d *Document) Grow(by int) {
	if d.cache == nil {
		return
	}
	d.cache.mu.Lock()
	defer d.cache.mu.Unlock()
	if d.kept {
		d.cache.add(&d.entry, by)
	}
}
