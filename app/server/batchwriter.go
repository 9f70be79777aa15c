package server

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// The bounds of lines that wait to be written (law 8).
const (
	batchPause   = 250 * time.Millisecond // how late a line may be
	batchBytes   = 32 << 10               // that are written at once
	batchPending = 1 << 20                // bytes that may wait where the writer is slow; what comes then is lost, and counted
)

// batchWriter writes lines in batches, because one write for each would take as long as the answer, and a writer that hangs must not make
// readers wait.
type batchWriter struct {
	out     io.Writer
	writing sync.Mutex // held while out writes

	mu      sync.Mutex
	lines   []byte
	written []byte // a buffer to use again
	lost    int
	timer   *time.Timer // flushes
}

// write adds a line.
func (w *batchWriter) write(line []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := len(w.lines)
	if before > batchPending {
		w.lost++
		return
	}
	w.lines = append(w.lines, line...)
	switch {
	case w.timer == nil:
		w.timer = time.AfterFunc(batchPause, w.flush)
	case before == 0:
		w.timer.Reset(batchPause)
	case before < batchBytes && len(w.lines) >= batchBytes:
		w.timer.Reset(0)
	}
}

// flush writes what waits.
func (w *batchWriter) flush() {
	w.writing.Lock()
	defer w.writing.Unlock()
	w.mu.Lock()
	lines, lost := w.lines, w.lost
	w.lines, w.written, w.lost = w.written[:0], nil, 0
	w.mu.Unlock()
	if lost > 0 {
		lines = fmt.Appendf(lines, "level=WARN msg=\"request lines were lost, because what reads the log is too slow\" lines=%d\n", lost)
	}
	if len(lines) > 0 {
		_, _ = w.out.Write(lines) // where the log cannot be written there is nowhere to say so
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if cap(lines) <= 2*batchPending {
		w.written = lines
	}
}
