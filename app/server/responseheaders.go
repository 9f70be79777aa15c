package server

import (
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/render"
)

// securityHeaders are the names and values of the headers of every answer (R23).
type securityHeaders []headers.Field

func newSecurityHeaders(o Options) securityHeaders {
	_, prefix := render.SplitOrigin(o.Origin)
	return headers.Security(o.TLS, prefix)
}

func (fields securityHeaders) set(h *fasthttp.ResponseHeader) {
	for _, field := range fields {
		setHeader(h, field.Name, field.Value)
	}
}

// cachePolicy is a policy with its index among those that prepared header blocks are made for, from 0 to cachePolicies-1.
type cachePolicy struct {
	index int
	headers.Policy
}

// The policies.
var (
	negotiated        = cachePolicy{0, headers.Negotiated}
	fixedLocale       = cachePolicy{1, headers.FixedLocale}
	immutable         = cachePolicy{2, headers.Immutable}
	negotiatedProblem = cachePolicy{Policy: headers.NegotiatedProblem}
	localeProblem     = cachePolicy{Policy: headers.LocaleProblem}
)

// cachePolicies is how many policies prepared header blocks are made for.
const cachePolicies = 3
