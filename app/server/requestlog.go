package server

import (
	"context"
	"io"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/valyala/fasthttp"
)

// The bounds of lines that wait to be written.
const (
	logPause   = 250 * time.Millisecond // how late a line may be
	logBatch   = 32 << 10               // bytes that are written at once
	logPending = 1 << 20                // bytes that may wait where the writer is slow; what comes then is lost, and counted
)

// requestLog writes one line for each request: time, method, path, status, locale and duration, as [log/slog.TextHandler] would. Headers
// and query are left out: Accept-Language tells where a person comes from (R24). Lines are written in batches, because one write for each
// would cost as much as the answer, and a writer that hangs must not make readers wait. A nil requestLog writes nothing.
type requestLog struct {
	out  io.Writer
	base atomic.Pointer[time.Time] // a moment of the last second; to count on from it costs half of asking for the time

	mu      sync.Mutex
	batched bool // somebody runs, so lines may wait
	lines   []byte
	spare   []byte
	lost    int
	second  int64
	stamp   []byte // the time of lines in that second, up to the fraction
	zone    []byte
	full    chan struct{}
	writing sync.Mutex
}

func newRequestLog(out io.Writer) *requestLog {
	if out == nil {
		return nil
	}
	l := &requestLog{out: out, full: make(chan struct{}, 1)}
	l.rebase()
	return l
}

func (l *requestLog) rebase() {
	now := time.Now()
	l.base.Store(&now)
}

// begin gives the time for [requestLog.record].
func (l *requestLog) begin() (start time.Time) {
	if l != nil {
		base := l.base.Load()
		start = base.Add(time.Since(*base))
	}
	return start
}

// record notes a request that was answered. Nothing of it is kept but its line (R18).
func (l *requestLog) record(ctx *fasthttp.RequestCtx, start time.Time, a answered) {
	if l == nil {
		return
	}
	l.line(start, ctx.Response.StatusCode(), func(b []byte) []byte {
		method := ctx.Method()
		b = appendLogged(append(b, "request method="...), method[:min(len(method), 32)])
		b = appendLogged(append(b, " path="...), pathForLog(ctx.Request.Header.RequestURI()))
		if b = append(b, " locale="...); a.locale == nil {
			return append(b, `""`...)
		}
		return append(b, a.locale.Tag...)
	})
}

// refused notes what could not be read as a request. Nothing of it can be relied on.
func (l *requestLog) refused(start time.Time, status int) {
	if l != nil {
		l.line(start, status, func(b []byte) []byte { return append(b, `"request refused unread"`...) })
	}
}

// line adds a line: the time, the message, which say writes, the status and the duration.
func (l *requestLog) line(start time.Time, status int, say func([]byte) []byte) {
	took := time.Since(start)
	l.mu.Lock()
	if len(l.lines) > logPending {
		l.lost++
		l.mu.Unlock()
		return
	}
	b := l.appendTime(append(l.lines, "time="...), start)
	b = say(append(b, " level=INFO msg="...))
	b = strconv.AppendInt(append(b, " status="...), int64(status), 10)
	b = strconv.AppendInt(append(b, " duration="...), took.Microseconds(), 10)
	l.lines = append(b, "µs\n"...)
	alone, full := !l.batched, len(l.lines) >= logBatch
	l.mu.Unlock()
	if alone {
		l.flush()
	} else if full {
		select {
		case l.full <- struct{}{}:
		default:
		}
	}
}

// appendTime writes a time as in RFC 3339, with milliseconds.
func (l *requestLog) appendTime(b []byte, t time.Time) []byte {
	if second := t.Unix(); second != l.second || l.stamp == nil {
		l.second = second
		l.stamp = t.AppendFormat(l.stamp[:0], "2006-01-02T15:04:05.")
		l.zone = t.AppendFormat(l.zone[:0], "Z07:00")
	}
	b = append(b, l.stamp...)
	ms := t.Nanosecond() / int(time.Millisecond)
	b = append(b, '0'+byte(ms/100), '0'+byte(ms/10%10), '0'+byte(ms%10))
	return append(b, l.zone...)
}

// appendLogged writes what a stranger sent, in quotes where it could be taken for something else.
func appendLogged(b, value []byte) []byte {
	for _, c := range value {
		if c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f || c >= utf8.RuneSelf {
			return strconv.AppendQuoteToASCII(b, string(value))
		}
	}
	if len(value) == 0 {
		return append(b, `""`...)
	}
	return append(b, value...)
}

// run writes lines in batches until ctx ends, and lets who calls it write what is left.
func (l *requestLog) run(ctx context.Context) {
	if l == nil {
		return
	}
	l.batch(true)
	tick := time.NewTicker(logPause)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			l.rebase()
		case <-l.full:
		case <-ctx.Done():
			l.batch(false)
			l.flush()
			return
		}
		l.flush()
	}
}

func (l *requestLog) batch(on bool) {
	l.mu.Lock()
	l.batched = on
	l.mu.Unlock()
}

// flush writes what waits.
func (l *requestLog) flush() {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.mu.Lock()
	lines, lost := l.lines, l.lost
	l.lines, l.spare, l.lost = l.spare[:0], nil, 0
	l.mu.Unlock()
	if lost > 0 {
		lines = append(lines, "level=WARN msg=\"request lines were lost, because what reads the log is too slow\" lines="...)
		lines = append(strconv.AppendInt(lines, int64(lost), 10), '\n')
	}
	if len(lines) > 0 {
		_, _ = l.out.Write(lines) // where the log cannot be written there is nowhere to say so
	}
	l.mu.Lock()
	if cap(lines) <= 2*logPending {
		l.spare = lines[:0]
	}
	l.mu.Unlock()
}
