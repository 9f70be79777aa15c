package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

const (
	leaseRenewed = 3 * time.Second  // how often who holds a lease says so
	leaseLost    = 10 * time.Second // without having said so, after which who holds it holds it no more
	leaseExpires = 20 * time.Second // of silence, by the clock of who waits, after which another one takes it
)

// holding is the record of who holds a lease. It stands under a key that no file can have.
type holding struct {
	Holder string    `json:"holder"` // "" for nobody
	At     time.Time `json:"at"`     // for people: nothing is decided by it
}

// Lease is the right to do something that one at a time does in a cluster. It is lost when it cannot be renewed; every clock that counts is one's own, and one that only
// goes forward. What is done under it is done by compare-and-swap all the same.
type Lease struct {
	cluster  *Cluster
	key      string
	holder   string
	revision uint64
	lost     context.CancelCauseFunc
	ended    chan struct{}
	stop     context.CancelFunc
	once     sync.Once
}

// ErrLeaseLost is why what is done under a lease ends.
var ErrLeaseLost = errors.New("the cluster did not answer for a while, so that another one may have taken over")

// Hold waits until nobody else holds the lease of a name, made of letters, and returns a context that ends when it is lost. waiting is told once who holds it.
func (c *Cluster) Hold(ctx context.Context, name, holder string, waiting func(by string)) (context.Context, *Lease, error) {
	l := &Lease{cluster: c, key: filesPrefix + "=lease." + name, holder: holder, ended: make(chan struct{})}
	var seen uint64
	since, told := time.Now(), ""
	for {
		h, revision, err := l.now(ctx)
		switch {
		case err != nil && !passing(err):
			return nil, nil, fmt.Errorf("asking who does this already: %w", err)
		case err != nil:
		case revision != seen || revision == 0:
			seen, since = revision, time.Now()
			fallthrough
		default:
			if free := revision == 0 || h.Holder == "" || time.Since(since) > leaseExpires; free {
				if err := l.write(ctx, revision, holder); err == nil {
					held, lost := context.WithCancelCause(ctx)
					renewing, stop := context.WithCancel(ctx)
					l.lost, l.stop = lost, stop
					go l.renew(renewing)
					return held, l, nil
				}
			} else if h.Holder != told && waiting != nil {
				told = h.Holder
				waiting(h.Holder)
			}
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(time.Second / 2):
		}
	}
}

// now asks the leader who holds the lease.
func (l *Lease) now(ctx context.Context) (h holding, revision uint64, err error) {
	revision, err = l.cluster.lastRecord(ctx, l.key, &h)
	return h, revision, err
}

// write writes who holds the lease, in the place of a revision.
func (l *Lease) write(ctx context.Context, revision uint64, holder string) error {
	data, err := json.Marshal(holding{holder, time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	at, err := l.cluster.publish(ctx, l.cluster.files, []message{{subject: l.key, expected: revision, data: data}})
	if err == nil {
		l.revision = at
	}
	return err
}

// renew says again and again who holds the lease, until ctx ends or it is lost.
func (l *Lease) renew(ctx context.Context) {
	defer close(l.ended)
	for said := time.Now(); ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(leaseRenewed):
		}
		asked := time.Now()
		trying, cancel := context.WithDeadline(ctx, said.Add(leaseLost))
		err := l.write(trying, l.revision, l.holder)
		cancel()
		switch {
		case err == nil:
			said = asked
		case errors.Is(err, errConflict) || time.Since(said) >= leaseLost:
			l.lost(ErrLeaseLost)
			return
		}
	}
}

// Release gives the lease back, so that nobody has to wait until it expires.
func (l *Lease) Release() {
	l.once.Do(func() {
		l.stop()
		<-l.ended
		ctx, cancel := context.WithTimeout(context.Background(), askPatience)
		defer cancel()
		_ = l.write(ctx, l.revision, "") // it expires otherwise
		l.lost(context.Canceled)
	})
}

// Moment returns which cluster this is, of all that ever had its name, and the sequence of the last change that this machine has.
func (c *Cluster) Moment() (cluster string, sequence uint64) {
	info := c.files.CachedInfo()
	name := strings.Join([]string{info.Config.Metadata[clusterMark], info.Created.UTC().Format(time.RFC3339Nano)}, " ")
	return name, c.copy.at(&c.files.at)
}
