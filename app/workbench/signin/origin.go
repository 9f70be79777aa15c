package signin

import (
	"net/http"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// SameOrigin is a middleware that refuses what a page of another site has a browser do, by [http.CrossOriginProtection]: requests that may change something need
// Sec-Fetch-Site or Origin to say that they come from here, or to be absent, as from programs that are no browsers. The error is a [Refusal] with 403.
// Pages must not have the Referrer-Policy no-referrer: browsers then send the Origin "null" with forms.
func SameOrigin(c *fiber.Ctx) error {
	head := &c.Context().Request.Header
	r := &http.Request{Method: c.Method(), Host: string(head.Host()), Header: http.Header{}}
	for _, name := range []string{"Origin", "Sec-Fetch-Site"} {
		for _, value := range head.PeekAll(name) {
			r.Header.Add(name, string(value))
		}
	}
	if err := http.NewCrossOriginProtection().Check(r); err != nil || len(r.Header["Origin"]) > 1 || len(r.Header["Sec-Fetch-Site"]) > 1 {
		return refuse(fiber.StatusForbidden, ErrForeign, "/")
	}
	return c.Next()
}

// OnlyHost returns a middleware that answers under the name of an origin alone, or, for "", under localhost, 127.0.0.1, ::1 and the loopback address at which the
// connection came in. Otherwise a page that gives its own name the address of this machine could read the workbench (DNS rebinding). The error is a [Refusal] with
// 421 (RFC 9110, section 15.5.20).
func OnlyHost(origin string) fiber.Handler {
	names := []string{"localhost", "127.0.0.1", "::1"}
	_, authority, named := strings.Cut(origin, "://")
	if named {
		names = []string{hostname(authority)}
	}
	return func(c *fiber.Ctx) error {
		name := hostname(string(c.Context().Request.Header.Host()))
		for _, known := range names {
			if strings.EqualFold(name, known) {
				return c.Next()
			}
		}
		if addr, err := netip.ParseAddr(name); !named && err == nil && addr.IsLoopback() && addr.Unmap() == localAddr(c) {
			return c.Next()
		}
		return refuse(fiber.StatusMisdirectedRequest, ErrWrongHost, "")
	}
}

// localAddr returns the address at which the connection of a request came in.
func localAddr(c *fiber.Ctx) netip.Addr {
	addr, _ := netip.AddrFromSlice(c.Context().LocalIP())
	return addr.Unmap()
}

// hostname returns a Host header without its port, the brackets of an IPv6 address and the dot of the root.
func hostname(host string) string {
	if address, ok := strings.CutPrefix(host, "["); ok {
		address, _, _ = strings.Cut(address, "]")
		return address
	}
	name, _, _ := strings.Cut(host, ":")
	return strings.TrimSuffix(name, ".")
}

// isLoopback reports whether a name or an address is of this machine.
func isLoopback(name string) bool {
	addr, err := netip.ParseAddr(name)
	return strings.EqualFold(name, "localhost") || err == nil && addr.IsLoopback()
}
