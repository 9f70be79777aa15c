package cluster

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"
)

// stream is one that the copy follows.
type stream struct {
	jetstream.Stream
	at   position // how far the copy is
	only string   // the subject that is followed; "" for all of them
}

const (
	heartbeat  = 500 * time.Millisecond
	idleLimit  = 30 * time.Second // after which the servers drop what followed for a machine that is gone
	maxBackoff = 2 * time.Second
)

// follow takes over every message of a stream until ctx ends. Whatever ends the flow, it begins again behind the last message that it had: the flow of
// the library may end silently, with the machine that it came from.
func (c *Cluster) follow(ctx context.Context, s *stream) {
	pause := 100 * time.Millisecond
	for ctx.Err() == nil {
		before := c.copy.at(&s.at)
		err := c.followOnce(ctx, s)
		if c.copy.at(&s.at) > before {
			pause = 100 * time.Millisecond
		}
		if ctx.Err() != nil {
			return
		}
		c.log.Debug("the flow of changes is begun again", "stream", s.CachedInfo().Config.Name, "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(pause/2 + rand.N(pause)): // not all machines at once
		}
		pause = min(2*pause, maxBackoff)
	}
}

// followOnce takes over messages until the flow ends.
func (c *Cluster) followOnce(ctx context.Context, s *stream) error {
	policy := jetstream.DeliverAllPolicy
	if s.CachedInfo().Config.MaxMsgsPerSubject > 0 {
		policy = jetstream.DeliverLastPerSubjectPolicy
	}
	messages, err := flow(ctx, s, c.copy.at(&s.at), policy)
	if err != nil {
		return err
	}
	defer messages.Stop()
	for {
		msg, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return err
		}
		meta, err := msg.Metadata()
		if err != nil {
			return err
		}
		c.take(msg.Subject(), msg.Headers(), msg.Data(), meta.Sequence.Stream, meta.Timestamp)
		if c.keeper != nil && s != c.names {
			c.keeper.add(s, msg.Subject(), msg.Headers(), msg.Data(), meta.Sequence.Stream, meta.Timestamp)
		}
		c.copy.reached(&s.at, meta.Sequence.Stream)
	}
}

// flow begins the flow of the messages of a stream behind a sequence, or where that is 0 of those that a policy names.
func flow(ctx context.Context, s *stream, seen uint64, policy jetstream.DeliverPolicy) (jetstream.MessagesContext, error) {
	from := jetstream.OrderedConsumerConfig{DeliverPolicy: policy, InactiveThreshold: idleLimit, MaxResetAttempts: 1}
	if seen > 0 {
		from.DeliverPolicy, from.OptStartSeq = jetstream.DeliverByStartSequencePolicy, seen+1
	}
	if s.only != "" {
		from.FilterSubjects = []string{s.only}
	}
	consumer, err := s.OrderedConsumer(ctx, from)
	if err != nil {
		return nil, err
	}
	return consumer.Messages(jetstream.PullMaxBytes(32<<20), jetstream.PullExpiry(20*heartbeat), jetstream.PullHeartbeat(heartbeat))
}

// take puts what a message says into the copy.
func (c *Cluster) take(subject string, header nats.Header, data []byte, sequence uint64, at time.Time) {
	var unreadable error
	if f := header.Get(formatMark); f != format {
		unreadable = fmt.Errorf("it was written in format %q, which this program does not know: use the release of parlance that wrote it", f)
	}
	if who, ok := strings.CutPrefix(subject, namePrefix); ok {
		c.people.take(who, header.Get("KV-Operation") != "", data)
		return
	}
	rest, ok := strings.CutPrefix(subject, ledgerPrefix)
	if !ok {
		rest, ok = strings.CutPrefix(subject, logPrefix)
	}
	if ok {
		if header.Get(codingMark) == coding {
			if text, err := c.codec.unpack(data); err == nil {
				data = text
			} else {
				unreadable = err
			}
		}
		if c.releasesOnly {
			data = revocationsIn(data)
		}
		if name, ok := nameOf(rest); ok {
			c.copy.extend(name, sequence, at, data, unreadable)
		}
		return
	}
	c.copy.step(header.Get(jetstreamext.BatchIDHeader) != "" && header.Get(jetstreamext.BatchCommitHeader) == "")
	if subject == releaseKey {
		c.copy.touch(releaseTouched)
		select {
		case c.moved <- struct{}{}:
		default:
		}
	}
	name, ok := nameOf(strings.TrimPrefix(subject, filesPrefix))
	if !ok {
		return
	}
	e := entry{revision: sequence, changed: at, gone: header.Get("KV-Operation") != "", err: unreadable}
	if !e.gone {
		e.packed, e.size = data, sizeOf(data)
	}
	c.copy.put(name, e)
}
