package server

import "github.com/valyala/fasthttp"

// The headers that answers set, in the form that fasthttp wants them.
var (
	headerAllow           = []byte("Allow")
	headerCacheControl    = []byte("Cache-Control")
	headerContentEncoding = []byte("Content-Encoding")
	headerContentLanguage = []byte("Content-Language")
	headerContentLocation = []byte("Content-Location")
	headerContentType     = []byte("Content-Type")
	headerETag            = []byte("ETag")
	headerLocation        = []byte("Location")
	headerRetryAfter      = []byte("Retry-After")
	headerSetCookie       = []byte("Set-Cookie")
	headerVary            = []byte("Vary")
)

// policy is what an answer says of how it was chosen and for how long it holds (R15, R20).
type policy struct {
	index   int // of those that documents are answered under, from 0 to policies-1
	vary    string
	cache   string
	located bool // says where the same document stands under a URL of its own
}

// The policies.
//
// A negotiated answer is private, because caches that should heed Vary often do not, and one of them
// would give an Arabic page to a French reader. Documents are asked for again at each view, so that a withdrawn sentence is
// gone; the validator makes that cheap. What is wrong today may be right in a minute, so troubles are not stored.
var (
	negotiated   = policy{index: 0, vary: "Accept-Language, Cookie, Accept-Encoding", cache: "private, no-cache", located: true}
	fixedLocale  = policy{index: 1, vary: "Accept-Encoding", cache: "no-cache"}
	hashed       = policy{index: 2, vary: "Accept-Encoding", cache: "public, max-age=31536000, immutable"}
	troubled     = policy{vary: negotiated.vary, cache: "no-store"}
	troubledHere = policy{vary: fixedLocale.vary, cache: "no-store"}
	unstored     = policy{cache: "no-store"}
)

// policies is how many policies documents are answered under.
const policies = 3

// field is one header line.
type field struct{ name, value []byte }

// securityFields are the headers of every answer (R23). Nothing may be loaded but our own style sheets and pictures, and
// other sites do not learn which page about which illness their visitor came from.
func securityFields(o Options) []field {
	scripts := ""
	if o.Preview {
		scripts = previewPolicy
	}
	fields := []field{
		{[]byte("Content-Security-Policy"), []byte("default-src 'none'; style-src 'self'; img-src 'self'; " + scripts +
			"base-uri 'none'; form-action 'self'; frame-ancestors 'none'")},
		{[]byte("X-Content-Type-Options"), []byte("nosniff")},
		{[]byte("Referrer-Policy"), []byte("no-referrer")},
		{[]byte("Cross-Origin-Opener-Policy"), []byte("same-origin")},
	}
	if o.TLS {
		fields = append(fields, field{[]byte("Strict-Transport-Security"), []byte("max-age=63072000; includeSubDomains")})
	}
	return fields
}

// secureAnswer sets the headers of every answer.
func (s *Server) secureAnswer(h *fasthttp.ResponseHeader) {
	for i := range s.fixed {
		h.SetCanonical(s.fixed[i].name, s.fixed[i].value)
	}
}

// set sets one header; "" leaves it out.
func set(ctx *fasthttp.RequestCtx, name []byte, value string) {
	setIn(&ctx.Response.Header, name, value)
}

// setIn is set for a header that is not, or not yet, that of an answer.
func setIn(h *fasthttp.ResponseHeader, name []byte, value string) {
	if value != "" {
		h.SetCanonical(name, raw(value))
	}
}
