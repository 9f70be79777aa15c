package connlimit

import "github.com/valyala/fasthttp"

// LimitBodies returns a hook of fasthttp that takes bodies of at most so many bytes from those who are not known by a cookie; known is given what reads one by its
// name. All others may send what the server takes.
//
// This stands below Fiber because fasthttp reads the whole body before it calls Fiber: strangers on all connections together would fill the memory.
func LimitBodies(most int, known func(cookie func(name string) string) bool) func(*fasthttp.RequestHeader) fasthttp.RequestConfig {
	return func(head *fasthttp.RequestHeader) fasthttp.RequestConfig {
		if n := head.ContentLength(); n >= 0 && n <= most || known(func(name string) string { return string(head.Cookie(name)) }) {
			return fasthttp.RequestConfig{}
		}
		return fasthttp.RequestConfig{MaxRequestBodySize: most}
	}
}
