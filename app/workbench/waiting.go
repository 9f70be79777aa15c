package workbench

import (
	"context"
	"net"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"github.com/parlance/parlance/app/server/connlimit"
	"github.com/parlance/parlance/app/workbench/signin"
)

// retryAfter is what a browser or a script is told to wait, in seconds, while the workbench cannot be opened yet.
const retryAfter = "5"

// ServeWaiting answers the connections of ln until ctx ends, in the place of a workbench that cannot be opened yet: with why, and with what somebody typed into a form. It
// leaves ln open for the workbench. why is asked for each answer.
func ServeWaiting(ctx context.Context, ln *net.TCPListener, o Options, why func() string) {
	w := &Workbench{Options: Options{Origin: o.Origin, Log: o.Log}}
	w.app = fiber.New(w.config())
	w.app.Server().CloseOnShutdown = true
	w.app.Server().Handler = connlimit.KnownMethods(w.app.Server().Handler)
	w.app.Server().ErrorHandler = connlimit.DrainLarge(w.app.Server().ErrorHandler)
	w.app.Use(w.secure, recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: w.logPanic}), signin.OnlyHost(w.Origin), signin.SameOrigin)
	w.app.Get("/workbench/:name", w.ownAsset)
	w.app.Use(func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderRetryAfter, retryAfter)
		c.Set(fiber.HeaderConnection, "close") // so that the next request reaches the workbench
		return &problem{status: fiber.StatusServiceUnavailable, Title: "The workbench cannot be opened yet",
			Text: why() + " Nothing can be saved until then, and nothing was changed: keep what you typed, and load this page again in a minute. Readers notice nothing."}
	})
	lent := &lentListener{TCPListener: ln}
	limited := connlimit.New(lent, maxConnections, requestTime)
	w.app.Server().ConnState = limited.ConnState
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = w.app.Listener(limited)
	}()
	select {
	case <-ctx.Done():
	case <-ended: // ln was closed
		return
	}
	_ = lent.Close()
	bounded, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	_ = w.app.ShutdownWithContext(bounded) // what is in flight says that nothing was saved, and may be cut off
	<-ended
	_ = ln.SetDeadline(time.Time{})
}

// lentListener is a listener that is left open where it is closed.
type lentListener struct {
	*net.TCPListener
	closed atomic.Bool
}

// Accept implements [net.Listener].
func (l *lentListener) Accept() (net.Conn, error) {
	conn, err := l.TCPListener.Accept()
	if err != nil && l.closed.Load() {
		err = net.ErrClosed
	}
	return conn, err
}

// Close has Accept return, and leaves the listener open.
func (l *lentListener) Close() error {
	l.closed.Store(true)
	return l.SetDeadline(time.Unix(1, 0))
}
