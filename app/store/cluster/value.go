package cluster

import (
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/parlance/parlance/app/store"
)

var (
	errTooLarge = fmt.Errorf("the file is larger than %d MB: split it", store.MaxFileSize>>20)
	errDamaged  = errors.New("what the cluster holds of the file is damaged: write it anew, or restore a backup")
)

// coding is the name of zstd in headers.
const coding = "zstd"

// codec packs files with zstd (RFC 8878), because a catalog is sent to every machine, and shrinks to a fifth.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newCodec() (c codec, err error) {
	if c.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2)); err == nil {
		c.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(store.MaxFileSize+1))
	}
	return c, err
}

// pack returns what is stored of a file.
func (c codec) pack(data []byte) []byte { return c.enc.EncodeAll(data, nil) }

// unpack returns what pack was given, of at most [store.MaxFileSize] bytes (law 8).
func (c codec) unpack(packed []byte) ([]byte, error) {
	data, err := c.dec.DecodeAll(packed, []byte{})
	if err != nil {
		return nil, errDamaged
	}
	return data, nil
}

// sizeOf returns the size of what was packed, as its frame says.
func sizeOf(packed []byte) int64 {
	var h zstd.Header
	if err := h.Decode(packed); err != nil || !h.HasFCS {
		return 0
	}
	return int64(h.FrameContentSize)
}
