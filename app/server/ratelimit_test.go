package server

import (
	"fmt"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// A thousand reports at once: twelve of one client are kept, the others get a polite answer, and the memory stays.
func TestReportFlood(t *testing.T) {
	kept := &memoryLog{}
	s := New(testSite(t), Options{Reports: kept})
	r := newReader(t, s)
	r.client.Transport.(*http.Transport).MaxConnsPerHost = 50
	fields := r.form(formPath)
	fields.Set("message", strings.Repeat("ج", 1000))
	body := fields.Encode()
	count := map[int]int{}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			for range 50 {
				answer, page := r.post(formPath, body)
				mu.Lock()
				count[answer.StatusCode]++
				mu.Unlock()
				if answer.StatusCode == 429 && (answer.Header.Get("Retry-After") == "" || !strings.Contains(page, "ar We have had too many messages")) {
					t.Errorf("an impolite answer: %v", answer.Header)
				}
			}
		})
	}
	wait.Wait()
	if count[303] < clientReports || count[303] > 2*clientReports || count[303]+count[429] != 1000 {
		t.Errorf("answers: %v", count) // twice where the hour ends meanwhile
	}
	if got := len(kept.take()); got != count[303] {
		t.Errorf("kept %d, thanked for %d", got, count[303])
	}
	// Pages may be compressed in the background at this moment; what the flood itself left behind would stay.
	var grown int64
	for range 50 {
		runtime.GC()
		runtime.ReadMemStats(&after)
		if grown = int64(after.HeapAlloc) - int64(before.HeapAlloc); grown <= 16<<20 {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Errorf("memory grew by %d MB", grown>>20)
}

func TestRateLimitHoldsForClientsAndForAll(t *testing.T) {
	var l rateLimit
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	one := netip.MustParseAddr("192.0.2.1")
	for i := range clientReports {
		if wait := l.take(one, now); wait != 0 {
			t.Fatalf("report %d has to wait %v", i, wait)
		}
	}
	if wait := l.take(one, now.Add(10*time.Minute)); wait != 50*time.Minute {
		t.Errorf("one too many waits %v, want to the end of the hour", wait)
	}
	if wait := l.take(one, now.Add(time.Hour)); wait != 0 {
		t.Errorf("in the next hour: %v", wait)
	}
	home, neighbour := netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::ffff:2")
	if l.hash(home) != l.hash(neighbour) || l.hash(home) == l.hash(netip.MustParseAddr("2001:db8:0:1::1")) {
		t.Error("a /64 of IPv6 is not one client")
	}
	if l.hash(one) != l.hash(netip.MustParseAddr("::ffff:192.0.2.1")) {
		t.Error("an IPv4 address in IPv6 is another client")
	}
	// Ever new addresses are held back by the bound for all, and so is the memory.
	now = now.Add(2 * time.Hour)
	passed := 0
	for i := range 360_000 {
		addr := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		if l.take(addr, now.Add(time.Duration(i)*10*time.Millisecond)) == 0 {
			passed++
		}
	}
	if passed != 60*serverReports || len(l.clients) > 60*serverReports {
		t.Errorf("%d passed in an hour, %d clients are known", passed, len(l.clients))
	}
}

// Behind a proxy each reader counts alone, and nobody is believed who names a proxy's list himself.
func TestClientBehindAProxy(t *testing.T) {
	kept := &memoryLog{}
	r := newReader(t, New(testSite(t), Options{Reports: kept, TLS: true}))
	fields := r.form(formPath)
	fields.Set("message", "words")
	for i := range clientReports + 1 {
		answer, _ := r.post(formPath, fields.Encode(), fmt.Sprintf("X-Forwarded-For: 198.51.100.%d, 203.0.113.7", i))
		if i == clientReports && answer.StatusCode != 429 {
			t.Errorf("one too many: got %d, want 429", answer.StatusCode)
		}
	}
	if answer, _ := r.post(formPath, fields.Encode(), "X-Forwarded-For: 203.0.113.8"); answer.StatusCode != 303 {
		t.Errorf("another reader: got %d", answer.StatusCode)
	}
}
