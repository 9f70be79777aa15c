package server

import (
	"fmt"
	"slices"
	"testing"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/document"
)

// TestHeaderBlocksSayWhatSettingEachHeaderWould, for every policy, coding and status.
func TestHeaderBlocksSayWhatSettingEachHeaderWould(t *testing.T) {
	s := New(testSite(t), Options{TLS: true})
	doc := s.site.Snapshot().Document("safety", 1)
	for coding := document.Identity; coding <= document.Brotli; coding++ {
		body := doc.Body(coding)
		for _, p := range []cachePolicy{negotiated, fixedLocale, immutable} {
			for _, notModified := range []bool{false, true} {
				var want fasthttp.RequestCtx
				s.security.set(&want.Response.Header)
				setDocumentHeaders(&want.Response.Header, doc, p)
				setHeader(&want.Response.Header, fiber.HeaderETag, body.ETag)
				if notModified {
					want.Response.SetStatusCode(304)
				} else {
					setHeader(&want.Response.Header, fiber.HeaderContentType, doc.ContentType)
					setHeader(&want.Response.Header, fiber.HeaderContentEncoding, body.Coding.String())
				}
				for range 2 { // made, then kept
					var got fasthttp.RequestCtx
					got.Response.Header.Set("X-Before", "is gone")
					s.headerBlock(doc, body, p, notModified).CopyTo(&got.Response.Header)
					if a, b := sortedHead(&got), sortedHead(&want); !slices.Equal(a, b) {
						t.Errorf("%v %+v: got\n%v, want\n%v", coding, p, a, b)
					}
				}
			}
		}
	}
}

func sortedHead(ctx *fasthttp.RequestCtx) []string {
	lines := []string{fmt.Sprint(ctx.Response.StatusCode())}
	for k, v := range ctx.Response.Header.All() {
		lines = append(lines, string(k)+": "+string(v))
	}
	slices.Sort(lines)
	return lines
}

// TestTwoServersOfOneSiteShareNoHeaderBlock: what one promises for TLS the other does not.
func TestTwoServersOfOneSiteShareNoHeaderBlock(t *testing.T) {
	of := testSite(t)
	for _, o := range []Options{{TLS: true}, {}, {TLS: true}} {
		ctx := hotRequest(t, "/ar/safety", nil)
		New(of, o).Handler()(ctx)
		if got := len(ctx.Response.Header.Peek("Strict-Transport-Security")) > 0; got != o.TLS {
			t.Errorf("%+v: HSTS %v", o, got)
		}
	}
}
