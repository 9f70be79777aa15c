package document

import (
	"bytes"
	"io"
	"sync"
	"time"
	"weak"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/molecule-man/go-brrr"
	"github.com/parlance/parlance/app/internal/background"
)

// effort is how much time compressing may take.
type effort int

const (
	quick    effort = iota // while a reader waits
	thorough               // once, for a document that is sent many times
)

// The levels of each effort.
var (
	gzipLevels   = [...]int{quick: 6, thorough: gzip.BestCompression}
	brotliLevels = [...]int{quick: 5, thorough: 11}
	zstdLevels   = [...]zstd.EncoderLevel{quick: zstd.SpeedDefault, thorough: zstd.SpeedBestCompression}
)

const (
	minCompressed  = 200      // the size below which compressing gains nothing
	maxThoroughNow = 64 << 10 // the size up to which the best compression takes no time that a reader would feel
)

// encode returns content in a coding. No two codings, and no two efforts, share an ETag, because their bytes differ (R17).
func encode(content []byte, c Coding, sum string, e effort) *Body {
	mark := [...]string{quick: "", thorough: "-best"}[e]
	switch c {
	case Gzip:
		return &Body{Bytes: gzipped(content, e), ETag: `"` + sum + `-gz` + mark + `"`, Coding: Gzip}
	case Zstd:
		return &Body{Bytes: zstandard(content, e), ETag: `"` + sum + `-zs` + mark + `"`, Coding: Zstd}
	case Brotli:
		return &Body{Bytes: brotlied(content, e), ETag: `"` + sum + `-br` + mark + `"`, Coding: Brotli}
	}
	return &Body{Bytes: content, ETag: `"` + sum + `"`}
}

// must returns v. It panics on an error, which only a wrong constant of this file can cause.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The pools keep encoders, because making one takes more memory and time than compressing a page.
var gzipWriters, zstdEncoders [2]sync.Pool

func gzipped(content []byte, e effort) []byte {
	var b bytes.Buffer
	w, ok := gzipWriters[e].Get().(*gzip.Writer)
	if !ok {
		w = must(gzip.NewWriterLevel(nil, gzipLevels[e]))
	}
	w.Reset(&b)
	w.Write(content) // a bytes.Buffer takes everything
	w.Close()
	w.Reset(nil)
	gzipWriters[e].Put(w)
	return bytes.Clone(b.Bytes())
}

func brotlied(content []byte, e effort) []byte {
	return bytes.Clone(must(brrr.Compress(content, brotliLevels[e])))
}

// zstandard keeps the window within the 8 MB that browsers must support (RFC 9659).
func zstandard(content []byte, e effort) []byte {
	w, ok := zstdEncoders[e].Get().(*zstd.Encoder)
	if !ok {
		w = must(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstdLevels[e]), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20)))
	}
	defer zstdEncoders[e].Put(w)
	return bytes.Clone(w.EncodeAll(content, nil))
}

func decode(data []byte, c Coding) []byte {
	switch c {
	case Gzip:
		return must(io.ReadAll(must(gzip.NewReader(bytes.NewReader(data)))))
	case Zstd:
		r := must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(1)))
		defer r.Close()
		return must(r.DecodeAll(data, nil))
	case Brotli:
		return must(brrr.Decompress(data))
	}
	return data
}

const (
	recompressPause = 2 * time.Second       // lets readers who ask for much at once, as after a start, go first
	recompressLook  = 40 * time.Millisecond // how long the process must have been idle before each body
)

// recompression is a body that may be made smaller.
type recompression struct {
	document weak.Pointer[Document] // an evicted one is not worth the work, nor the memory while it waits
	coding   Coding
}

// recompress queues a body to be compressed again. If too many wait already, it stays as it is.
func (c *Cache) recompress(d *Document, coding Coding) {
	select {
	case c.queue <- recompression{weak.Make(d), coding}:
		if c.running.CompareAndSwap(false, true) {
			go c.recompressAll()
		}
	default:
	}
}

// recompressAll works through the queue until it is empty, while the process is idle.
func (c *Cache) recompressAll() {
	defer c.running.Store(false)
	time.Sleep(recompressPause)
	for {
		select {
		case r := <-c.queue:
			if !background.AwaitIdle(background.ProcessorTime, recompressLook, func() bool { return r.document.Value() != nil }) {
				continue
			}
			start := time.Now()
			if d := r.document.Value(); d != nil {
				d.recompress(r.coding)
			}
			time.Sleep(time.Since(start))
		default:
			return
		}
	}
}
