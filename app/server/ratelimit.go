package server

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
)

// How many reports are taken.
const (
	clientReports = 12 // from one client in an hour
	serverReports = 60 // from all in a minute
)

// rateLimit counts reports. What it knows of a client is a hash of its address with a salt, for an hour at most, in memory alone.
// It never holds more than serverReports*60 clients.
type rateLimit struct {
	mu       sync.Mutex
	salt     [32]byte
	hour     int64
	minute   int64
	inMinute int
	clients  map[[sha256.Size]byte]int
}

// take counts one report of a client and returns 0, or returns how long the client has to wait.
func (l *rateLimit) take(client netip.Addr, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	seconds := now.Unix()
	if minute := seconds / 60; minute != l.minute {
		l.minute, l.inMinute = minute, 0
	}
	if hour := seconds / 3600; hour != l.hour || l.clients == nil {
		l.hour, l.clients = hour, map[[sha256.Size]byte]int{}
		_, _ = rand.Read(l.salt[:]) // never fails
	}
	if l.inMinute >= serverReports {
		return time.Duration(60-seconds%60) * time.Second
	}
	id := l.hash(client)
	if l.clients[id] >= clientReports {
		return time.Duration(3600-seconds%3600) * time.Second
	}
	l.inMinute++
	l.clients[id]++
	return 0
}

// hash returns what a client is counted by. One household has a whole /64 of IPv6.
func (l *rateLimit) hash(client netip.Addr) [sha256.Size]byte {
	client = client.Unmap()
	if client.Is6() {
		prefix, _ := client.Prefix(64) // an error is for more bits than there are
		client = prefix.Addr()
	}
	return sha256.Sum256(append(l.salt[:], client.AsSlice()...))
}

// clientAddr returns the address that a request came from. Behind a proxy, which the setting TLS speaks of, it is the one the proxy
// added last; what stands before it anybody can write.
func (s *Server) clientAddr(ctx *fasthttp.RequestCtx) netip.Addr {
	if s.tls {
		forwarded := joinLines(ctx.Request.Header.PeekAll(fasthttp.HeaderXForwardedFor), ",")
		last := bytes.TrimSpace(forwarded[bytes.LastIndexByte(forwarded, ',')+1:])
		if addr, err := netip.ParseAddr(string(last)); err == nil {
			return addr
		}
	}
	addr, _ := netip.AddrFromSlice(ctx.RemoteIP())
	return addr
}
