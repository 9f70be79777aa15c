package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"time"

	"github.com/parlance/parlance/app/store"
)

// MaxRecording is the size in bytes of the largest recording that is served (law 8): half an hour of speech at 128 kbit/s.
const MaxRecording = 32 << 20

// Recording is a file of the content tree in which one text is read aloud. It never changes, and of what the file holds only a hash is kept.
type Recording struct {
	Path     string    // in the content tree
	Size     int64     // in bytes; at least 1
	Modified time.Time // the zero time where it is not known
	Sum      string    // SHA-256 of its bytes, in hexadecimal digits; "" unless [Reader.SumRecordings] is set

	tree   store.Tree
	listed store.Version // as the file was listed
	opened store.Version // as the open file said when Sum was made
}

// ErrRecordingChanged is the error of reading a recording that is no longer what its hash says.
var ErrRecordingChanged = errors.New("the recording has changed since it was read")

var errBeingWritten = errors.New("somebody is writing the file: it is read again in a moment")

// OpenRecording is a recording that is open to be read. It must be closed.
type OpenRecording struct {
	of   *Recording
	file fs.File
	at   io.ReaderAt
}

// Open opens the file. The error is [ErrRecordingChanged] where it is no longer what it was when its hash was made.
func (r *Recording) Open() (*OpenRecording, error) {
	o, version, err := openRecording(r)
	if err != nil {
		return nil, err
	}
	if version != r.opened {
		o.Close()
		return nil, ErrRecordingChanged
	}
	return o, nil
}

// openRecording opens the file of a recording, whatever it holds now, and returns its version.
func openRecording(r *Recording) (*OpenRecording, store.Version, error) {
	file, info, err := store.Open(r.tree, r.Path)
	if err != nil {
		return nil, store.Version{}, err
	}
	at, ok := file.(io.ReaderAt)
	if !ok {
		file.Close()
		return nil, store.Version{}, errors.New("a file of this tree cannot be read in parts")
	}
	return &OpenRecording{r, file, at}, store.VersionOf(info), nil
}

// unchanged reports whether the file is what it was when its hash was made.
func (o *OpenRecording) unchanged() bool {
	info, err := o.file.Stat()
	return err == nil && store.VersionOf(info) == o.of.opened
}

// ReadAt implements [io.ReaderAt]. What it returns are bytes of the hash: the error is [ErrRecordingChanged] where somebody has written to the file meanwhile.
func (o *OpenRecording) ReadAt(p []byte, offset int64) (int, error) {
	n, err := o.at.ReadAt(p, offset)
	if !o.unchanged() {
		return 0, ErrRecordingChanged
	}
	return n, err
}

// Close closes the file.
func (o *OpenRecording) Close() error { return o.file.Close() }

// sum makes the hash of what the file holds, without keeping it.
func (r *Recording) sum() error {
	o, version, err := openRecording(r)
	if err != nil {
		return err
	}
	defer o.Close()
	r.opened = version
	hash := sha256.New()
	n, err := io.Copy(hash, io.NewSectionReader(o.at, 0, r.Size+1))
	switch {
	case err != nil:
		return err
	case n != r.Size || !o.unchanged():
		return errBeingWritten
	}
	r.Sum = hex.EncodeToString(hash.Sum(nil))
	return nil
}
