package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// restoreBatch is how many messages are sent before their answers are waited for.
const restoreBatch = 100

var errNotEmpty = errors.New("the cluster is not empty, and a backup goes into an empty one alone: start its machines with empty folders (--cluster-dir), where there are no folders content and locales")

// Restore writes a backup into a cluster that holds nothing. It reads it twice: nothing is written of one that is damaged. Until the last message is there,
// machines wait with serving anything; what was interrupted goes on with the same backup. step is called after each message with how many there are.
func Restore(ctx context.Context, conn *nats.Conn, in io.ReadSeeker, step func(of int)) (BackupHead, error) {
	sum := sha256.New()
	head, total, err := ReadBackup(io.TeeReader(in, sum))
	if err != nil {
		return head, fmt.Errorf("nothing was restored: %w", err)
	}
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(patience))
	if err != nil {
		return head, err
	}
	r := restoring{c: &Cluster{js: js}, id: hex.EncodeToString(sum.Sum(nil)), streams: map[string]*restored{}}
	if err := r.begin(ctx); err != nil {
		return head, fmt.Errorf("nothing was restored: %w", inWords(err))
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return head, err
	}
	_, _, err = readBackup(in, func(m backupMessage) error {
		step(total)
		return r.add(ctx, m)
	})
	if err == nil {
		err = r.end(ctx)
	}
	if err != nil {
		return head, fmt.Errorf("not everything is restored yet, and nobody is served anything of it: run the same command again, with the same file, and it goes on (%w)", inWords(err))
	}
	return head, nil
}

// inWords returns an error of the servers in words for an operator.
func inWords(err error) error {
	_, api := errors.AsType[*jetstream.APIError](err)
	switch {
	case err == nil, errors.Is(err, ErrNoMajority):
		return err
	case errors.Is(err, ErrUnsaved), passing(err):
		return ErrNoMajority
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted")
	case errors.Is(err, nats.ErrConnectionClosed):
		return errors.New("the machine that the command was connected to has ended: name others too in --cluster")
	case api:
		return fmt.Errorf("a machine of the cluster refuses it, see its log: is its disk full, or does it run another build? (%w)", err)
	}
	return err
}

// restoring is a backup on its way into a cluster.
type restoring struct {
	c       *Cluster
	id      string // of the backup
	streams map[string]*restored
}

// restored is a stream of it. Nobody else writes to it, so that its messages stand in it without a gap.
type restored struct {
	*stream
	skip    uint64 // messages of an earlier try that are there
	at      uint64 // the sequence of the last message that is there
	waiting []*nats.Msg
	size    int
}

// begin writes the mark that the cluster is being restored, or finds the one of an earlier try.
func (r *restoring) begin(ctx context.Context) error {
	streams, messages, err := readable(ctx, r.c.js)
	if err != nil {
		return err
	}
	r.c.files = streams[0]
	b, _, err := r.c.beginning(ctx)
	switch {
	case err != nil:
		return err
	case b.Restoring != r.id && (messages > 0 || b.Restoring != ""):
		return errNotEmpty
	case b.Filled:
		return errors.New("this backup was restored already")
	case messages == 0:
		if err := r.mark(ctx, 0, false); errors.Is(err, errConflict) {
			return errNotEmpty
		} else if err != nil {
			return err
		}
	}
	for i, s := range streams {
		last, err := lastOf(ctx, s)
		if err != nil {
			return err
		}
		state := &restored{stream: s, at: last, skip: last}
		if i == 0 {
			state.skip = max(last, 1) - 1 // the mark
		}
		r.streams[s.CachedInfo().Config.Name] = state
	}
	return nil
}

// mark writes that the cluster is being restored, or has been.
func (r *restoring) mark(ctx context.Context, revision uint64, filled bool) error {
	data, err := json.Marshal(beginning{Machine: "a backup", At: time.Now().UTC().Truncate(time.Second), Filled: filled, Restoring: r.id})
	if err == nil {
		_, err = r.c.publish(ctx, r.c.files, []message{{subject: beginningKey, expected: revision, data: data}})
	}
	return err
}

// add has a message written, sooner or later.
func (r *restoring) add(ctx context.Context, m backupMessage) error {
	s := r.streams[m.Stream]
	switch {
	case s == nil:
		return errSpoilt
	case m.Subject == beginningKey: // of the cluster that was
		return nil
	case s.skip > 0:
		s.skip--
		return nil
	}
	s.waiting = append(s.waiting, &nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Data})
	if s.size += len(m.Data); len(s.waiting) == restoreBatch || s.size > maxBatchBytes/4 {
		return r.flush(ctx, s)
	}
	return nil
}

// end writes what waits, and that everything is there.
func (r *restoring) end(ctx context.Context) error {
	for _, s := range r.streams {
		if err := r.flush(ctx, s); err != nil {
			return err
		}
	}
	_, revision, err := r.c.beginning(ctx)
	if err == nil {
		err = r.mark(ctx, revision, true)
	}
	return err
}

// flush writes the messages of a stream that wait. Each names the sequence that it goes behind, so that none is there twice.
func (r *restoring) flush(ctx context.Context, s *restored) error {
	for moved := time.Now(); len(s.waiting) > 0; {
		var answers []jetstream.PubAckFuture
		for i, m := range s.waiting {
			answer, err := r.c.js.PublishMsgAsync(m, jetstream.WithExpectLastSequence(s.at+uint64(i)), jetstream.WithRetryAttempts(0))
			if err != nil {
				return err
			}
			answers = append(answers, answer)
		}
		written, failed := 0, error(nil)
		for _, answer := range answers {
			select {
			case <-answer.Ok():
				written++
				continue
			case failed = <-answer.Err():
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(patience):
				failed = ErrUnsaved
			}
			break
		}
		if failed != nil {
			last, err := lastOf(ctx, s.stream)
			if err != nil {
				return err
			}
			if last < s.at || last > s.at+uint64(len(s.waiting)) {
				return errors.New("somebody else writes to the cluster: begin anew with machines with empty folders, and have nobody else restore or fill it")
			}
			written = int(last - s.at)
		}
		if written > 0 {
			moved = time.Now()
		} else if time.Since(moved) > 3*patience {
			return ErrNoMajority
		}
		s.at, s.waiting = s.at+uint64(written), slices.Delete(s.waiting, 0, written)
	}
	s.size = 0
	return nil
}
