package connlimit

import "github.com/valyala/fasthttp"

// IsKnownMethod reports whether Fiber routes a method.
func IsKnownMethod(method []byte) bool {
	switch string(method) {
	case fasthttp.MethodGet, fasthttp.MethodHead, fasthttp.MethodPost, fasthttp.MethodPut, fasthttp.MethodDelete,
		fasthttp.MethodConnect, fasthttp.MethodOptions, fasthttp.MethodTrace, fasthttp.MethodPatch:
		return true
	}
	return false
}

// KnownMethods returns a handler that has Fiber route a request of any other method as if it was one that no route has.
//
// This stands below Fiber because Fiber answers every other method by itself, with 400, words of its own and no middleware (R23).
func KnownMethods(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		if !IsKnownMethod(ctx.Method()) {
			ctx.Request.Header.SetMethod(fasthttp.MethodTrace)
		}
		next(ctx)
	}
}
