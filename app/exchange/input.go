package exchange

import (
	"bytes"

	"github.com/parlance/parlance/app/internal/textencoding"
	"github.com/parlance/parlance/app/store"
)

// Input is a file that is being read. It knows where the reader's faults stand.
type Input struct {
	File string // its name, for faults
	Data []byte // its bytes, without a byte order mark

	offset, line, col int // of the last call of Position
}

// NewInput returns the input of a file with these bytes, or a fault if it is larger than [MaxBytes].
func NewInput(file string, data []byte) (*Input, error) {
	for bytes.HasPrefix(data, []byte("\uFEFF")) { // some tools put one more before that of the file
		data = data[len("\uFEFF"):]
	}
	if bytes.IndexByte(data, '\n') < 0 { // of old Macs
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	in := &Input{File: file, Data: data, line: 1, col: 1}
	if len(in.Data) > MaxBytes {
		return nil, store.Faults{{File: file, Msg: "the file is larger than 32 MB: split it"}}
	}
	return in, nil
}

// Fault returns [store.Faults] with one fault, at a byte offset of Data.
func (in *Input) Fault(offset int, format string, args ...any) error {
	return store.Faults{store.At(in.File, in.Data, offset, format, args...)}
}

// Position returns line and column, both from 1, of an offset that is not before the one of the last call. All calls together walk
// over Data once.
func (in *Input) Position(offset int) (line, col int) {
	for ; in.offset < offset && in.offset < len(in.Data); in.offset++ {
		switch c := in.Data[in.offset]; {
		case c == '\n':
			in.line, in.col = in.line+1, 1
		case c&0xC0 != 0x80:
			in.col++
		}
	}
	return in.line, in.col
}

// CheckUTF8 returns a fault at the first byte that is not UTF-8, which names the encoding where it can be told.
func (in *Input) CheckUTF8() error {
	if offset, msg, _, bad := textencoding.Advice(in.File, in.Data); bad {
		return in.Fault(offset, "%s", msg)
	}
	return nil
}

// CheckEncoding returns a fault of a file that is in another encoding than UTF-8, not of one with a few bytes that are not.
func (in *Input) CheckEncoding() error {
	if offset, msg, whole, bad := textencoding.Advice(in.File, in.Data); bad && whole {
		return in.Fault(offset, "%s", msg)
	}
	return nil
}

// Excerpt returns a text as messages quote it: its first 60 characters, and "…" if there are more.
func Excerpt(text string) string {
	const limit = 60
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}
