package cluster

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nuid"
	"github.com/synadia-io/orbit.go/jetstreamext"
)

// Codes of errors that nats.go has no name for.
const (
	codeInProcess   jetstream.ErrorCode = 10164 // another write of the subject is on its way: with replicas in place of 10071
	codeIncomplete                      = jetstreamext.JSErrCodeBatchPublishIncomplete
	codeStoreFailed jetstream.ErrorCode = 10077 // the leader's disk failed; the others may have the message
	codeNoPeers     jetstream.ErrorCode = 10005 // the machines do not know of each other yet
	codeSameWrite   jetstream.ErrorCode = 10158 // the same write is on its way already
)

// errConflict is the error of a write of what is no longer as it was.
var errConflict = errors.New("somebody else has written")

// message is one message of a write: it goes in only if the last one of its subject has a revision, all messages of a write or none.
type message struct {
	subject  string
	expected uint64 // 0 where there is none of the subject
	anyway   bool   // whatever the last one is: the servers themselves take a write once that is sent again
	remove   bool
	packed   bool // whether data is
	data     []byte
}

// maxBatch is how many messages the servers take in one write, and maxBatchBytes how much of them together is sent at once.
const (
	maxBatch      = 1000
	maxBatchBytes = 32 << 20
	maxHeader     = 1 << 10 // of one message
)

// publish writes messages, of one stream, all or none, and returns the sequence of the first once most machines have them on disk. The error is
// errConflict if one of them is not expected, and [ErrUnsaved] where nobody answers in time: then the messages may be written or not.
func (c *Cluster) publish(ctx context.Context, s *stream, messages []message) (first uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience+2*longer(messages))
	defer cancel()
	write := nuid.Next()
	asked := false // whether an earlier try may have gone in
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		last, err := c.tryPublishing(ctx, write, messages)
		switch {
		case err == nil:
			return last + 1 - uint64(len(messages)), nil
		case isConflict(err) && asked:
			if first, known, ours := whose(ctx, s, write, messages[0]); known && ours {
				return first, nil
			} else if known {
				return 0, errConflict
			}
		case isConflict(err):
			return 0, errConflict
		case !passing(err):
			return 0, err
		case mayBeWritten(err):
			asked = true
		}
		select {
		case <-ctx.Done():
			return 0, ErrUnsaved
		case <-time.After(pause):
		}
	}
}

// longer returns how much longer than for one message it is waited for the answer to many: each is synced on its own before all are taken.
func longer(messages []message) time.Duration {
	return time.Duration(len(messages)) * 10 * time.Millisecond
}

// tryPublishing writes messages once, and returns the sequence of the last.
func (c *Cluster) tryPublishing(ctx context.Context, write string, messages []message) (last uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, askPatience+longer(messages))
	defer cancel()
	if len(messages) == 1 {
		options := []jetstream.PublishOpt{jetstream.WithRetryAttempts(0)}
		if messages[0].anyway {
			options = append(options, jetstream.WithMsgID(write))
		} else {
			options = append(options, jetstream.WithExpectLastSequencePerSubject(messages[0].expected))
		}
		ack, err := c.js.PublishMsg(ctx, messages[0].nats(write), options...)
		if err != nil {
			return 0, err
		}
		return ack.Sequence, nil
	}
	batch, err := jetstreamext.NewBatchPublisher(c.js, jetstreamext.BatchFlowControl{AckFirst: true, AckEvery: 50, AckTimeout: askPatience})
	if err != nil {
		return 0, err
	}
	for i, m := range messages {
		expect := jetstreamext.WithBatchExpectLastSequencePerSubject(m.expected)
		if i < len(messages)-1 {
			if err := batch.AddMsg(m.nats(write), expect); err != nil {
				return 0, err
			}
			continue
		}
		ack, err := batch.CommitMsg(ctx, m.nats(write), expect)
		if err != nil {
			return 0, err
		}
		last = ack.Sequence
	}
	return last, nil
}

// nats returns the message as it is sent. "KV-Operation" is what the key-value buckets of NATS call a removal.
func (m message) nats(write string) *nats.Msg {
	msg := &nats.Msg{Subject: m.subject, Data: m.data, Header: nats.Header{formatMark: {format}, writeMark: {write}}}
	if m.packed {
		msg.Header.Set(codingMark, coding)
	}
	if m.remove {
		msg.Header.Set("KV-Operation", "DEL")
	}
	return msg
}

// isConflict reports whether an error says that a subject has another revision. A single machine gives another code than several do.
func isConflict(err error) bool {
	api, ok := errors.AsType[*jetstream.APIError](err)
	return ok && (api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == codeInProcess)
}

// mayBeWritten reports whether a message that failed so may have been written all the same.
func mayBeWritten(err error) bool {
	if api, ok := errors.AsType[*jetstream.APIError](err); ok {
		return api.ErrorCode == codeStoreFailed
	}
	return !errors.Is(err, nats.ErrNoResponders) && !errors.Is(err, jetstream.ErrNoStreamResponse)
}

// whose finds out which write went in behind the revision that a message expects, and its sequence. known is false where nobody says, or nothing has yet.
func whose(ctx context.Context, s *stream, write string, m message) (sequence uint64, known, ours bool) {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	msg, err := s.GetMsg(ctx, m.expected+1, jetstream.WithGetMsgSubject(m.subject))
	if err != nil {
		return 0, false, false
	}
	return msg.Sequence, true, msg.Header.Get(writeMark) == write
}

// passing reports whether an error may be gone when the same is asked again.
func passing(err error) bool {
	if api, ok := errors.AsType[*jetstream.APIError](err); ok {
		return slices.Contains([]int{408, 429, 503}, api.Code) ||
			slices.Contains([]jetstream.ErrorCode{codeIncomplete, codeStoreFailed, codeNoPeers, codeSameWrite}, api.ErrorCode)
	}
	for _, known := range []error{nats.ErrTimeout, nats.ErrNoResponders, nats.ErrDisconnected, nats.ErrConnectionReconnecting, nats.ErrReconnectBufExceeded, context.DeadlineExceeded,
		jetstream.ErrNoStreamResponse, jetstream.ErrNoHeartbeat} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}
