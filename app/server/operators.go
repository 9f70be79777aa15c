package server

import (
	"context"
	"fmt"
	"net"

	"github.com/gofiber/fiber/v2"
)

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
	app := fiber.New(fiber.Config{DisableStartupMessage: true, ReadTimeout: firstTime, IdleTimeout: nextTime, ReadBufferSize: maxHeaders})
	s.operatorRoutes(app)
	context.AfterFunc(ctx, func() { _ = app.ShutdownWithTimeout(0) })
	go func() {
		if err := app.Listener(ln); err != nil && ctx.Err() == nil && s.log != nil {
			s.log.Error("the operator's listener ended", "error", err)
		}
	}()
	return nil
}
