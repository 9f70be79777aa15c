package server

import (
	"net/netip"
	"slices"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"
)

// hostRule says under which names a listener answers. Otherwise any page in somebody's browser could give its own name the address of this
// server, and read what only that browser can reach (DNS rebinding).
type hostRule struct {
	names []string // none: any, unless local
	local bool     // only names and addresses of the loopback interface
	any   bool     // other names are answered too, and only told of
	told  sync.Once
}

// allows reports whether a Host header is a name of this server. An address, a name without a dot and no name at all can be no stranger's: he
// would have to own it.
func (h *hostRule) allows(host string) bool {
	if !h.local && (len(h.names) == 0 || host == h.names[0]) { // what browsers send needs no reading: 12 ns
		return true
	}
	switch name := hostname(host); {
	case h.local:
		return isLoopback(name)
	case strings.IndexByte(name, '.') < 0 && strings.IndexByte(name, ':') < 0:
		return true
	case slices.ContainsFunc(h.names, func(known string) bool { return utils.EqualFold(known, name) }):
		return true
	default:
		_, err := netip.ParseAddr(name)
		return err == nil || isLoopback(name)
	}
}

// knowsHost reports whether a request is answered under its host. The log hears of it once where that is no name of this server.
func (s *Server) knowsHost(head *fasthttp.RequestHeader) bool {
	if s.hosts.allows(requestHost(head)) {
		return true
	}
	if s.log != nil {
		s.hosts.told.Do(func() {
			if s.hosts.any {
				s.log.Warn("readers come under a name that this server does not know, and links between languages, the sitemap and QR codes lead to this machine: " +
					"give --origin, for example --origin https://guides.example.org")
			} else {
				s.log.Warn("requests for a name that this site does not have are refused: the proxy must pass Host on; further names are set by --host")
			}
		})
	}
	return s.hosts.any
}

// requestHost returns the host that a request is for: that of its target where it names one, whatever the Host header says (RFC 9112, section 3.2.2).
// It lies in the request's memory.
func requestHost(head *fasthttp.RequestHeader) string {
	if authority, _, ok := splitTarget(head.RequestURI()); ok && len(authority) > 0 {
		return utils.UnsafeString(authority)
	}
	return utils.UnsafeString(head.Host())
}

// hostname returns a Host header without its port, the brackets of an IPv6 address and the dot of the root.
func hostname(host string) string {
	if strings.HasPrefix(host, "[") {
		address, _, _ := strings.Cut(host[1:], "]")
		return address
	}
	name, _, _ := strings.Cut(host, ":")
	return strings.TrimSuffix(name, ".")
}

// isLoopback reports whether a name or an address is of the loopback interface (RFC 6761, section 6.3).
func isLoopback(name string) bool {
	const local = "localhost"
	if at := len(name) - len(local); at >= 0 && utils.EqualFold(name[at:], local) && (at == 0 || name[at-1] == '.') {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}

// forOperators is the middleware that answers only who sits at this machine: under a name of its own, and not at the behest of a page.
func forOperators(c *fiber.Ctx) error {
	rule, head := hostRule{local: true}, &c.Context().Request.Header
	switch {
	case !rule.allows(requestHost(head)):
		return foreignHost
	case !isSameOrigin(head):
		return foreignOrigin
	}
	return c.Next()
}
