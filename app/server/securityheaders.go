package server

import "github.com/valyala/fasthttp"

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
