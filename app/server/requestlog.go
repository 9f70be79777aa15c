package server

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"
)

// The bounds of lines that wait to be written (law 8).
const (
	batchPause   = 250 * time.Millisecond // how late a line may be
	batchBytes   = 32 << 10               // that are written at once
	batchPending = 1 << 20                // bytes that may wait where the writer is slow; what comes then is lost, and counted
)

// requestLog writes one line for each request: time, method, path, status, locale and duration, as [log/slog.TextHandler] would, or as
// [log/slog.JSONHandler] would; that itself takes 1 µs a line. Headers and query are left out: Accept-Language tells where a person comes from (R24). Lines are written in batches, because
// one write for each would take as long as the answer, and a writer that hangs must not make readers wait. A nil requestLog writes nothing.
type requestLog struct {
	out     io.Writer
	json    bool
	writing sync.Mutex // held while out writes

	mu          sync.Mutex
	lines       []byte
	written     []byte // a buffer to use again
	lost        int
	timer       *time.Timer // flushes
	second      int64       // that stamp and zone are of
	stamp, zone []byte      // what stands before and behind the fraction of a second
}

func newRequestLog(out io.Writer, json bool) *requestLog {
	if out == nil {
		return nil
	}
	return &requestLog{out: out, json: json}
}

// record writes the line of a request that was answered. Nothing of it is kept but its line (R18).
func (l *requestLog) record(ctx *fasthttp.RequestCtx, r *request) {
	if l == nil {
		return
	}
	method := ctx.Method()
	path, _, _ := bytes.Cut(ctx.Request.Header.RequestURI(), []byte{'?'})
	method, path = method[:min(len(method), 32)], path[:min(len(path), 512)]
	tag := ""
	if r.locale != nil {
		tag = r.locale.Tag
	}
	var space [640]byte
	message := space[:0]
	if l.json {
		message = appendJSONValue(append(message, `"request","method":`...), method)
		message = appendJSONValue(append(message, `,"path":`...), path)
		message = append(append(append(message, `,"locale":"`...), tag...), '"')
	} else {
		message = appendLogValue(append(message, "request method="...), method)
		message = appendLogValue(append(message, " path="...), path)
		message = appendLogValue(append(message, " locale="...), utils.UnsafeBytes(tag))
	}
	l.write(r.start, message, ctx.Response.StatusCode())
}

// refused writes the line of what could not be read as a request. Nothing of it can be relied on.
func (l *requestLog) refused(start time.Time, status int) {
	if l != nil {
		l.write(start, []byte(`"request refused unread"`), status)
	}
}

// lineForm is what stands before each part of a line, and at its end.
type lineForm struct{ time, message, status, duration, end string }

var (
	textLine = lineForm{"time=", " level=INFO msg=", " status=", " duration=", "µs\n"}
	jsonLine = lineForm{`{"time":"`, `","level":"INFO","msg":`, `,"status":`, `,"duration_us":`, "}\n"}
)

// write adds a line.
func (l *requestLog) write(start time.Time, message []byte, status int) {
	took := time.Since(start).Microseconds()
	l.mu.Lock()
	defer l.mu.Unlock()
	before := len(l.lines)
	if before > batchPending {
		l.lost++
		return
	}
	form := &textLine
	if l.json {
		form = &jsonLine
	}
	line := append(l.appendTime(append(l.lines, form.time...), start), form.message...)
	line = strconv.AppendInt(append(append(line, message...), form.status...), int64(status), 10)
	line = strconv.AppendInt(append(line, form.duration...), took, 10)
	l.lines = append(line, form.end...)
	switch {
	case l.timer == nil:
		l.timer = time.AfterFunc(batchPause, l.flush)
	case before == 0:
		l.timer.Reset(batchPause)
	case before < batchBytes && len(l.lines) >= batchBytes:
		l.timer.Reset(0)
	}
}

// appendTime appends a time as RFC 3339 writes it, with milliseconds. All but these is formatted once a second.
func (l *requestLog) appendTime(line []byte, t time.Time) []byte {
	if second := t.Unix(); second != l.second {
		l.second = second
		l.stamp, l.zone = t.AppendFormat(l.stamp[:0], "2006-01-02T15:04:05."), t.AppendFormat(l.zone[:0], "Z07:00")
	}
	ms := t.Nanosecond() / int(time.Millisecond)
	line = append(append(line, l.stamp...), '0'+byte(ms/100), '0'+byte(ms/10%10), '0'+byte(ms%10))
	return append(line, l.zone...)
}

// flush writes what waits.
func (l *requestLog) flush() {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.mu.Lock()
	lines, lost := l.lines, l.lost
	l.lines, l.written, l.lost = l.written[:0], nil, 0
	l.mu.Unlock()
	if lost > 0 {
		form := "level=WARN msg=%q lines=%d\n"
		if l.json {
			form = `{"level":"WARN","msg":%q,"lines":%d}` + "\n"
		}
		lines = fmt.Appendf(lines, form, "request lines were lost, because what reads the log is too slow", lost)
	}
	if len(lines) > 0 {
		_, _ = l.out.Write(lines) // where the log cannot be written there is nowhere to say so
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if cap(lines) <= 2*batchPending {
		l.written = lines
	}
}

// appendJSONValue appends what a stranger sent as a string of JSON. A byte that is not ASCII stands as the character of that number, so that
// what is no UTF-8 can be told apart too.
func appendJSONValue(line, value []byte) []byte {
	const digits = "0123456789abcdef"
	line = append(line, '"')
	for _, c := range value {
		if c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			line = append(line, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xf])
		} else {
			line = append(line, c)
		}
	}
	return append(line, '"')
}

// appendLogValue appends what a stranger sent, in quotes where it could be taken for something else.
func appendLogValue(line, value []byte) []byte {
	for _, c := range value {
		if c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f || c >= utf8.RuneSelf {
			return strconv.AppendQuoteToASCII(line, string(value))
		}
	}
	if len(value) == 0 {
		return append(line, `""`...)
	}
	return append(line, value...)
}
