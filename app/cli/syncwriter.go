package cli

import (
	"io"
	"sync"
)

// wholeWrites lets several write to one place, one at a time.
type wholeWrites struct {
	mu sync.Mutex
	to io.Writer
}

func (w *wholeWrites) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(b)
}
