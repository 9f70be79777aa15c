package engine

import (
	"strings"
	"sync"
)

// maxErrors is how many bytes of a program's standard error are kept: the first ones, which mostly say why it ends.
const maxErrors = 8 << 10

// boundedText keeps the beginning of what is written to it, and takes the rest as well.
type boundedText struct {
	mutex sync.Mutex
	kept  []byte
}

// Write implements [io.Writer].
func (b *boundedText) Write(data []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.kept = append(b.kept, data[:min(len(data), maxErrors-len(b.kept))]...)
	return len(data), nil
}

// text returns what was kept.
func (b *boundedText) text() string {
	if b == nil {
		return ""
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return strings.TrimSpace(strings.ToValidUTF8(string(b.kept), "\uFFFD"))
}
