package server

import (
	"github.com/valyala/fasthttp"
)

// headerField is one header line.
type headerField struct{ name, value []byte }

// securityHeaders are the headers of every answer (R23). Nothing may be loaded but our own style sheets and pictures, and other sites do not
// learn which page about which illness their visitor came from. Fiber's helmet sends neither the policy nor HSTS by itself.
type securityHeaders []headerField

func newSecurityHeaders(o Options) securityHeaders {
	scripts := ""
	if o.Preview {
		scripts = previewScripts
	}
	fields := securityHeaders{
		{[]byte("Content-Security-Policy"), []byte("default-src 'none'; style-src 'self'; img-src 'self'; " + scripts +
			"base-uri 'none'; form-action 'self'; frame-ancestors 'none'")},
		{[]byte("X-Content-Type-Options"), []byte("nosniff")},
		{[]byte("Referrer-Policy"), []byte("no-referrer")},
		{[]byte("Cross-Origin-Opener-Policy"), []byte("same-origin")},
	}
	if o.TLS {
		fields = append(fields, headerField{[]byte("Strict-Transport-Security"), []byte("max-age=63072000; includeSubDomains")})
	}
	return fields
}

// set sets the headers.
func (fields securityHeaders) set(h *fasthttp.ResponseHeader) {
	for i := range fields {
		h.SetCanonical(fields[i].name, fields[i].value)
	}
}

// cachePolicy is what an answer says of how it was chosen and for how long it holds (R15, R20).
type cachePolicy struct {
	index        int    // of those that prepared header blocks are made for, from 0 to cachePolicies-1
	vary         string // Vary
	cacheControl string // Cache-Control
	located      bool   // Content-Location says where the same document has a URL of its own
}

// The policies.
//
// A negotiated answer is private, because caches that should heed Vary often do not, and one of them would give an Arabic page to a French
// reader. Documents are asked for again at each view, so that a withdrawn sentence is gone; the ETag makes that cheap. What is wrong today may
// be right in a minute, so problems are not stored.
var (
	negotiated        = cachePolicy{index: 0, vary: "Accept-Language, Cookie, Accept-Encoding", cacheControl: "private, no-cache", located: true}
	fixedLocale       = cachePolicy{index: 1, vary: "Accept-Encoding", cacheControl: "no-cache"}
	immutable         = cachePolicy{index: 2, vary: "Accept-Encoding", cacheControl: "public, max-age=31536000, immutable"}
	negotiatedProblem = cachePolicy{vary: negotiated.vary, cacheControl: noStore}
	localeProblem     = cachePolicy{vary: fixedLocale.vary, cacheControl: noStore}
)

// cachePolicies is how many policies prepared header blocks are made for.
const cachePolicies = 3

// noStore is the Cache-Control of what no cache may keep.
const noStore = "no-store"
