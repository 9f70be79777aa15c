package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/gofiber/fiber/v2"
)

// grace is how long requests in flight have to be answered once the server is told to stop. With it a stop takes less than 5 s.
const grace = 4 * time.Second

// Serve answers the connections of ln until ctx ends. Then it accepts no more, closes idle connections, lets the requests in flight be answered,
// and returns nil after at most 5 s. It closes ln. Any other end is an error. A server serves once.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	s.limit = newLimitListener(ln, maxConnections, s.deadlines.first)
	s.app.Server().ConnState = s.limit.connState
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

// ServeOps answers the operator at addr until ctx ends: /metrics and /debug/pprof/. The address must be of this machine, because profiles tell more
// than strangers may know; it shares nothing with the listener for readers.
func (s *Server) ServeOps(ctx context.Context, addr string) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listening on %s for the operator: %w", addr, err)
	}
	if tcp, ok := ln.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
		ln.Close()
		return fmt.Errorf("listening on %s for the operator: others can reach it; use an address of this machine alone, like localhost:6060", addr)
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true, ReadTimeout: firstTime, IdleTimeout: nextTime, ReadBufferSize: maxHeaders,
		ErrorHandler: operatorError})
	s.operatorRoutes(app)
	context.AfterFunc(ctx, func() { _ = app.ShutdownWithTimeout(0) })
	go func() {
		if err := app.Listener(ln); err != nil && ctx.Err() == nil && s.log != nil {
			s.log.Error("the operator's listener ended", "error", err)
		}
	}()
	return nil
}
