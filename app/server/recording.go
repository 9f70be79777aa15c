package server

import (
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/render"
)

// The bounds of sending recordings (law 8).
const (
	recordingChunk = 32 << 10        // bytes of one that are in memory at a time, for each reader
	recordingRate  = 4 << 10         // bytes a second that a reader takes at least, on the average; a second of speech has twice as many
	maxRecordings  = 1 << 10         // that are sent at the same time
	recordingWait  = 5 * time.Second // for one of them to be done
)

// recording answers with a recording, or the part of it that is asked for: it is read from its file while it is sent. A file that is no longer what the
// address names is not found.
func (s *Server) recording(r *request, one *corpus.Recording) error {
	response, etag := &r.ctx.Response, `"`+one.Sum[:24]+`"`
	if r.hasRecording(one, etag) {
		s.setRecordingHeaders(r, one, etag)
		response.SetStatusCode(fiber.StatusNotModified)
		return nil
	}
	part, kind := byteRange{0, one.Size}, wholeRange
	if r.ctx.IsGet() && r.rangeHolds(one, etag) { // the one method that has parts (RFC 9110, section 14.2)
		part, kind = parseRange(r.header(fiber.HeaderRange, ","), one.Size)
	}
	if kind == noRange {
		return rangeError{one.Size}
	}
	file, err := one.Open()
	if err != nil {
		return notFound
	}
	if r.ctx.IsHead() {
		file.Close()
		response.SkipBody = true
		response.Header.SetContentLength(int(one.Size))
	} else if !s.sendingRecordings.take(recordingWait) {
		file.Close()
		return notReady
	} else {
		stream := &recordingStream{file: file, part: part, conn: r.ctx.Conn(), time: s.deadlines.next, rate: s.recordingRate, done: s.sendingRecordings.release}
		response.SetBodyStream(stream, int(part.length))
	}
	s.setRecordingHeaders(r, one, etag)
	setHeader(&response.Header, fiber.HeaderContentType, render.RecordingType)
	if kind != singleRange {
		setHeader(&response.Header, fiber.HeaderAcceptRanges, "bytes")
	} else {
		response.SetStatusCode(fiber.StatusPartialContent)
		setHeader(&response.Header, fiber.HeaderContentRange, fmt.Sprintf("bytes %d-%d/%d", part.offset, part.offset+part.length-1, one.Size))
	}
	return nil
}

// setRecordingHeaders sets what every answer with a recording says, a 304 too.
func (s *Server) setRecordingHeaders(r *request, one *corpus.Recording, etag string) {
	h := &r.ctx.Response.Header
	s.security.set(h)
	r.secured, r.group = true, assetGroup
	setHeader(h, fiber.HeaderCacheControl, immutable.CacheControl)
	setHeader(h, fiber.HeaderVary, immutable.Vary)
	setHeader(h, headers.CORP, immutable.Resource)
	setHeader(h, fiber.HeaderETag, etag)
	if !one.Modified.IsZero() {
		setHeader(h, fiber.HeaderLastModified, lastModified(one))
	}
}

func lastModified(one *corpus.Recording) string {
	return string(fasthttp.AppendHTTPDate(nil, one.Modified))
}

// hasRecording reports whether the reader has the recording already (RFC 9110, section 13.2.2).
func (r *request) hasRecording(one *corpus.Recording, etag string) bool {
	if list := r.header(fiber.HeaderIfNoneMatch, ","); len(list) > 0 {
		return matchesETag(list, etag)
	}
	since, err := fasthttp.ParseHTTPDate(r.header(fiber.HeaderIfModifiedSince, ","))
	return err == nil && !one.Modified.IsZero() && !one.Modified.Truncate(time.Second).After(since)
}

// rangeHolds reports whether a part may be sent: If-Range names exactly this recording, or is not there (RFC 9110, section 13.1.5).
func (r *request) rangeHolds(one *corpus.Recording, etag string) bool {
	switch of := string(trim(r.header(fiber.HeaderIfRange, ","))); {
	case of == "" || of == etag:
		return true
	case one.Modified.IsZero():
		return false
	default:
		return of == lastModified(one)
	}
}

// recordingStream is a part of a recording on its way to one reader. fasthttp writes it, and closes it however that ends.
//
// A reader has as much time as the part takes at the least rate, so that an honest slow phone is not cut off, but never more than an answer's own for the
// next piece of it: who reads nothing is gone as soon as with any other answer.
type recordingStream struct {
	file   *corpus.OpenRecording
	part   byteRange // what is left of it
	conn   net.Conn
	time   time.Duration // of an answer, whatever its size
	rate   int64         // bytes a second
	done   func()
	closed bool
}

var recordingChunks = sync.Pool{New: func() any { return new([recordingChunk]byte) }}

// WriteTo implements [io.WriterTo].
func (b *recordingStream) WriteTo(w io.Writer) (sent int64, err error) {
	chunk := recordingChunks.Get().(*[recordingChunk]byte)
	defer recordingChunks.Put(chunk)
	began := time.Now()
	for b.part.length > 0 {
		n, err := b.Read(chunk[:])
		if err != nil {
			return sent, err
		}
		b.extend(began, sent)
		if n, err = w.Write(chunk[:n]); err != nil {
			return sent + int64(n), err
		}
		sent += int64(n)
	}
	setDeadline(b.conn, b.time) // for the next request
	return sent, nil
}

// extend moves the deadline of the connection before a piece is sent.
func (b *recordingStream) extend(began time.Time, sent int64) {
	if b.conn != nil {
		slowest := began.Add(b.time + time.Duration(sent/b.rate)*time.Second)
		if next := time.Now().Add(b.time); next.Before(slowest) {
			slowest = next
		}
		_ = b.conn.SetDeadline(slowest) // an error means that it is closed, which the write reports
	}
}

// Read implements [io.Reader]. The error is [corpus.ErrRecordingChanged] where the file is no longer what was promised; the connection then ends.
func (b *recordingStream) Read(p []byte) (int, error) {
	if b.part.length == 0 {
		return 0, io.EOF
	}
	n, err := b.file.ReadAt(p[:min(int64(len(p)), b.part.length)], b.part.offset)
	b.part.offset, b.part.length = b.part.offset+int64(n), b.part.length-int64(n)
	if n > 0 {
		return n, nil
	}
	return 0, err
}

// Close closes the file.
func (b *recordingStream) Close() error {
	if b.closed {
		return nil
	}
	b.closed = true
	b.done()
	return b.file.Close()
}
