package document

import (
	"bytes"
	"sync"
)

// maxBuffer is the largest buffer that is used again, in bytes.
const maxBuffer = 1 << 20

// Buffers keeps buffers that documents were written into, to write others into them.
type Buffers struct{ pool sync.Pool }

// Get returns an empty buffer. It may have been used before.
func (b *Buffers) Get() bytes.Buffer {
	if used, ok := b.pool.Get().(*[]byte); ok {
		return *bytes.NewBuffer((*used)[:0])
	}
	return bytes.Buffer{}
}

// Put takes back a buffer whose bytes nobody needs any more.
func (b *Buffers) Put(used *bytes.Buffer) {
	if data := used.Bytes(); cap(data) <= maxBuffer {
		b.pool.Put(&data)
	}
	*used = bytes.Buffer{}
}
