package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/parlance/parlance/app/server/connlimit"
)

// grace is how long requests in flight have to be answered once the server is told to stop. With it a stop takes less than 5 s.
const grace = 4 * time.Second

// Serve answers the connections of ln until ctx ends. Then it accepts no more, closes idle connections, lets the requests in flight be answered,
// and returns nil after at most 5 s. It closes ln. Any other end is an error. A server serves once.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	s.limit = connlimit.New(ln, maxConnections, s.deadlines.first)
	s.app.Server().ConnState = s.limit.ConnState
	if s.requestLog != nil {
		defer s.requestLog.flush()
	}
	ended := make(chan error, 1)
	go func() { ended <- s.app.Listener(s.limit) }()
	select {
	case err := <-ended:
		if err == nil {
			err = net.ErrClosed
		}
		return fmt.Errorf("serve %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	return s.stop(s.limit, ended)
}

// stop ends what Serve began.
func (s *Server) stop(ln net.Listener, ended <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.grace)
	defer cancel()
	// Closed here too, because a server that is stopped before it began to accept does not know its listener yet.
	_ = ln.Close()
	err := s.app.ShutdownWithContext(ctx)
	<-ended
	if errors.Is(err, context.DeadlineExceeded) {
		return nil // whoever is still being answered had the time that was promised
	}
	if err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop serving: %w", err)
	}
	left := make(chan struct{})
	go func() { s.lingering.Wait(); close(left) }()
	select {
	case <-left:
	case <-ctx.Done():
	}
	return nil
}
