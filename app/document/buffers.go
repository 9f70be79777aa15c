package document

import "bytes"

// mostBuffer is the largest buffer that is used again, in bytes.
const maxBuffer = 1 << 20

// buffer gives an empty buffer to write a document into. It may have been used before.
func (c *Cache) Buffer() bytes.Buffer {
	if b, ok := c.buffers.Get().(*[]byte); ok {
		return *bytes.NewBuffer((*b)[:0])
	}
	return bytes.Buffer{}
}

// recycle takes a buffer back whose bytes nobody needs any more.
func (c *Cache) Recycle(b *bytes.Buffer) {
	if data := b.Bytes(); cap(data) <= maxBuffer {
		c.buffers.Put(&data)
	}
	*b = bytes.Buffer{}
}
