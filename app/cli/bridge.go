package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/parlance/parlance/app/bridge"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/store/folder"
)

type bridgeCommand struct {
	bridgeFlags
	By   string `placeholder:"NAME" help:"Who makes the edits in the folder (git's user.name)."`
	Data string `placeholder:"DIR" help:"Folder in which history.jsonl keeps the words that make way where git merges, with --push."`
	recordFlags
}

// Run keeps the folder and the cluster in step until the process is told to end. One bridge of a cluster does so at a time; another one waits.
func (c *bridgeCommand) Run(t *terminal) error {
	by, err := editor(c.By)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(t.err, nil))
	b, note, err := c.openBridge(t, bridge.Options{By: by}, true)
	if err != nil {
		return err
	}
	recorder, err := c.recorder(b, log)
	if err != nil {
		return err
	}
	defer c.recordUntil(recorder)()
	host, _ := os.Hostname()
	holder := fmt.Sprintf("%s %s %d", host, filepath.Clean(c.Dir), os.Getpid())
	for {
		held, lease, err := t.joined.Hold(ctx, "bridge", holder, func(by string) {
			log.Info("another bridge keeps its folder in step: this one waits until it ends", "bridge", by)
		})
		if err != nil {
			return ended(ctx, err)
		}
		log.Info("the folder is kept in step with the cluster", "folder", c.Dir)
		err = b.Follow(held, &bridgeLog{log: log, git: recorder, note: note, journal: t.joined, passed: map[string]bool{}})
		lease.Release()
		if ctx.Err() != nil || err != nil && context.Cause(held) == nil {
			return ended(ctx, err)
		}
		log.Warn("the folder is not kept in step for now", "error", err)
	}
}

// ended returns nil where the process was told to end.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// recorder returns what records in git what comes from the cluster; nil where that was not asked for.
func (c *bridgeCommand) recorder(b *bridge.Bridge, log *slog.Logger) (*git.Recorder, error) {
	pages, ok := b.Folder["content"].(*folder.Folder)
	catalogs, ok2 := b.Folder["locales"].(*folder.Folder)
	if !ok || !ok2 {
		return nil, errors.New("the folders of a bridge are folders")
	}
	return c.recordFlags.open(pages, catalogs, c.Data, log)
}

// bridgeLog logs what a bridge does, and has git record what came from the cluster.
type bridgeLog struct {
	log     *slog.Logger
	git     *git.Recorder
	note    func() error
	journal *joined
	failed  string
	passed  map[string]bool // files that were named already
}

// Pushed implements [bridge.Events].
func (l *bridgeLog) Pushed(r *bridge.Result) { l.say("into the cluster", r) }

// Pulled implements [bridge.Events].
func (l *bridgeLog) Pulled(r *bridge.Result) {
	l.say("into the folder", r)
	for _, c := range r.Changes {
		name, ok := strings.CutPrefix(c.Path, "locales/")
		if !ok {
			name = path.Join("..", c.Path)
		}
		tag, page, catalog := corpus.ParseCatalogPath(name)
		s := git.Save{Name: "Parlance", What: "pulled", Tag: tag, Text: cmp.Or(page, c.Path), Files: []string{name}}
		if c.Kind == bridge.Removed {
			s.What, s.Files, s.Removed = "removed", nil, s.Files
		} else if catalog && tag != "en" {
			s.Name = cmp.Or(l.author(tag, page), s.Name)
		}
		l.git.Saved(s)
	}
}

// author returns who made the last edit of a page's texts.
func (l *bridgeLog) author(tag, page string) string {
	records, _, err := l.journal.journal().Records(tag, page)
	if err != nil || len(records) == 0 {
		return ""
	}
	return records[len(records)-1].By
}

func (l *bridgeLog) say(to string, r *bridge.Result) {
	for _, c := range r.Changes {
		l.log.Info("taken over "+to, "file", c.Path, "change", c.Kind, "both_wrote", strings.Join(c.Keys, " "))
	}
	for _, name := range r.Passed {
		if !l.passed[name] {
			l.passed[name] = true
			l.log.Warn("passed over, because its name begins with a dot: rename it if it is to go along", "file", name)
		}
	}
	for _, name := range r.Kept {
		l.log.Warn("removed on one side and changed on the other: it stays", "file", name)
	}
	for _, c := range r.Conflicts {
		l.log.Warn("changed in the folder and in the cluster: neither was touched; join both in the folder, and remove the cluster's copy", "file", c.Path, "copy", c.Kept)
	}
	for _, left := range r.Left {
		l.log.Warn("left as it was", "file", left.Path, "because", left.Why)
	}
}

// Failed implements [bridge.Events].
func (l *bridgeLog) Failed(err error) {
	said := ""
	if err == nil {
		err = l.note()
	}
	if err != nil {
		said = err.Error()
	}
	switch {
	case said == l.failed:
	case said == "":
		l.log.Info("the folder is kept in step again")
	default:
		l.log.Warn("the folder is not in step: it is tried again", "error", said)
	}
	l.failed = said
}
