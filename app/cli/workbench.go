package cli

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os/exec"
	"os/user"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workbench"
	"github.com/parlance/parlance/app/workbench/signin"
)

// workbenchFlags are the flags of a workbench beside the readers' listener.
type workbenchFlags struct {
	Work string `name:"work-addr" placeholder:"HOST:PORT" help:"Address for people who translate and review in the browser, of this machine only unless they sign in; none unless given."`
	As   string `name:"as" placeholder:"NAME" help:"Who you are in the workbench, where nobody signs in (git's user.name)."`
	signInFlags
	recordFlags

	tags    []string             // languages to show; none for all
	opened  func(address string) // called once the workbench answers; nil for nobody
	preview bool                 // Work is what --addr says, for who sits at this machine
}

// setPreview makes of --preview what it stands for: the workbench at --addr, and readers' pages at any free port of this machine.
func (c *serveCommand) setPreview() error {
	if !c.Preview {
		return nil
	}
	if c.Work != "" {
		return usagef("--preview is the workbench at --addr: for one beside the readers' pages give --work-addr without --preview")
	}
	c.preview, c.Work, c.Addr = true, c.Addr, "localhost:0"
	return nil
}

// openWorkbench is a workbench that is listened for, and not served yet.
type openWorkbench struct {
	net.Listener
	options workbench.Options
}

// recovered has git record a catalog in which words were kept that two saved at once.
func (w *openWorkbench) recovered(name string) {
	tag, page, _ := corpus.ParseCatalogPath(name)
	w.options.Git.Saved(git.Save{Name: "Parlance", What: "recovered", Tag: tag, Text: page, Files: []string{name}})
}

// listen opens the address of the workbench; nil where there is none. It is for who sits at this machine, unless people sign in.
func (f *workbenchFlags) listen() (*openWorkbench, error) {
	if f.Work == "" {
		return nil, f.recordFlags.check()
	}
	flag := "--work-addr"
	if f.preview {
		flag = "--addr"
	}
	if _, port, err := net.SplitHostPort(f.Work); err != nil || port == "" {
		return nil, listenError(flag, f.Work, err)
	}
	ln, err := net.Listen("tcp", f.Work)
	if err != nil {
		return nil, listenError(flag, f.Work, err)
	}
	if f.preview && !isLoopback(ln.Addr()) {
		ln.Close()
		return nil, usagef("a preview is for this machine only, and %s can be reached from others: use --addr localhost:8080", f.Work)
	}
	if err := f.signInFlags.check(ln.Addr(), f.Work); err != nil {
		ln.Close()
		return nil, err
	}
	return &openWorkbench{Listener: ln}, nil
}

// prepareWorkbench sets who works, and where edits are kept. What the workbench writes must be in folders, and its history in none that readers may get; or
// all of it in a cluster.
func (c *serveCommand) prepareWorkbench(w *openWorkbench, s served, log *slog.Logger) (err error) {
	names := []string{cmp.Or(c.Content, "content"), cmp.Or(c.Locales, "locales")}
	key := func() (signin.Key, error) { return sessionKey(c.Data, names) }
	var catalogs store.Store
	if s.cluster != nil {
		j := s.cluster.joined
		if c.Commit || c.Push {
			return usagef("--commit and --push record what is saved in the folders, and the texts are in the cluster: leave them out")
		}
		key = func() (signin.Key, error) { return j.key, nil }
		catalogs = j.Tree("locales")
		w.options = workbench.Options{Content: j.Tree("content"), Locales: catalogs, Journal: j.journal(), Reports: j.Log(corpus.ReportsName), Tags: c.tags}
	} else if catalogs, err = c.prepareFolders(w, s, names, log); err != nil {
		return err
	}
	if c.Issuer != "" {
		in, err := c.signInFlags.open(catalogs, key, names, log)
		w.options.People, w.options.SignIn, w.options.Origin = in, in, c.WorkOrigin
		return err
	}
	w.options.People, err = c.alone()
	return err
}

// prepareFolders has a workbench write into folders. It returns that of the catalogs.
func (c *serveCommand) prepareFolders(w *openWorkbench, s served, names []string, log *slog.Logger) (*folder.Folder, error) {
	pages, ok := s.contentChanges.(*folder.Folder)
	catalogs, ok2 := s.localesChanges.(*folder.Folder)
	if !ok || !ok2 {
		return nil, usagef("the workbench writes into the folders content and locales, and one of them is not here: start it where they are, or name them with --content and --locales")
	}
	o, err := recordedTrees{trees: trees{Content: names[0], Locales: names[1]}, Data: c.Data}.options(&terminal{})
	if err != nil {
		return nil, err
	}
	w.options = workbench.Options{Content: pages, Locales: catalogs, Journal: o.Journal, Reports: c.log().Rotate(keptReports, nil), Tags: c.tags}
	w.options.Git, err = c.recordFlags.open(pages, catalogs, c.Data, log)
	return catalogs, err
}

// alone returns who works where nobody signs in: the name of --as, else who git says it is.
func (c *serveCommand) alone() (who workbench.Alone, err error) {
	from := "--as"
	if who.Name = c.As; who.Name == "" {
		from, who = "git's user.name", workbench.Alone{Name: gitConfig("user.name"), Mail: gitConfig("user.email")}
		if own, err := user.Current(); who.Name == "" && c.preview && err == nil { // to look at something takes no name
			from, who.Name = "the system's user name", own.Username
		}
		if who.Name == "" {
			return who, usagef("say who you are: --as \"Ana García\"; the history and signatures name you, and git knows no user.name here")
		}
	}
	if who.Name, err = personName(from, who.Name); err != nil {
		return who, usagef("%v", err)
	}
	return who, nil
}

// gitConfig returns a value of git's configuration, "" where there is none.
func gitConfig(name string) string {
	out, _ := exec.Command("git", "config", name).Output()
	return strings.TrimSpace(string(out))
}

// serveWorkbench serves the workbench until ctx ends. The returned function waits until it has ended.
func (c *serveCommand) serveWorkbench(ctx context.Context, w *openWorkbench, s *site.Site, log *slog.Logger) (wait func()) {
	w.options.Site, w.options.Log = s, log
	made := workbench.New(w.options)
	recorded := c.recordUntil(w.options.Git)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := made.Serve(ctx, w.Listener); err != nil {
			log.Error("the workbench ended", "error", err)
		}
	}()
	address := cmp.Or(c.WorkOrigin, reachable(w.Addr())) + "/"
	log.Info("the workbench answers", "address", address)
	if c.opened != nil {
		c.opened(address)
	}
	return func() {
		<-ended
		recorded()
	}
}

type workCommand struct {
	Tag     string `arg:"" optional:"" help:"The locale to work in (all)."`
	Content string `default:"content" placeholder:"DIR" help:"Folder of the English pages (${default})."`
	Locales string `default:"locales" placeholder:"DIR" help:"Folder of the catalogs (${default})."`
	dataFolder
	As   string `name:"as" placeholder:"NAME" help:"Who you are (git's user.name)."`
	Addr string `default:"localhost:0" placeholder:"HOST:PORT" help:"Address of the site as readers see it (any free port of this machine)."`
	Work string `name:"work-addr" default:"localhost:8090" placeholder:"HOST:PORT" help:"Address of the workbench (${default})."`
	recordFlags
	NoBrowser bool `help:"Open no browser: print the address alone."`
}

// Run serves the site and the workbench on this machine, and opens the browser there.
func (c *workCommand) Run(t *terminal) error {
	var path string
	serve := &serveCommand{Addr: c.Addr, Content: c.Content, Locales: c.Locales, dataFolder: c.dataFolder, Cache: 256 << 20, LogFormat: "text", Quiet: true}
	serve.workbenchFlags = workbenchFlags{Work: c.Work, As: c.As, recordFlags: c.recordFlags, opened: func(address string) {
		fmt.Fprintf(t.out, "The workbench: %s%s\nStop it with Ctrl+C.\n", address, path)
		if !c.NoBrowser {
			openBrowserAt(address + path)
		}
	}}
	if c.Tag != "" {
		_, list, err := trees{Content: c.Content, Locales: c.Locales}.read(t, nil, []string{c.Tag}, false)
		if err != nil {
			return err
		}
		path = list[0].Tag
		serve.tags = []string{path}
	}
	return serve.Run(t)
}

// openBrowserAt opens an address in the browser, where the system has a program for that. That there is none, or no screen, is no error: the address is printed.
func openBrowserAt(address string) {
	for _, name := range []string{"xdg-open", "open"} {
		if path, err := exec.LookPath(name); err == nil {
			cmd := exec.Command(path, address)
			if cmd.Start() == nil {
				go func() { _ = cmd.Wait() }()
			}
			return
		}
	}
}
