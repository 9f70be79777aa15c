// Package headers holds the headers of answers as data, for the server and for the configuration of other programs that serve a published site: both say
// the same.
package headers

// Field is one header of an answer.
type Field struct{ Name, Value string }

// CORP is the header that says which sites may load an answer into their pages (Fetch, section 3.7): a document none. Style sheets and pictures are everybody's, or
// translating proxies and archives of the web would show pages without them.
const CORP = "Cross-Origin-Resource-Policy"

// Security returns the headers of every answer (R23). Nothing may be loaded but our own files, no script runs that stands in a page, and other sites do
// not learn which page about which illness their visitor came from. tls is whether readers reach the site over TLS alone, prefix what all its paths begin with.
func Security(tls bool, prefix string) []Field {
	fields := []Field{
		{"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; " +
			"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{CORP, "same-origin"},
	}
	switch {
	case tls && prefix != "": // hosts below that of which we are only a part are not ours
		fields = append(fields, Field{"Strict-Transport-Security", "max-age=63072000"})
	case tls:
		fields = append(fields, Field{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"})
	}
	return fields
}

// Policy is what an answer says of how it was chosen and for how long it holds (R15, R20).
type Policy struct {
	Vary         string // Vary
	CacheControl string // Cache-Control
	Located      bool   // Content-Location says where the same document has a URL of its own
	Resource     string // [CORP], where it is another one than a document's
}

// NoStore is the Cache-Control of what no cache may keep.
const NoStore = "no-store"

// The policies.
//
// A negotiated answer is private, because caches that should heed Vary often do not, and one of them would give an Arabic page to a French
// reader. Documents are asked for again at each view, so that a withdrawn sentence is gone; the ETag makes that cheap. What is wrong today may
// be right in a minute, so problems are not stored.
var (
	Negotiated        = Policy{Vary: "Accept-Language, Cookie, Accept-Encoding", CacheControl: "private, no-cache", Located: true}
	FixedLocale       = Policy{Vary: "Accept-Encoding", CacheControl: "no-cache"}
	Immutable         = Policy{Vary: "Accept-Encoding", CacheControl: "public, max-age=31536000, immutable", Resource: "cross-origin"}
	NegotiatedProblem = Policy{Vary: Negotiated.Vary, CacheControl: NoStore}
	LocaleProblem     = Policy{Vary: FixedLocale.Vary, CacheControl: NoStore}
)
