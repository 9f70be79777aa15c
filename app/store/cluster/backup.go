package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"
)

// backupFormat is the number of how backups are written: lines of JSON, packed with zstd (RFC 8878). The first has a head, the last an end, those between
// them a message each. Those of format 1 have no names apart from the history.
const backupFormat = 2

// backupLine is one line of a backup. It has one of the three.
type backupLine struct {
	Head    *BackupHead    `json:"head,omitempty"`
	Message *backupMessage `json:"message,omitempty"`
	End     *backupEnd     `json:"end,omitempty"`
}

// BackupHead is what stands first in a backup.
type BackupHead struct {
	Kind    string    `json:"kind"`
	Format  int       `json:"format"`
	Stored  string    `json:"stored"` // the format of what is stored in the cluster
	Cluster string    `json:"cluster"`
	At      time.Time `json:"at"`
}

const backupKind = "backup of a parlance cluster"

// backupMessage is one message of a stream. Of the header, what NATS itself put there is left out.
type backupMessage struct {
	Stream  string      `json:"stream"`
	Subject string      `json:"subject"`
	Header  nats.Header `json:"header,omitempty"`
	Data    []byte      `json:"data,omitempty"`
	At      time.Time   `json:"at"` // when it was stored
}

// backupEnd is what stands last, so that what was cut off is known.
type backupEnd struct {
	Messages int    `json:"messages"`
	Sum      string `json:"sha256"` // of all lines before this one
}

// Backup writes everything that a cluster holds: the trees with the versions that are kept of each file, ledgers, logs, releases and the pointer. step is
// called after each message with how many there are.
//
// Each stream is written as it is at one moment. The files come first, so that whatever was acknowledged before Backup began is in it, and what the others
// have beyond that moment refers to no file that is missing: the files of releases are stored before a release is, and a sign-off counts for its words alone.
func Backup(ctx context.Context, conn *nats.Conn, out io.Writer, step func(of int)) error {
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(askPatience))
	if err != nil {
		return err
	}
	streams, total, err := readable(ctx, js)
	if err != nil {
		return inWords(err)
	}
	packed, err := zstd.NewWriter(out)
	if err != nil {
		return err
	}
	w := backupWriter{out: packed, sum: sha256.New()}
	head := BackupHead{backupKind, backupFormat, format, streams[0].CachedInfo().Config.Metadata[clusterMark], time.Now().UTC().Truncate(time.Second)}
	if err := w.write(backupLine{Head: &head}); err != nil {
		return err
	}
	for _, s := range streams {
		if err := w.addStream(ctx, s, func() { step(total) }); err != nil {
			return fmt.Errorf("the %s: %w", whatOf(s.CachedInfo().Config.Name), inWords(err))
		}
	}
	if err := w.write(backupLine{End: &backupEnd{w.messages, hex.EncodeToString(w.sum.Sum(nil))}}); err != nil {
		return err
	}
	return packed.Close()
}

// readable returns all streams as they are, and how many messages they have.
func readable(ctx context.Context, js jetstream.JetStream) (list []*stream, messages int, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*patience)
	defer cancel()
	list, err = openStreams(ctx, js, Options{})
	for _, s := range list {
		messages += int(s.CachedInfo().State.Msgs)
	}
	return list, messages, err
}

type backupWriter struct {
	out      io.Writer
	sum      hash.Hash
	messages int
}

func (w *backupWriter) write(line backupLine) error {
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	_, err = io.MultiWriter(w.out, w.sum).Write(append(text, '\n'))
	return err
}

var errWrittenMuch = errors.New("a file was written so often meanwhile that its version of the beginning is gone: try again")

// addStream writes all messages of a stream up to the last that it has now.
func (w *backupWriter) addStream(ctx context.Context, s *stream, step func()) error {
	last, err := lastOf(ctx, s)
	if err != nil || last == 0 {
		return err
	}
	missing, err := subjectsOf(ctx, s)
	if err != nil {
		return err
	}
	within := false // a write of several messages
	err = each(ctx, s, func(msg jetstream.Msg, sequence uint64, at time.Time) (more bool, err error) {
		if sequence > last && !within {
			return false, nil
		}
		m := backupMessage{Stream: s.CachedInfo().Config.Name, Subject: msg.Subject(), Header: nats.Header{}, Data: msg.Data(), At: at}
		for name, values := range msg.Headers() {
			if !strings.HasPrefix(name, "Nats-") {
				m.Header[name] = values
			}
		}
		within = msg.Headers().Get(jetstreamext.BatchIDHeader) != "" && msg.Headers().Get(jetstreamext.BatchCommitHeader) == ""
		delete(missing, m.Subject)
		w.messages++
		step()
		return sequence < last || within, w.write(backupLine{Message: &m})
	})
	if err == nil && len(missing) > 0 {
		err = errWrittenMuch
	}
	return err
}

// subjectsOf returns the subjects of a stream.
func subjectsOf(ctx context.Context, s *stream) (map[string]uint64, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	info, err := s.Info(ctx, jetstream.WithSubjectFilter(">"))
	if err != nil {
		return nil, err
	}
	return maps.Clone(info.State.Subjects), nil
}

// each calls yield with the messages of a stream, until that wants no more or ctx ends. Whatever ends the flow, it is begun again.
func each(ctx context.Context, s *stream, yield func(msg jetstream.Msg, sequence uint64, at time.Time) (more bool, err error)) error {
	seen := uint64(0)
	for moved := time.Now(); ; {
		messages, err := flow(ctx, s, seen, jetstream.DeliverAllPolicy)
		for err == nil {
			var msg jetstream.Msg
			if msg, err = messages.Next(jetstream.NextContext(ctx)); err != nil {
				break
			}
			meta, wrong := msg.Metadata()
			if wrong != nil {
				messages.Stop()
				return wrong
			}
			more, failed := yield(msg, meta.Sequence.Stream, meta.Timestamp)
			if !more || failed != nil {
				messages.Stop()
				return failed
			}
			seen, moved = meta.Sequence.Stream, time.Now()
		}
		if messages != nil {
			messages.Stop()
		}
		if time.Since(moved) > 3*patience {
			return ErrNoMajority
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(maxBackoff / 4):
		}
	}
}
