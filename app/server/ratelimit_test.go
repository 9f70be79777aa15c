package server

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
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
	if count[303] < ipv4Budgets[0].reports || count[303] > 2*ipv4Budgets[0].reports || count[303]+count[429] != 1000 {
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
	for i := range ipv4Budgets[0].reports {
		if wait := l.take(one, now); wait != 0 {
			t.Fatalf("report %d has to wait %v", i, wait)
		}
	}
	if wait := l.take(netip.MustParseAddr("::ffff:192.0.2.1"), now.Add(10*time.Minute)); wait != 50*time.Minute {
		t.Errorf("one too many waits %v, want to the end of the hour", wait)
	}
	if wait := l.take(one, now.Add(time.Hour)); wait != 0 {
		t.Errorf("in the next hour: %v", wait)
	}
	// Ever new addresses are held back by the bound for all, and so is the memory.
	now = now.Add(2 * time.Hour)
	passed := 0
	for i := range 360_000 {
		addr := netip.AddrFrom4([4]byte{byte(i), byte(i >> 8), byte(i >> 16), 1})
		if l.take(addr, now.Add(time.Duration(i)*10*time.Millisecond)) == 0 {
			passed++
		}
	}
	if passed != 60*serverReports || len(l.networks) > 4*60*serverReports {
		t.Errorf("%d passed in an hour, %d networks are known", passed, len(l.networks))
	}
}

// F12: whatever addresses of its own a network sends from, it takes no more than its budget, and in no minute what is everybody's.
func TestRateLimitHoldsForEveryNetwork(t *testing.T) {
	for _, c := range []struct {
		network string
		reports int // in an hour
	}{
		{"2001:db8:1:2::/64", 12}, {"2001:db8:1:200::/56", 24}, {"2001:db8:1::/48", 48}, {"2001:db8::/32", 480},
		{"192.0.2.1/32", 12}, {"192.0.2.0/24", 48}, {"192.0.0.0/16", 480}, {"::ffff:192.0.2.0/120", 48},
	} {
		var l rateLimit
		network, begin := netip.MustParsePrefix(c.network), time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
		random := rand.New(rand.NewPCG(1, 2))
		passed := 0
		for second := range 3600 {
			now, inMinute := begin.Add(time.Duration(second)*time.Second), 0
			for range 30 {
				if l.take(addressIn(network, random), now) == 0 {
					passed++
					inMinute++
				}
			}
			if inMinute > networkReports {
				t.Fatalf("%s: %d in a minute", c.network, inMinute)
			}
			if other := netip.MustParseAddr("2a00:1:2:3::4"); second%600 == 0 && l.take(other, now) != 0 {
				t.Fatalf("%s stops somebody else", c.network)
			}
		}
		if passed != c.reports {
			t.Errorf("%s: %d passed in an hour, want %d", c.network, passed, c.reports)
		}
	}
}

// addressIn returns any address of a network.
func addressIn(network netip.Prefix, random *rand.Rand) netip.Addr {
	bytes := network.Addr().AsSlice()
	for i := network.Bits(); i < 8*len(bytes); i++ {
		if random.IntN(2) == 1 {
			bytes[i/8] ^= 1 << (7 - i%8)
		}
	}
	addr, _ := netip.AddrFromSlice(bytes)
	return addr
}

// A proxy that does not say who sends a report stops nobody after twelve, and is told of once.
func TestAProxyThatNamesNobodyIsToldOfOnce(t *testing.T) {
	var out bytes.Buffer
	r := newReader(t, New(testSite(t), Options{Reports: &memoryLog{}, TLS: true, Log: slog.New(slog.NewTextHandler(&out, nil))}))
	fields := r.form(formPath)
	fields.Set("message", "words")
	for i := range networkReports {
		if answer, _ := r.post(formPath, fields.Encode(), "X-Forwarded-For: 198.51.100.1, unknown"); answer.StatusCode != 303 {
			t.Fatalf("report %d: got %d", i, answer.StatusCode)
		}
	}
	if strings.Count(out.String(), "X-Forwarded-For") != 1 || strings.Contains(out.String(), "198.51.100") {
		t.Errorf("the log says %q", out.String())
	}
}

// Behind a proxy each reader counts alone, and nobody is believed who names a proxy's list himself.
func TestClientBehindAProxy(t *testing.T) {
	kept := &memoryLog{}
	r := newReader(t, New(testSite(t), Options{Reports: kept, TLS: true}))
	fields := r.form(formPath)
	fields.Set("message", "words")
	for i := range ipv4Budgets[0].reports + 1 {
		answer, _ := r.post(formPath, fields.Encode(), fmt.Sprintf("X-Forwarded-For: 198.51.100.%d, 203.0.113.7:%d", i, 1024+i))
		if i == ipv4Budgets[0].reports && answer.StatusCode != 429 {
			t.Errorf("one too many: got %d, want 429", answer.StatusCode)
		}
	}
	if answer, _ := r.post(formPath, fields.Encode(), "X-Forwarded-For: 203.0.113.8"); answer.StatusCode != 303 {
		t.Errorf("another reader: got %d", answer.StatusCode)
	}
}
