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
	"encoding/gob"
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
	seen   fs.FileInfo // the file when it was read; nil if there was none

	entries map[name]*entry
	blobs   map[sum]place
	pack    *zstd.Encoder
	unpack  *zstd.Decoder
}

type (
	name struct{ tree, path string }
	sum  = [sha256.Size]byte

	// place is where bytes stand in the file.
	place struct{ Offset, Length int64 }

	// entry is what is known of one file, as it stands in a record.
	entry struct {
		Tree, Path string
		Gone       bool
		Sum        []byte // of its bytes; a slice, because gob reads an array byte by byte
		Place      place  // of its bytes, compressed; the zero value where only notes are kept
		Size       int64
		Modified   time.Time
		Notes      []byte
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
	p.forget()
	info, err := os.Stat(p.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.Mode().IsRegular(): // opening a pipe may never end
		return fmt.Errorf("%s is not a file: remove it", p.path)
	case err != nil:
		return err
	}
	f, err := os.Open(p.path)
	if err != nil {
		return err
	}
	defer f.Close()
	if p.alive = info.ModTime(); time.Since(p.alive) > MaxAge {
		return nil
	}
	p.seen = info
	p.read(f, info.Size())
	return nil
}

func (p *Pack) forget() {
	p.entries, p.blobs, p.size, p.seen = map[name]*entry{}, map[sum]place{}, 0, nil
}

// read reads the records of a file of that size, up to the end or to one that is torn.
func (p *Pack) read(f io.ReaderAt, size int64) {
	for first := true; ; first = false {
		kind, at, err := readHead(f, p.size, size)
		if err == nil {
			err = p.take(f, first, kind, at)
		}
		if err != nil {
			return
		}
		p.size = at.Offset + at.Length
	}
}

// take remembers what is in one record.
func (p *Pack) take(f io.ReaderAt, first bool, kind byte, at place) error {
	if kind == kindBytes && !first {
		return nil
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
	var entries []entry
	if err := gob.NewDecoder(bytes.NewReader(payload)).Decode(&entries); err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		if e.Place.Offset < 0 || e.Place.Length < 0 || e.Place.Length > at.Offset-e.Place.Offset || e.Place.Length > 0 && len(e.Sum) != len(sum{}) {
			return errTorn
		}
		p.remember(e)
	}
	return nil
}

func (p *Pack) remember(e *entry) {
	p.entries[name{e.Tree, e.Path}] = e
	if e.Place.Length > 0 {
		p.blobs[sum(e.Sum)] = e.Place
	}
}

// Kept returns the last good version of every file.
func (p *Pack) Kept() []store.Kept {
	list := make([]store.Kept, 0, len(p.entries))
	for n, e := range p.entries {
		if e.Gone {
			continue
		}
		k := store.Kept{Tree: n.tree, Path: n.path, Size: e.Size, Modified: e.Modified, Notes: e.Notes}
		if e.Place.Length > 0 {
			k.Sum, k.Load = sum(e.Sum), func() ([]byte, error) { return p.load(e) }
		}
		list = append(list, k)
	}
	return list
}

// load returns the bytes of a version.
func (p *Pack) load(e *entry) ([]byte, error) {
	f, err := os.Open(p.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	packed := make([]byte, e.Place.Length)
	if _, err := f.ReadAt(packed, e.Place.Offset); err != nil {
		return nil, err
	}
	data, err := p.unpack.DecodeAll(packed, nil)
	if err == nil && sha256.Sum256(data) != sum(e.Sum) {
		err = fmt.Errorf("%s is damaged", p.path)
	}
	return data, err
}

// The records of the file: a kind, the length of the payload, its CRC-32, the payload. What entries say of many files stands together, behind the bytes of
// these files, so that a start reads little.
const (
	kindHeader  = 'H' // which trees
	kindBytes   = 'B' // what files held, each compressed
	kindEntries = 'E' // a gob of entries

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
	if at.Offset+at.Length > size {
		return 0, at, errTorn
	}
	return head[0], at, nil
}

// readPayload returns the payload of a record.
func readPayload(f io.ReaderAt, at place) ([]byte, error) {
	data := make([]byte, at.Length+4)
	if _, err := f.ReadAt(data, at.Offset-4); err != nil {
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
