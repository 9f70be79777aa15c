package cli

import (
	"context"
	"log/slog"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store/cluster"
)

// part is a server's part in a cluster, which it may not have joined yet.
type part struct {
	done   chan struct{} // closed once it has joined, or was refused
	joined *joined       // once done, unless err is set
	err    error         // why the cluster refuses it
	stop   context.CancelFunc
}

// joinAgain is how long a server without a voice waits before it tries again to reach a cluster.
const joinAgain = 2 * time.Second

// join joins, while readers are served from the disk. again has it try until ctx ends; else an error is a refusal.
func (p *part) join(ctx context.Context, again bool, log *slog.Logger, try func() (*joined, error)) {
	defer close(p.done)
	for said := ""; ; {
		if p.joined, p.err = try(); p.err == nil {
			log.Info("the cluster is joined")
			return
		}
		if ctx.Err() != nil {
			return
		}
		if !again {
			log.Error("this machine is refused by the cluster: readers go on being served the release on its disk, without what is released or taken back from now on; put it right, and start it again",
				"error", p.err)
			return
		}
		if now := p.err.Error(); now != said {
			said = now
			log.Warn("the cluster is not joined yet: it is tried again", "error", p.err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(joinAgain):
		}
	}
}

// refused returns why the cluster refuses this server, nil where it does not, or nobody knows yet. p may be nil.
func (p *part) refused() error {
	if p == nil || !p.isDone() {
		return nil
	}
	return p.err
}

func (p *part) isDone() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// close leaves the cluster.
func (p *part) close() {
	p.stop()
	<-p.done
	if p.joined != nil {
		p.joined.close()
	}
}

// lateLog is the log of reports of a cluster that may not be joined yet.
type lateLog struct{ part *part }

// Append implements [server.ReportLog].
func (l lateLog) Append(line []byte) error {
	if !l.part.isDone() || l.part.err != nil {
		return cluster.ErrUnsaved
	}
	return l.part.joined.Log(corpus.ReportsName).Append(line)
}
