package cluster

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/synadia-io/orbit.go/jetstreamext"

	"github.com/parlance/parlance/app/store"
)

const (
	keptFormat = 1
	keepEvery  = time.Second // for which what arrives may be lost to a crash: it is read again then
	keepBytes  = 4 << 20     // after which it is written at once
	keepWaste  = 4 << 20     // bytes of versions that others have replaced, and as many as of those that stand, before they are taken out
)

// keptHead is the first line of what is kept.
type keptHead struct {
	Format  int    `json:"format"`
	Cluster string `json:"cluster"` // as [Cluster.Moment] names it
}

// keptMessage is a message that was taken over: a line of what is kept.
type keptMessage struct {
	Stream   string      `json:"stream"`
	Sequence uint64      `json:"sequence"`
	Subject  string      `json:"subject"`
	At       time.Time   `json:"at"`
	Header   nats.Header `json:"header,omitempty"`
}

// keeper keeps what this machine has of a cluster in a log, so that the next start asks for what came since alone. Names are not kept, because they can be forgotten.
type keeper struct {
	log  store.Log
	says *slog.Logger

	mu      sync.Mutex
	waiting [][]byte
	size    int
	failed  bool // nothing is written any more: behind a gap nothing may stand
}

// keptHeaders are those of a message that [Cluster.take] reads.
var keptHeaders = []string{formatMark, codingMark, "KV-Operation", jetstreamext.BatchIDHeader, jetstreamext.BatchCommitHeader}

// lineOf returns a line: the SHA-256 of the rest, the data in base64, and a value as JSON.
func lineOf(value any, data []byte) ([]byte, error) {
	about, err := json.Marshal(value)
	rest := append(append(base64.StdEncoding.AppendEncode(nil, data), ' '), about...)
	sum := sha256.Sum256(rest)
	return append(append(hex.AppendEncode(make([]byte, 0, len(rest)+2*len(sum)+1), sum[:]), ' '), rest...), err
}

// readLine reads a line, and reports whether it is whole.
func readLine(line []byte, into any) (data []byte, whole bool) {
	digits, rest, _ := bytes.Cut(line, []byte(" "))
	encoded, about, _ := bytes.Cut(rest, []byte(" "))
	if sum := sha256.Sum256(rest); string(digits) != hex.EncodeToString(sum[:]) || json.Unmarshal(about, into) != nil {
		return nil, false
	}
	data, err := base64.StdEncoding.AppendDecode(nil, encoded)
	return data, err == nil
}

// resume takes over what is kept of the cluster, and returns what keeps the rest. What is damaged, torn, of another cluster or of a later moment than the cluster's is taken out,
// and all that stands behind it: it is read from the cluster.
func (c *Cluster) resume(log store.Log) (*keeper, error) {
	k := &keeper{log: log, says: c.log}
	name, _ := c.Moment()
	seen, at, used, whole := map[string]uint64{}, map[string]uint64{}, 0, true
	streams := map[string]*stream{}
	for _, s := range c.streams() {
		if info := s.CachedInfo(); s != c.names {
			streams[info.Config.Name], at[info.Config.Name] = s, info.State.LastSeq
		}
	}
	size, started := 0, false
	err := log.Each(func(_ string, data []byte) {
		size = len(data)
		for line := range bytes.Lines(data) {
			if line = bytes.TrimSuffix(line, []byte("\n")); len(line) == 0 || !whole {
				continue
			}
			if !started {
				var head keptHead
				_, whole = readLine(line, &head)
				whole = whole && head == keptHead{keptFormat, name}
				started = whole
				continue
			}
			var m keptMessage
			packed, ok := readLine(line, &m)
			if whole = ok && streams[m.Stream] != nil && m.Sequence <= at[m.Stream]; whole && m.Sequence > seen[m.Stream] {
				c.take(m.Subject, m.Header, packed, m.Sequence, m.At)
				seen[m.Stream] = m.Sequence
				c.copy.reached(&streams[m.Stream].at, m.Sequence)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for _, e := range c.copy.all() {
		used += 4*max(len(e.packed), len(e.lines))/3 + 400
	}
	if !whole || size > 2*used+keepWaste {
		if err := k.tidy(c, started, seen); err != nil {
			return nil, err
		}
	}
	if !started {
		line, err := lineOf(keptHead{keptFormat, name}, nil)
		if err == nil {
			err = log.AppendLines([][]byte{line})
		}
		return k, err
	}
	return k, nil
}

// tidy takes out of what is kept whatever was not taken over, and versions of files that others have replaced.
func (k *keeper) tidy(c *Cluster, started bool, seen map[string]uint64) error {
	return k.log.Rewrite(func(line []byte) []byte {
		var m keptMessage
		_, whole := readLine(line, &m)
		switch {
		case !started || !whole:
			return nil
		case m.Stream == "":
			return line // the head
		case m.Sequence > seen[m.Stream]:
			return nil
		case m.Stream == c.files.CachedInfo().Config.Name:
			if name, ok := nameOf(m.Subject[min(len(filesPrefix), len(m.Subject)):]); ok && c.copy.get(name).revision > m.Sequence {
				return nil
			}
		}
		return line
	})
}

// add keeps a message that was taken over.
func (k *keeper) add(s *stream, subject string, header nats.Header, data []byte, sequence uint64, at time.Time) {
	m := keptMessage{Stream: s.CachedInfo().Config.Name, Sequence: sequence, Subject: subject, At: at, Header: nats.Header{}}
	for _, name := range keptHeaders {
		if values := header.Values(name); len(values) > 0 {
			m.Header[name] = values
		}
	}
	line, err := lineOf(m, data)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.failed = k.failed || err != nil; k.failed {
		return
	}
	k.waiting, k.size = append(k.waiting, line), k.size+len(line)
	if k.size > keepBytes {
		k.flushLocked()
	}
}

// run writes what waits now and then, until ctx ends.
func (k *keeper) run(ctx context.Context) {
	tick := time.NewTicker(keepEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			k.flush()
		}
	}
}

// flush writes what waits.
func (k *keeper) flush() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.flushLocked()
}

func (k *keeper) flushLocked() {
	if len(k.waiting) == 0 || k.failed {
		return
	}
	if err := k.log.AppendLines(k.waiting); err != nil {
		k.failed = true
		k.says.Warn("what this server has of the cluster is not kept any more: its next start reads more from the cluster", "error", err)
	}
	k.waiting, k.size = nil, 0
}
