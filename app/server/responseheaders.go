package server

import (
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"
)

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

// setHeader sets one header; "" leaves it out.
func setHeader(h *fasthttp.ResponseHeader, name []byte, value string) {
	if value != "" {
		h.SetCanonical(name, utils.UnsafeBytes(value)) // which copies
	}
}
