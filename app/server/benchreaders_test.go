package server

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// Readers of make bench-hostile: so many, each asking so often.
const (
	readers     = 8
	readerPause = 4 * time.Millisecond
)

// TestReaders measures, for READERS_SECONDS, how long readers of the server at READERS_ADDR wait, and prints the median and the 99th percentile
// in milliseconds. The time of an answer begins when it should have been asked for, even where the one before had not come by then.
func TestReaders(t *testing.T) {
	addr := os.Getenv("READERS_ADDR")
	if addr == "" {
		t.Skip("READERS_ADDR names no address")
	}
	end := time.Now().Add(secondsOf(t, "READERS_SECONDS"))
	var all sync.WaitGroup
	waits := make([][]time.Duration, readers)
	for i := range waits {
		all.Go(func() {
			var err error
			if waits[i], err = read(addr, time.Duration(i)*readerPause/readers, end); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	sorted := slices.Concat(waits...)
	slices.Sort(sorted)
	if len(sorted) == 0 {
		t.Fatal("nobody was answered")
	}
	at := func(share float64) float64 {
		return float64(sorted[int(share*float64(len(sorted)-1))].Microseconds()) / 1000
	}
	fmt.Printf("readers: %.3f %.3f\n", at(0.5), at(0.99))
}

// secondsOf returns the time that an environment variable says.
func secondsOf(t *testing.T, name string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(os.Getenv(name) + "s")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// read is one reader.
func read(addr string, delay time.Duration, end time.Time) (waits []time.Duration, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	var answer fasthttp.Response
	due := time.Now().Add(delay)
	for ; due.Before(end); due = due.Add(readerPause) {
		begun := due
		if wait := time.Until(due); wait > 0 {
			time.Sleep(wait)
			begun = time.Now() // sleep wakes a little late, which is not the server's doing
		}
		if _, err := io.WriteString(conn, ordinary); err != nil {
			return waits, err
		}
		if err := answer.Read(in); err != nil {
			return waits, err
		}
		if answer.StatusCode() != fasthttp.StatusOK {
			return waits, fmt.Errorf("a reader got status %d", answer.StatusCode())
		}
		waits = append(waits, time.Since(begun))
	}
	return waits, nil
}

// ordinary is what a reader's browser sends.
const ordinary = "GET /safety HTTP/1.1\r\nHost: parlance.test\r\nAccept-Language: es-MX,es;q=0.9,en-US;q=0.8,en;q=0.7\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n"
