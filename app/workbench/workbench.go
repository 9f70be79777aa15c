package workbench

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/internal/minutelimit"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/server/connlimit"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workbench/signin"
	"github.com/parlance/parlance/app/workspace"
)

// The bounds of a workbench (law 8).
const (
	maxConnections = 512
	maxBody        = 4 << 20          // of a form, in bytes: what is too long for a text is shown again
	maxStrangers   = 512 << 10        // of one from somebody who is not signed in: a text as long as any may be is shown again
	maxHead        = 10 << 10         // of the first line and the headers of a request
	requestTime    = 10 * time.Second // until a request is there whole
	answerTime     = 60 * time.Second // until its answer is sent
	grace          = 4 * time.Second  // that requests in flight have once it is told to stop
)

// ReportLog is where what readers report is kept.
type ReportLog interface {
	Each(yield func(path string, data []byte)) error
	Append(line []byte) error
}

// Options are what a workbench is made of.
type Options struct {
	Site             *site.Site       // what readers are served; it is reloaded after every save
	Content, Locales store.Store      // the trees of the site
	Journal          *history.Journal // keeps every edit; nil for none
	Reports          ReportLog        // nil for none
	Git              *git.Recorder    // records what is saved as commits; nil for none
	People           People
	Tags             []string       // locales to show to a person who may work in all; none for all
	Origin           string         // what stands before every address of the workbench; "" for this machine's names alone
	SignIn           *signin.SignIn // signs people in; nil where nobody signs in

	Log        *slog.Logger // of what goes wrong, and of what somebody did; nil for none
	MaxCatalog int          // size in bytes of the largest catalog that is written; 0 for the usual one
}

// Workbench answers people who translate. Make one with [New].
type Workbench struct {
	Options
	editor    *workspace.Editor
	app       *fiber.App
	watchers  *watchers
	memories  memories
	readBacks readBacks
	pseudo    pseudoLocales
	errors    pageErrors
	forms     minutelimit.Limit[sender]

	mu   sync.Mutex
	last *moment
	view *render.View // of the last moment that had one
}

// New returns a workbench.
func New(o Options) *Workbench {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	w := &Workbench{
		Options: o, editor: workspace.NewEditor(o.Locales, workspace.Options{Journal: o.Journal, MaxCatalog: o.MaxCatalog}), watchers: newWatchers(),
	}
	w.app = fiber.New(w.config())
	below := w.app.Server()
	below.CloseOnShutdown = true
	below.Handler = connlimit.KnownMethods(below.Handler)
	below.ErrorHandler = connlimit.DrainLarge(below.ErrorHandler)
	if w.SignIn != nil {
		below.HeaderReceived = connlimit.LimitBodies(maxStrangers, w.SignIn.SignedIn)
	}
	w.routes(w.app)
	return w
}

func (w *Workbench) config() fiber.Config {
	return fiber.Config{
		DisableStartupMessage: true, CaseSensitive: true, UnescapePath: true, Immutable: true, DisablePreParseMultipartForm: true,
		BodyLimit: maxBody, ReadBufferSize: maxHead, ReadTimeout: requestTime, WriteTimeout: answerTime, IdleTimeout: answerTime,
		Concurrency: 2 * maxConnections, ErrorHandler: w.errorHandler,
	}
}

// warm reads the history, so that the first save or signature does not wait for it.
func (w *Workbench) warm() {
	if err := w.Journal.Warm(); err != nil {
		w.Log.Error("the history of edits cannot be read", "error", err)
	}
}

// Serve answers the connections of ln until ctx ends, and closes ln. Any other end is an error.
func (w *Workbench) Serve(ctx context.Context, ln net.Listener) error {
	limited := connlimit.New(ln, maxConnections, requestTime)
	w.app.Server().ConnState = limited.ConnState
	ended := make(chan error, 1)
	go func() { ended <- w.app.Listener(limited) }()
	go w.followChanges(ctx)
	go w.warm()
	select {
	case err := <-ended:
		return fmt.Errorf("the workbench at %s: %w", ln.Addr(), errors.Join(err, net.ErrClosed))
	case <-ctx.Done():
	}
	w.watchers.stop()
	_ = ln.Close()
	bounded, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := w.app.ShutdownWithContext(bounded)
	<-ended
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
