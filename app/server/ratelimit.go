package server

import (
	"crypto/rand"
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/server/clientaddr"
)

// How many reports are taken in a minute.
const (
	serverReports  = 60                // from all
	networkReports = serverReports / 4 // from one network, however large: no one takes what is everybody's
)

// budget is how many reports are taken in an hour from all addresses that begin with the same bits.
type budget struct{ bits, reports int }

// The budgets of networks: a household has one address of IPv4, and of IPv6 a /64, a /56 or a /48, as its provider likes (RFC 6177). What is larger
// are providers.
var (
	ipv4Budgets = []budget{{32, 12}, {24, 48}, {16, 480}}
	ipv6Budgets = []budget{{64, 12}, {56, 24}, {48, 48}, {32, 480}}
	// That of all whose address is not known, because the proxy does not say it: they must not be stopped by one another after twelve reports.
	unknownBudgets = []budget{{0, 480}}
)

// networkID is what a network is counted by: a hash of its bits with a salt.
type networkID [sha256.Size]byte

// networkCount is how many reports came from a network in this hour, and in the minute that had the last one.
type networkCount struct {
	inHour, inMinute int
	minute           int64
}

// rateLimit counts reports. What it knows of a client are hashes of its networks, for an hour at most, in memory alone.
// It never holds more than 4*60*serverReports of them.
type rateLimit struct {
	mu       sync.Mutex
	salt     [32]byte
	hour     int64
	all      networkCount
	networks map[networkID]networkCount
}

// take counts one report of a client and returns 0, or returns how long the client has to wait. An address that is not valid is one not known.
func (l *rateLimit) take(client netip.Addr, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	seconds := now.Unix()
	if hour := seconds / 3600; hour != l.hour || l.networks == nil {
		l.hour, l.networks = hour, map[networkID]networkCount{}
		_, _ = rand.Read(l.salt[:]) // never fails
	}
	all := l.all.at(seconds / 60)
	budgets := budgetsOf(client)
	var ids [4]networkID
	for i, b := range budgets {
		ids[i] = l.id(client, b.bits)
		switch n := l.networks[ids[i]].at(seconds / 60); {
		case n.inHour >= b.reports:
			return time.Duration(3600-seconds%3600) * time.Second
		case n.inMinute >= networkReports || all.inMinute >= serverReports:
			return time.Duration(60-seconds%60) * time.Second
		}
	}
	for _, id := range ids[:len(budgets)] {
		l.networks[id] = l.networks[id].at(seconds / 60).plusOne()
	}
	l.all = all.plusOne()
	return 0
}

// at returns the count as it is in a minute.
func (n networkCount) at(minute int64) networkCount {
	if n.minute != minute {
		n.minute, n.inMinute = minute, 0
	}
	return n
}

func (n networkCount) plusOne() networkCount {
	n.inHour++
	n.inMinute++
	return n
}

// budgetsOf returns the budgets of the networks that an address is in.
func budgetsOf(client netip.Addr) []budget {
	switch {
	case !client.IsValid():
		return unknownBudgets
	case client.Unmap().Is4():
		return ipv4Budgets
	}
	return ipv6Budgets
}

// id returns what the network of a client's first bits is counted by.
func (l *rateLimit) id(client netip.Addr, bits int) networkID {
	prefix, _ := client.Unmap().Prefix(bits) // an error is for more bits than there are
	return sha256.Sum256(append(append(l.salt[:], byte(bits)), prefix.Addr().AsSlice()...))
}

// clientAddr returns the address that a request came from; the setting TLS speaks of a proxy ([clientaddr.Of]). The log hears once of a proxy that names nobody.
func (s *Server) clientAddr(ctx *fasthttp.RequestCtx) netip.Addr {
	addr, sent := clientaddr.Of(ctx, s.tls)
	if s.tls && !addr.IsValid() && s.log != nil {
		s.reports.told.Do(func() {
			s.log.Warn("reports cannot be counted by reader: the last member of X-Forwarded-For is no address; have the proxy set it",
				"example", "203.0.113.7", "sent", sent)
		})
	}
	return addr
}
