package server

import (
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/render"
)

// securityHeaders are the names and values of the headers of every answer (R23). Nothing may be loaded but our own style sheets and pictures, and
// other sites do not learn which page about which illness their visitor came from.
type securityHeaders [][2]string

func newSecurityHeaders(o Options) securityHeaders {
	scripts := ""
	if o.Preview {
		scripts = previewScripts
	}
	fields := securityHeaders{
		{"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; " + scripts +
			"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{corpHeader, "same-origin"},
	}
	_, prefix := render.SplitOrigin(o.Origin)
	switch {
	case o.TLS && prefix != "": // hosts below that of which we are only a part are not ours
		fields = append(fields, [2]string{"Strict-Transport-Security", "max-age=63072000"})
	case o.TLS:
		fields = append(fields, [2]string{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"})
	}
	return fields
}

func (fields securityHeaders) set(h *fasthttp.ResponseHeader) {
	for _, field := range fields {
		setHeader(h, field[0], field[1])
	}
}

// corpHeader says which sites may load an answer into their pages (Fetch, section 3.7): a document none. Style sheets and pictures are everybody's, or
// translating proxies and archives of the web would show pages without them.
const corpHeader = "Cross-Origin-Resource-Policy"

// cachePolicy is what an answer says of how it was chosen and for how long it holds (R15, R20).
type cachePolicy struct {
	index        int    // of those that prepared header blocks are made for, from 0 to cachePolicies-1
	vary         string // Vary
	cacheControl string // Cache-Control
	located      bool   // Content-Location says where the same document has a URL of its own
	resource     string // Cross-Origin-Resource-Policy, where it is another one than a document's
}

// The policies.
//
// A negotiated answer is private, because caches that should heed Vary often do not, and one of them would give an Arabic page to a French
// reader. Documents are asked for again at each view, so that a withdrawn sentence is gone; the ETag makes that cheap. What is wrong today may
// be right in a minute, so problems are not stored.
var (
	negotiated        = cachePolicy{index: 0, vary: "Accept-Language, Cookie, Accept-Encoding", cacheControl: "private, no-cache", located: true}
	fixedLocale       = cachePolicy{index: 1, vary: "Accept-Encoding", cacheControl: "no-cache"}
	immutable         = cachePolicy{index: 2, vary: "Accept-Encoding", cacheControl: "public, max-age=31536000, immutable", resource: "cross-origin"}
	negotiatedProblem = cachePolicy{vary: negotiated.vary, cacheControl: noStore}
	localeProblem     = cachePolicy{vary: fixedLocale.vary, cacheControl: noStore}
)

// cachePolicies is how many policies prepared header blocks are made for.
const cachePolicies = 3

// noStore is the Cache-Control of what no cache may keep.
const noStore = "no-store"
