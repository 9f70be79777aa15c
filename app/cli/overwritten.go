package cli

import (
	"context"
	"log/slog"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

const (
	maxOverwritten = 3                // catalogs at once: what replaces more of them is a program, git for example, and knows what it does
	recoverPeriod  = 10 * time.Second // between two looks of a workbench at what is kept beside catalogs
)

// keepOverwritten returns what keeps, beside a catalog, what it held before somebody saved an older copy of it, for the next [workspace.Recover] (law 3). The
// catalog itself is left alone: an editor may have it open, and git expects what it has written. It returns nil for a tree inside the binary.
func keepOverwritten(locales store.Watcher, log *slog.Logger) func([]corpus.Overwritten) {
	dir, ok := locales.(*folder.Folder)
	if !ok {
		return nil
	}
	return func(list []corpus.Overwritten) {
		if len(list) > maxOverwritten {
			return
		}
		for _, o := range list {
			file := dir.Tree().Path(o.Path)
			if err := dir.Keep(o.Path, o.Held); err != nil {
				log.Warn("somebody saved an older copy of a catalog over words of somebody else, and these cannot be kept", "file", file, "error", err)
				continue
			}
			log.Warn("somebody saved an older copy of a catalog over words of somebody else: these are kept, and the next parlance sync puts them back as previous texts (#~)", "file", file)
		}
	}
}

// recoverForTranslators does every few seconds, beside a workbench, what each command does first: it keeps late words, and those that were written over.
func recoverForTranslators(ctx context.Context, content, locales store.Watcher, work *openWorkbench, log *slog.Logger) {
	pages, ok := content.(*folder.Folder)
	catalogs, ok2 := locales.(*folder.Folder)
	if !ok || !ok2 {
		return
	}
	said := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(recoverPeriod):
		}
		kept := func(name, line string) {
			log.Info(line)
			work.recovered(name)
		}
		if err := workspace.Recover(pages, catalogs, work.options.Journal, kept); err != nil && err.Error() != said {
			said = err.Error()
			log.Warn("words that were saved while a file was being written are to be kept by hand", "error", err)
		}
	}
}
