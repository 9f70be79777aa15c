// Package clientaddr tells which address a request came from. It promises that nobody can make it say another one than their own, where the proxy in front, if
// there is one, adds to X-Forwarded-For.
package clientaddr

import (
	"bytes"
	"net/netip"
	"strings"

	"github.com/valyala/fasthttp"
)

// Of returns the address that a request came from, without a zone. Behind a proxy it is the one the proxy added last to X-Forwarded-For; what stands before it anybody
// can write. It is not valid where the proxy says none that can be read. sent reports whether there is anything in X-Forwarded-For, where that was looked at.
func Of(ctx *fasthttp.RequestCtx, proxied bool) (addr netip.Addr, sent bool) {
	if !proxied {
		addr, _ = netip.AddrFromSlice(ctx.RemoteIP())
		return addr, false
	}
	forwarded := bytes.Join(ctx.Request.Header.PeekAll(fasthttp.HeaderXForwardedFor), []byte(","))
	return parse(string(bytes.TrimSpace(forwarded[bytes.LastIndexByte(forwarded, ',')+1:]))).WithZone(""), len(forwarded) > 0
}

// parse reads one member of X-Forwarded-For: an address, as some proxies write it with its port, in brackets or in quotation marks.
func parse(member string) netip.Addr {
	member = strings.Trim(member, `"`)
	if addr, err := netip.ParseAddrPort(member); err == nil {
		return addr.Addr()
	}
	addr, _ := netip.ParseAddr(strings.Trim(member, "[]"))
	return addr
}
