package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/headers"
)

// maxProfile is how many seconds a profile may take.
const maxProfile = 60

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
	app := s.operatorsApp()
	context.AfterFunc(ctx, func() { _ = app.ShutdownWithTimeout(0) })
	go func() {
		if err := app.Listener(ln); err != nil && ctx.Err() == nil && s.log != nil {
			s.log.Error("the operator's listener ended", "error", err)
		}
	}()
	return nil
}

// operatorsApp returns what answers operators.
func (s *Server) operatorsApp() *fiber.App {
	app := fiber.New(fiber.Config{DisableStartupMessage: true, ReadTimeout: firstTime, IdleTimeout: nextTime, ReadBufferSize: maxHeaders,
		ErrorHandler: operatorsError})
	s.operatorRoutes(app)
	return app
}

// secureOperators is the outermost middleware: every answer, to errors too, has the security headers, and no cache keeps it.
func (s *Server) secureOperators(c *fiber.Ctx) error {
	if err := c.Next(); err != nil {
		_ = operatorsError(c, err) // which always answers
	}
	s.security.set(&c.Context().Response.Header)
	setHeader(&c.Context().Response.Header, fiber.HeaderCacheControl, headers.NoStore)
	return nil
}

// operatorsError is the ErrorHandler of the operator's listener: it answers in plain words.
func operatorsError(c *fiber.Ctx, err error) error {
	p := problemOf(err)
	text := p.Error()
	var profile profileError
	if errors.As(err, &profile) {
		text = err.Error()
	}
	var method methodError
	if errors.As(err, &method) {
		c.Set(fiber.HeaderAllow, method.allow)
	}
	sendPlain(c, p.status(), "text/plain; charset=utf-8", []byte(text+"\n"))
	return nil
}

// profileError is badRequest, with what is wrong about the profile that was asked for.
type profileError struct{}

func (profileError) Error() string {
	return fmt.Sprintf("seconds must be a number from 0 to %d", maxProfile)
}
func (profileError) Unwrap() error { return badRequest }

// boundProfile is the middleware that refuses profiles of more than maxProfile seconds, and what is no profile.
func boundProfile(c *fiber.Ctx) error {
	if strings.Contains(c.Params("*"), "/") {
		return notFound // what profiles are made by would redirect
	}
	query, err := url.ParseQuery(string(c.Request().URI().QueryString())) // as what profiles are made by reads it
	if err != nil {
		return badRequest
	}
	for _, value := range query["seconds"] {
		if n, err := strconv.ParseFloat(value, 64); value != "" && (err != nil || !(n >= 0 && n <= maxProfile)) {
			return profileError{}
		}
	}
	return c.Next()
}
