package cluster

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// maxBackupLine is how long a line of a backup may be, in bytes: a message of the largest size, in base64.
const maxBackupLine = 40 << 20

var (
	errForeign = errors.New("this is no backup of a cluster: parlance backup makes one")
	errCutOff  = errors.New("the backup is cut off: take another one")
	errSpoilt  = errors.New("the backup is damaged: take another one")
)

// ReadBackup reads a whole backup, and returns its head and how many messages it has. The error says that it is none, is cut off or damaged, or of a format that
// this program does not know.
func ReadBackup(in io.Reader) (head BackupHead, messages int, err error) {
	return readBackup(in, func(backupMessage) error { return nil })
}

func readBackup(in io.Reader, yield func(m backupMessage) error) (head BackupHead, messages int, err error) {
	unpacked, err := zstd.NewReader(in, zstd.WithDecoderMaxMemory(64<<20))
	if err != nil {
		return head, 0, err
	}
	defer unpacked.Close()
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, maxBackupLine)
	lines.Split(scanWhole)
	sum := sha256.New()
	for n := 0; lines.Scan(); n++ {
		var line backupLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return head, 0, errSpoilt
		}
		switch {
		case n == 0 && line.Head != nil:
			if head, err = *line.Head, line.Head.check(); err != nil {
				return head, 0, err
			}
		case n == 0:
			return head, 0, errForeign
		case line.Message != nil:
			messages++
			if err := yield(*line.Message); err != nil {
				return head, 0, err
			}
		case line.End == nil, line.End.Messages != messages, line.End.Sum != hex.EncodeToString(sum.Sum(nil)), lines.Scan():
			return head, 0, errSpoilt
		default:
			return head, messages, backupError(lines.Err())
		}
		sum.Write(lines.Bytes())
	}
	if err := backupError(lines.Err()); err != nil {
		return head, 0, err
	}
	return head, 0, errCutOff
}

// scanWhole splits lines, each with its end. What has none is cut off.
func scanWhole(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	} else if atEOF && len(data) > 0 {
		return 0, nil, io.ErrUnexpectedEOF
	}
	return 0, nil, nil
}

// backupError returns what is wrong with a backup that cannot be read further.
func backupError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errCutOff
	case errors.Is(err, zstd.ErrMagicMismatch):
		return errForeign
	case errors.Is(err, zstd.ErrCRCMismatch), errors.Is(err, bufio.ErrTooLong):
		return errSpoilt
	}
	return fmt.Errorf("%w (%v)", errSpoilt, err)
}

// check returns what is wrong with the head of a backup.
func (h BackupHead) check() error {
	switch {
	case h.Kind != backupKind:
		return errForeign
	case h.Format < 1 || h.Format > backupFormat || h.Stored != format:
		return fmt.Errorf("the backup has format %d of format %s, and this program knows %d of %s: use the release of parlance that made it", h.Format, h.Stored, backupFormat, format)
	}
	return nil
}
