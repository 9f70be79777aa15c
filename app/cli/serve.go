package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store/lastgood"
)

type serveCommand struct {
	Addr    string `default:"localhost:8080" placeholder:"HOST:PORT" help:"Address to listen on (${default}); port 0 takes any free one."`
	Content string `placeholder:"DIR" help:"Folder of the English pages (content, or those inside the binary where there is no such folder)."`
	Locales string `placeholder:"DIR" help:"Folder of the catalogs (locales, or those inside the binary where there is no such folder)."`
	dataFolder
	Origin    string   `placeholder:"URL" help:"What stands before every address of the site, for example https://guides.example.org or https://hospital.example/guides (http:// and the address listened on)."`
	Host      []string `placeholder:"NAME" help:"Further names by which readers reach the site, beside that of the origin. Requests under other names are refused."`
	TLS       bool     `name:"tls" help:"Say that readers come over TLS, through a proxy in front: browsers are then told to use nothing else."`
	Cache     byteSize `name:"cache-size" default:"256MB" placeholder:"SIZE" help:"How much memory finished pages may take (${default}). What is asked for least is made anew when it is asked for."`
	Ops       string   `name:"ops-addr" placeholder:"HOST:PORT" help:"Address for the operator's metrics (/metrics) and profiles (/debug/pprof/), of this machine only; none unless given."`
	Quiet     bool     `help:"Log no requests."`
	LogFormat string   `default:"text" enum:"text,json" placeholder:"FORMAT" help:"Write the log as text or as json (${default})."`
	Validate  bool     `help:"Serve nothing: read everything, say what would not be served as it stands, and exit with 0 or 1."`
	workbenchFlags
	Clustered clusterFlags `embed:""`
	Preview   bool         `help:"The workbench at --addr, for who sits at this machine: every text with its state, its place and what check finds; pages load anew when a file is saved; two pseudo-locales try the layout. Readers' pages are at any free port."`
}

// Run serves until the process is told to end, then answers what is in flight.
func (c *serveCommand) Run(t *terminal) error {
	if os.Getenv("GOMEMLIMIT") == "" { // garbage is collected in time, so that the process stays near what the operator allows
		debug.SetMemoryLimit(int64(c.Cache) + 192<<20) // about what the process takes beside finished pages
	}
	signal.Ignore(syscall.SIGPIPE) // what reads the log may end; readers go on reading
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	out := &syncWriter{to: t.err}
	log := c.newLog(out)
	trees, err := c.openTrees(ctx, log)
	if err != nil {
		return err
	}
	defer trees.close()
	pack, unread := lastgood.Open(c.Data, trees.content.Name, trees.locales.Name)
	defer func() { pack.Close() }() // it is one to close whether or not it could be read
	if c.Validate {
		if unread != nil {
			c.warnUnread(log, unread)
		}
		return t.validate(trees.content, trees.locales, pack.Kept())
	}
	ln, err := c.listen()
	if err != nil {
		return err
	}
	defer ln.Close()
	work, err := c.workbenchFlags.listen()
	if err != nil {
		return err
	}
	if work != nil {
		defer work.Close()
		if trees.cluster == nil {
			if err := c.prepareWorkbench(work, trees, log); err != nil {
				return err
			}
		}
	}
	c.warn(log, ln.Addr())
	warned := c.tryData(log, unread)
	s, err := c.newSite(ctx, trees, pack, reachable(ln.Addr()), work, log)
	if err != nil {
		return err
	}
	if err := trees.cluster.refused(); err != nil { // which is known before anybody is served
		return err
	}
	_, version := readBuild()
	now := s.Snapshot()
	log.Info("serving", "address", reachable(ln.Addr())+"/", "content", trees.content.Name, "locales", trees.locales.Name,
		"pages", len(now.Pages), "languages", len(now.Locales.Locales), "faults", len(now.Faults), "version", version)
	go renderAll(s)
	if work != nil {
		wait, err := c.openWorkbench(ctx, work, trees, s, reachable(ln.Addr()), log)
		if err != nil {
			return err
		}
		defer wait()
	}
	return c.answer(ctx, s, ln, log, out, warned, trees.cluster)
}

// newSite reads the trees, and follows their changes. pack keeps last good versions; nil for nothing. reachable is what stands before every address where no origin is named.
func (c *serveCommand) newSite(ctx context.Context, trees served, pack *lastgood.Pack, reachable string, work *openWorkbench,
	log *slog.Logger) (s *site.Site, err error) {
	// The watch begins before the first reading, so that nothing saved in between is missed.
	made := make(chan struct{})
	if err := follow(ctx, func() *site.Site { <-made; return s }, trees.follow); err != nil {
		log.Error("saved changes will not be served before a restart", "error", err)
	}
	journal := history.New(historyLog(c.Data))
	if trees.cluster != nil {
		journal = nil // a release is served the same by all machines, of which not all hold the history
		if trees.released == nil {
			journal = trees.cluster.joined.journal()
		}
	}
	o := site.Options{Origin: cmp.Or(c.Origin, reachable), Log: log, CacheSize: int64(c.Cache), Whole: trees.released != nil}
	if trees.released != nil {
		o.Steady = trees.released.Steady
	}
	o.Overwritten, o.History = keepOverwritten(trees.localesChanges, log), recordedWords(journal)
	if journal == nil {
		o.History = nil
	}
	if work != nil {
		go recoverForTranslators(ctx, trees.contentChanges, trees.localesChanges, work, log)
	}
	if pack != nil {
		o.Keeper = pack
	}
	s, err = site.New(trees.content, trees.locales, o)
	if err == nil {
		close(made)
	}
	return s, err
}

// answer serves a site until ctx ends, and says what was served. warned is for [keepLastGood].
func (c *serveCommand) answer(ctx context.Context, s *site.Site, ln net.Listener, log *slog.Logger, out io.Writer, warned bool, p *part) error {
	module, _ := readBuild()
	options := server.Options{Version: module, Log: log, Origin: c.Origin, Hosts: c.hosts(ln.Addr()), AnyHost: c.Origin == "" && len(c.Host) == 0, TLS: c.TLS,
		Reports: c.reportLog(p, log), JSON: c.LogFormat == "json"}
	if !c.Quiet {
		options.Requests = out
	}
	if p != nil {
		options.Cluster = p.state
	}
	serving := server.New(s, options)
	if c.Ops != "" {
		if err := serving.ServeOps(ctx, c.Ops); err != nil {
			return listenError("--ops-addr", c.Ops, err)
		}
	}
	began := time.Now()
	kept, stop := make(chan struct{}), make(chan struct{})
	go func() {
		keepLastGood(stop, s, log, warned)
		close(kept)
	}()
	err := serving.Serve(ctx, ln)
	close(stop)
	select {
	case <-kept:
	case <-time.After(keepPatience): // a disk that does not answer holds up no end
	}
	requests, failed := serving.Served()
	log.Info("ended", "because", fmt.Sprint(cmp.Or(err, context.Cause(ctx))), "requests", requests, "failed", failed,
		"served_for", time.Since(began).Round(time.Millisecond))
	return err
}

// syncWriter is a writer that goroutines share: one writes at a time.
type syncWriter struct {
	mu sync.Mutex
	to io.Writer
}

func (w *syncWriter) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(b)
}

// retryPeriod is the time between two looks at the files at fault, because not every change is told: of permissions, or of a folder in another place.
const retryPeriod = 3 * time.Second

// follow reloads the site after every saved change, at midnight, when dates may pass, and as a whole at SIGHUP. What is at fault is tried again every few
// seconds. made waits until the site is there, and returns it.
func follow(ctx context.Context, made func() *site.Site, watch func(ctx context.Context, changed func(corpus.Changes)) error) error {
	reload := func(c corpus.Changes) {
		if s := made(); s.Reload(c) == nil {
			go renderAll(s)
		}
	}
	keepCurrent(ctx, made, reload)
	return watch(ctx, reload)
}

// keepCurrent reloads the site where no saved change says so.
func keepCurrent(ctx context.Context, made func() *site.Site, reload func(corpus.Changes)) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGHUP)
	go func() {
		defer signal.Stop(asked)
		retry := time.NewTicker(retryPeriod)
		defer retry.Stop()
		none := []string{}
		for {
			midnight := time.Now().UTC().Truncate(24 * time.Hour).Add(24*time.Hour + time.Second)
			select {
			case <-ctx.Done():
				return
			case <-asked:
				reload(corpus.Changes{Anew: true})
			case <-retry.C:
				if s := made(); s.Retry() {
					go renderAll(s)
				}
			case <-time.After(time.Until(midnight)):
				reload(corpus.Changes{Content: none, Locales: none})
			}
		}
	}()
}

// renderAll makes the documents of the snapshot of the moment, until there is a newer one.
func renderAll(s *site.Site) {
	now := s.Snapshot()
	now.Render(func() bool { return s.Snapshot() == now })
}
