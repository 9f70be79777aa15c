package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/store/lastgood"
	"github.com/parlance/parlance/content"
	"github.com/parlance/parlance/locales"
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
	Preview   bool     `help:"For translators, on this machine only: every text shows its state, its place and what check finds; pages load anew when a file is saved; two pseudo-locales try the layout."`
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
	pages, pageChanges, err := openTree(c.Content, "content", content.FS)
	if err != nil {
		return err
	}
	catalogs, catalogChanges, err := openTree(c.Locales, "locales", locales.FS)
	if err != nil {
		return err
	}
	if err := cmp.Or(c.checkOrigin(), c.checkHosts(), c.checkData(), c.checkFolders(pageChanges, catalogChanges)); err != nil {
		return err
	}
	pack, unread := lastgood.Open(c.Data, pages.Name, catalogs.Name)
	defer func() { pack.Close() }() // it is one to close whether or not it could be read
	if c.Validate {
		if unread != nil {
			c.warnUnread(log, unread)
		}
		return t.validate(pages, catalogs, pack.Kept())
	}
	ln, err := c.listen()
	if err != nil {
		return err
	}
	defer ln.Close()
	c.warn(log, ln.Addr())
	warned := c.tryData(log, unread)
	origin := cmp.Or(c.Origin, reachable(ln.Addr()))
	// The watch begins before the first reading, so that nothing saved in between is missed.
	var s *site.Site
	made := make(chan struct{})
	if err := follow(ctx, func() *site.Site { <-made; return s }, pageChanges, catalogChanges); err != nil {
		log.Error("saved changes will not be served before a restart", "error", err)
	}
	o := site.Options{Origin: origin, Log: log, Preview: c.Preview, CacheSize: int64(c.Cache)}
	o.Overwritten = keepOverwritten(catalogChanges, log)
	if c.Preview {
		go recoverForTranslators(ctx, pageChanges, catalogChanges, log)
	} else {
		o.Keeper = pack
	}
	s, err = site.New(pages, catalogs, o)
	if err != nil {
		return err
	}
	close(made)
	_, version := readBuild()
	now := s.Snapshot()
	log.Info("serving", "address", reachable(ln.Addr())+"/", "content", pages.Name, "locales", catalogs.Name,
		"pages", len(now.Pages), "languages", len(now.Locales.Locales), "faults", len(now.Faults), "version", version)
	go renderAll(s)
	return c.answer(ctx, s, ln, log, out, warned)
}

// answer serves a site until ctx ends, and says what was served. warned is for [keepLastGood].
func (c *serveCommand) answer(ctx context.Context, s *site.Site, ln net.Listener, log *slog.Logger, out io.Writer, warned bool) error {
	module, _ := readBuild()
	options := server.Options{Version: module, Log: log, Origin: c.Origin, Hosts: c.hosts(ln.Addr()), AnyHost: c.Origin == "" && len(c.Host) == 0, TLS: c.TLS, Preview: c.Preview,
		Reports: c.reportLog(log), JSON: c.LogFormat == "json"}
	if !c.Quiet {
		options.Requests = out
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

// embedded watches a tree inside the binary, which never changes.
type embedded struct{}

// Watch never calls changed.
func (embedded) Watch(context.Context, func([]string)) error { return nil }

// openTree opens the folder that was named, else the usual one, else what is inside the binary.
func openTree(named, usual string, inside fs.FS) (store.Tree, store.Watcher, error) {
	if info, err := os.Stat(usual); named == "" && (err != nil || !info.IsDir()) {
		return store.Tree{FS: inside, Name: usual + " (inside the binary)"}, embedded{}, nil
	}
	dir, err := folder.Open(cmp.Or(named, usual))
	if err != nil {
		return store.Tree{}, nil, err
	}
	return dir.Tree(), dir, nil
}

// retryPeriod is the time between two looks at the files at fault, because not every change is told: of permissions, or of a folder in another place.
const retryPeriod = 3 * time.Second

// follow reloads the site after every saved change, at midnight, when dates may pass, and as a whole at SIGHUP. What is at fault is tried again every few
// seconds. made waits until the site is there, and returns it.
func follow(ctx context.Context, made func() *site.Site, content, locales store.Watcher) error {
	none := []string{}
	reload := func(c corpus.Changes) {
		if s := made(); s.Reload(c) == nil {
			go renderAll(s)
		}
	}
	keepCurrent(ctx, made, reload)
	if err := content.Watch(ctx, func(paths []string) { reload(corpus.Changes{Content: paths, Locales: none}) }); err != nil {
		return err
	}
	if err := locales.Watch(ctx, func(paths []string) { reload(corpus.Changes{Content: none, Locales: paths}) }); err != nil {
		return err
	}
	return nil
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
