package readers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/internal/minutelimit"
	"github.com/parlance/parlance/app/store/cluster"
)

// Bounds of what readers can ask of one machine (law 8).
const (
	maxQuestion   = 4 << 10  // bytes
	maxReport     = 32 << 10 // bytes of a line
	maxReports    = 60       // in a minute, of all readers together
	maxPending    = 10_000   // questions that wait for a turn
	atOnce        = 32       // questions that are answered at the same time
	answerTime    = 5 * time.Second
	keptLarge     = 4 // files of more than one piece that are remembered between two pieces
	pendingBytes  = 8 << 20
	serviceQueue  = "readers" // of several machines one answers
	reportTooMany = "too many reports came in within a minute: send it again in a minute"
)

// Options is how a machine answers readers.
type Options struct {
	// Report keeps a line that a server of readers sends, or refuses it. nil refuses all.
	Report func(line []byte) error
	Log    *slog.Logger
}

// service answers questions. It is safe for concurrent use.
type service struct {
	conn    *nats.Conn
	cluster *cluster.Cluster
	options Options
	turns   chan bool
	reports minutelimit.Limit[string]

	mu          sync.Mutex
	at          uint64 // of the ledgers when revocations were gathered
	revocations map[string][]byte
	index       []byte // the answer to [askLedgers]
	large       []largeFile
}

// largeFile is a file that is asked for piece by piece.
type largeFile struct {
	sum  cluster.Sum
	data []byte
}

// Serve answers readers, and tells them of what moves, until ctx ends. conn is a connection with full rights, which stays the caller's.
func Serve(ctx context.Context, conn *nats.Conn, c *cluster.Cluster, o Options) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &service{conn: conn, cluster: c, options: o, turns: make(chan bool, atOnce)}
	for subject, whole := range map[string]func(context.Context, question) ([]byte, error){
		askRelease: s.release, askObject: s.object, askLedgers: s.ledgers, askRevocations: s.linesOf,
	} {
		if err := s.listen(ctx, subject, maxQuestion, func(ctx context.Context, data []byte) (*nats.Msg, error) {
			var q question
			if err := json.Unmarshal(data, &q); err != nil {
				return nil, errors.New("the question cannot be read")
			}
			text, err := whole(ctx, q)
			return answer(text, q.From), err
		}); err != nil {
			return err
		}
	}
	if err := s.listen(ctx, askReport, maxReport, s.report); err != nil {
		return err
	}
	c.Revoked(ctx, func(names []string) {
		for _, name := range names {
			if cluster.IsLedger(name) {
				s.tell(toldLedgers)
				return
			}
		}
	})
	c.Moved(ctx, func() { s.tell(toldRelease) })
	return nil
}

// tell tells readers that there is a reason to ask. Whoever misses it asks a little later.
func (s *service) tell(subject string) {
	if err := s.conn.PublishMsg(&nats.Msg{Subject: subject, Header: nats.Header{formatMark: {format}}}); err != nil {
		s.options.Log.Debug("readers are not told", "error", err)
	}
}

// listen answers questions of one kind, several at once. The services of the library answer one after another, and a file of a release takes a round trip.
func (s *service) listen(ctx context.Context, subject string, most int, handle func(ctx context.Context, data []byte) (*nats.Msg, error)) error {
	sub, err := s.conn.QueueSubscribe(subject, serviceQueue, func(msg *nats.Msg) {
		if !cluster.Answerable(msg.Reply) || ctx.Err() != nil {
			return
		}
		s.turns <- true
		go func() {
			defer func() { <-s.turns }()
			ctx, cancel := context.WithTimeout(ctx, answerTime)
			defer cancel()
			_ = msg.RespondMsg(s.answer(ctx, msg, most, handle)) // who asked asks again
		}()
	})
	if err != nil {
		return fmt.Errorf("answering readers: %w", err)
	}
	context.AfterFunc(ctx, func() { _ = sub.Unsubscribe() })
	return sub.SetPendingLimits(maxPending, pendingBytes)
}

// answer returns the answer to a question, or why there is none.
func (s *service) answer(ctx context.Context, msg *nats.Msg, most int, handle func(ctx context.Context, data []byte) (*nats.Msg, error)) *nats.Msg {
	var reply *nats.Msg
	err := errFormat
	switch {
	case len(msg.Data) > most:
		err = fmt.Errorf("more than %d bytes are not taken", most)
	case msg.Header.Get(formatMark) == format:
		reply, err = handle(ctx, msg.Data)
	}
	if err != nil {
		return &nats.Msg{Header: nats.Header{formatMark: {format}, errorMark: {err.Error()}}}
	}
	return reply
}

// release answers [askRelease]. The leader is asked, so that nobody is told of an older release than before.
func (s *service) release(ctx context.Context, _ question) ([]byte, error) {
	r, err := s.cluster.Current(ctx)
	if err != nil {
		return nil, err
	}
	return json.Marshal(pointer{r.ID, r.At.Unix(), r.Revision, s.cluster.Name()})
}

// object answers [askObject].
func (s *service) object(ctx context.Context, q question) ([]byte, error) {
	if !q.Sum.Valid() {
		return nil, errors.New("this is no sum of a file")
	}
	s.mu.Lock()
	for _, f := range s.large {
		if f.sum == q.Sum {
			s.mu.Unlock()
			return f.data, nil
		}
	}
	s.mu.Unlock()
	data, err := s.cluster.Packed(ctx, q.Sum)
	if err == nil && len(data) > pieceSize {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.large = append([]largeFile{{q.Sum, data}}, s.large[:min(len(s.large), keptLarge-1)]...)
	}
	return data, err
}

// ledgers answers [askLedgers].
func (s *service) ledgers(context.Context, question) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.gather()
	return s.index, err
}

// linesOf answers [askRevocations].
func (s *service) linesOf(_ context.Context, q question) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.gather()
	return s.revocations[q.Name], err
}

// gather reads the revocations of all ledgers anew where one of them has grown. A thousand readers ask for them every few seconds.
func (s *service) gather() error {
	at := s.cluster.LedgersAt()
	if s.index != nil && at == s.at {
		return nil
	}
	list, lines := []listed{}, map[string][]byte{}
	for _, name := range s.cluster.Ledgers() {
		if text := s.cluster.Revocations(name); len(text) > 0 {
			lines[name] = text
			list = append(list, listed{name, int64(len(text)), cluster.SumOf(text)})
		}
	}
	index, err := json.Marshal(list)
	if err == nil {
		s.at, s.revocations, s.index = at, lines, index
	}
	return err
}

// report answers [askReport].
func (s *service) report(_ context.Context, line []byte) (*nats.Msg, error) {
	switch {
	case s.options.Report == nil:
		return nil, errors.New("this machine keeps no reports")
	case len(line) == 0 || bytes.ContainsAny(line, "\r\n"):
		return nil, errors.New("a report is one line")
	case s.reports.Take("", maxReports, time.Now()) > 0:
		return nil, errors.New(reportTooMany)
	}
	return answer(nil, 0), s.options.Report(line)
}
