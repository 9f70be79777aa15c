package cli

import (
	"io"
	"sync"
)

// syncWriter is a writer that goroutines share: one writes at a time.
type syncWriter struct {
	mu sync.Mutex
	to io.Writer
}

// Write writes b to the shared writer.
func (w *syncWriter) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(b)
}
