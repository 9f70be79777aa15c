// Package lastgood keeps the last good version of every file of both trees over a restart of the server, in one file of its data.
//
// It promises: what is kept belongs to the trees of these two paths and to no others; it was written by a server that lived within [MaxAge]; of several
// servers with the same trees and data one writes. Bytes are compressed, each version once however many files hold it, and compared with their SHA-256 when
// they are read. A crash costs what was being added and nothing else.
package lastgood

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/parlance/parlance/app/store"
)

// MaxAge is how long what is kept may stand in for a file after the last server that kept it has ended.
const MaxAge = 7 * 24 * time.Hour

// Pack is the file. One goroutine at a time may use it.
type Pack struct {
	path   string
	header []byte
	lock   *os.File // nil while another process, or nobody, writes
	size   int64    // of what is whole in the file
	alive  time.Time

	entries map[name]entry
	blobs   map[sum]place
	pack    *zstd.Encoder
	unpack  *zstd.Decoder
}

type (
	name struct{ tree, path string }
	sum  = [sha256.Size]byte

	// place is where a record's payload stands in the file.
	place struct{ offset, length int64 }

	// entry is what is known of one file, as it stands in a record.
	entry struct {
		Tree     string    `json:"tree"`
		Path     string    `json:"path"`
		Gone     bool      `json:"gone,omitempty"`
		Sum      string    `json:"sum,omitempty"` // in hexadecimal; "" where only notes are kept
		Size     int64     `json:"size,omitempty"`
		Modified time.Time `json:"modified,omitzero"`
		Notes    string    `json:"notes,omitempty"`
	}
)

// Open returns the pack of the two trees in a folder, with what is kept there, and writes nothing. An error says that what is there cannot be read; the pack
// is then empty, and can be used.
func Open(dir, content, locales string) (*Pack, error) {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	unpack, err2 := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(2*store.MaxFileSize))
	if err := errors.Join(err, err2); err != nil {
		panic(err) // the options are constants
	}
	header, err := json.Marshal(struct {
		Format           int
		Content, Locales string
	}{1, absolute(content), absolute(locales)})
	if err != nil {
		panic(err) // strings can be written
	}
	bound := sha256.Sum256(header)
	p := &Pack{path: filepath.Join(dir, "lastgood-"+hex.EncodeToString(bound[:6])+".pack"), header: header, pack: pack, unpack: unpack}
	return p, p.scan()
}

// absolute returns a path as it is from everywhere. Links are not followed: where a name leads to another release today, it is the same tree.
func absolute(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}

// scan reads the records of the file anew.
func (p *Pack) scan() error {
	p.entries, p.blobs, p.size = map[name]entry{}, map[sum]place{}, 0
	f, err := os.Open(p.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if p.alive = info.ModTime(); time.Since(p.alive) > MaxAge {
		return nil
	}
	for first := true; ; first = false {
		kind, at, err := readHead(f, p.size, info.Size())
		if err != nil {
			return nil // the end, perhaps torn
		}
		if err := p.take(f, first, kind, at); err != nil {
			return nil
		}
		p.size = at.offset + at.length
	}
}

// take remembers one record.
func (p *Pack) take(f io.ReaderAt, first bool, kind byte, at place) error {
	if kind == kindBlob && !first {
		var s sum
		if at.length < int64(len(s)) {
			return errTorn
		}
		_, err := f.ReadAt(s[:], at.offset)
		p.blobs[s] = place{at.offset + int64(len(s)), at.length - int64(len(s))}
		return err
	}
	payload, err := readPayload(f, at)
	if err != nil {
		return err
	}
	if first {
		if kind != kindHeader || !bytes.Equal(payload, p.header) {
			return errTorn
		}
		return nil
	}
	var e entry
	if err := json.Unmarshal(payload, &e); err != nil {
		return err
	}
	p.entries[name{e.Tree, e.Path}] = e
	return nil
}

// Kept returns the last good version of every file.
func (p *Pack) Kept() (list []store.Kept) {
	for n, e := range p.entries {
		if e.Gone {
			continue
		}
		k := store.Kept{Tree: n.tree, Path: n.path, Size: e.Size, Modified: e.Modified, Notes: []byte(e.Notes)}
		if e.Sum != "" {
			if _, err := hex.Decode(k.Sum[:], []byte(e.Sum)); err != nil {
				continue
			}
			at, ok := p.blobs[k.Sum]
			if !ok {
				continue
			}
			k.Load = func() ([]byte, error) { return p.load(k.Sum, at) }
		}
		list = append(list, k)
	}
	return list
}

// load returns the bytes of a version.
func (p *Pack) load(s sum, at place) ([]byte, error) {
	f, err := os.Open(p.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	packed := make([]byte, at.length)
	if _, err := f.ReadAt(packed, at.offset); err != nil {
		return nil, err
	}
	data, err := p.unpack.DecodeAll(packed, nil)
	if err == nil && sha256.Sum256(data) != s {
		err = fmt.Errorf("%s is damaged", p.path)
	}
	return data, err
}

// The records of the file: a kind, the length of the payload, the CRC-32 of a payload that is no blob, the payload.
const (
	kindHeader = 'H' // which trees
	kindEntry  = 'E' // an [entry]
	kindBlob   = 'B' // a SHA-256, and what it is that of, compressed

	headSize = 9
)

var errTorn = errors.New("torn")

// readHead reads the head of the record at an offset of a file of that size.
func readHead(f io.ReaderAt, offset, size int64) (kind byte, at place, err error) {
	var head [headSize]byte
	if _, err := f.ReadAt(head[:], offset); err != nil {
		return 0, at, err
	}
	at = place{offset + headSize, int64(binary.BigEndian.Uint32(head[1:]))}
	if at.offset+at.length > size {
		return 0, at, errTorn
	}
	return head[0], at, nil
}

// readPayload returns the payload of a record that is no blob.
func readPayload(f io.ReaderAt, at place) ([]byte, error) {
	data := make([]byte, at.length+4)
	if _, err := f.ReadAt(data, at.offset-4); err != nil {
		return nil, err
	}
	if crc32.ChecksumIEEE(data[4:]) != binary.BigEndian.Uint32(data) {
		return nil, errTorn
	}
	return data[4:], nil
}

// appendRecord appends a record to a buffer.
func appendRecord(to []byte, kind byte, payload []byte) []byte {
	to = binary.BigEndian.AppendUint32(append(to, kind), uint32(len(payload)))
	return append(binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(payload)), payload...)
}
