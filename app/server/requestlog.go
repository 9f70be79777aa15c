package server

import (
	"bytes"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/valyala/fasthttp"
)

// requestLog writes one line for each request: time, method, path, status, locale and duration, as [log/slog.TextHandler] would; that itself
// takes 1 µs a line. Headers and query are left out: Accept-Language tells where a person comes from (R24). A nil requestLog writes nothing.
type requestLog struct{ batchWriter }

func newRequestLog(out io.Writer) *requestLog {
	if out == nil {
		return nil
	}
	return &requestLog{batchWriter{out: out}}
}

// record writes the line of a request that was answered. Nothing of it is kept but its line (R18).
func (l *requestLog) record(ctx *fasthttp.RequestCtx, r *request) {
	if l == nil {
		return
	}
	var space [512]byte
	line := appendLogTime(space[:0], r.start)
	method := ctx.Method()
	line = appendLogValue(append(line, "request method="...), method[:min(len(method), 32)])
	line = appendLogValue(append(line, " path="...), pathForLog(ctx.Request.Header.RequestURI()))
	tag := `""`
	if r.locale != nil {
		tag = r.locale.Tag
	}
	line = append(append(line, " locale="...), tag...)
	l.write(appendLogEnd(line, ctx.Response.StatusCode(), r.start))
}

// refused writes the line of what could not be read as a request. Nothing of it can be relied on.
func (l *requestLog) refused(start time.Time, status int) {
	if l == nil {
		return
	}
	var space [128]byte
	l.write(appendLogEnd(append(appendLogTime(space[:0], start), `"request refused unread"`...), status, start))
}

// close writes what waits.
func (l *requestLog) close() {
	if l != nil {
		l.flush()
	}
}

// appendLogTime appends the beginning of a line, up to its message.
func appendLogTime(line []byte, start time.Time) []byte {
	var space [len("2006-01-02T15:04:05-07:00")]byte
	stamp := start.AppendFormat(space[:0], time.RFC3339) // without the fraction four times as fast
	seconds, zone := stamp[:len("2006-01-02T15:04:05")], stamp[len("2006-01-02T15:04:05"):]
	ms := start.Nanosecond() / int(time.Millisecond)
	line = append(append(line, "time="...), seconds...)
	line = append(line, '.', '0'+byte(ms/100), '0'+byte(ms/10%10), '0'+byte(ms%10))
	return append(append(line, zone...), " level=INFO msg="...)
}

// appendLogEnd appends the end of a line.
func appendLogEnd(line []byte, status int, start time.Time) []byte {
	line = strconv.AppendInt(append(line, " status="...), int64(status), 10)
	line = strconv.AppendInt(append(line, " duration="...), time.Since(start).Microseconds(), 10)
	return append(line, "µs\n"...)
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

// pathForLog returns the path part of a target as it was sent, cut to a length that a log line can bear.
func pathForLog(target []byte) []byte {
	path, _, _ := bytes.Cut(target, []byte{'?'})
	return path[:min(len(path), 512)]
}
