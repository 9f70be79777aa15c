package cli

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/store/lastgood"
	"github.com/parlance/parlance/app/workbench/team"
)

const (
	keepPeriod  = time.Second / 2 // between two looks whether files have changed: what was withdrawn must outlive a crash soon
	keepAgainIn = 3 * time.Second // after they could not be kept

	keepPatience = 2 * time.Second // how long the end of the server waits for what is kept last
)

// tryData warns once where the folder of the data cannot be written, and else where its files cannot: what the server kept cannot be read for the error
// unread. It reports whether the operator knows that nothing may be kept of files.
func (c *serveCommand) tryData(log *slog.Logger, unread error) (warned bool) {
	if err := folder.TryWriting(c.Data); err != nil {
		log.Warn("neither what readers report nor the last good versions of files can be kept: name a folder that this account may write to by --data", "error", err)
		return true
	}
	if err := c.log().Try(); err != nil {
		log.Warn("what readers report cannot be kept: let this account write to the file, or put it away", "error", err)
	}
	if unread != nil {
		c.warnUnread(log, unread)
	}
	return unread != nil
}

func (c *serveCommand) warnUnread(log *slog.Logger, err error) {
	log.Warn("the last good versions of files cannot be read: what has a fault now is not served as it was before this start", "data", c.Data, "error", err)
}

// checkFolders returns an error where what is inside the binary would be served in the place of a folder that is not there now, because it is not mounted yet for
// example: pages beside a folder of catalogs, or anything where a server has lived from both folders. What the binary holds is older, and may hold sentences
// that were withdrawn.
func (c *serveCommand) checkFolders(pages, catalogs store.Watcher) error {
	inside := func(w store.Watcher) bool { return w == store.Watcher(embedded{}) }
	if !inside(pages) && !inside(catalogs) {
		return nil
	}
	content, locales := cmp.Or(c.Content, "content"), cmp.Or(c.Locales, "locales")
	if inside(pages) && !inside(catalogs) && c.Locales == "" {
		return fmt.Errorf("there is a folder %s here, and no folder %s: put it back, or name both folders", locales, content)
	}
	pack, err := lastgood.Open(c.Data, content, locales)
	if err != nil || len(pack.Kept()) == 0 {
		return nil
	}
	return fmt.Errorf("a server here served the folders %s and %s, and one of them is not there now: put it back; to serve what is inside the binary, name another folder with --data", content, locales)
}

// keepLastGood keeps the last good versions of files until stop is closed, and once more then. Where the operator was warned at the start, it says
// nothing more before it has succeeded.
func keepLastGood(stop chan struct{}, s *site.Site, log *slog.Logger, warned bool) {
	said := ""
	for ended := false; !ended; {
		err := s.Keep()
		if warned = warned && err != nil; err != nil && !warned && !errors.Is(err, lastgood.ErrInUse) && err.Error() != said {
			said = err.Error()
			log.Warn("the last good versions of files are not kept: after a restart a file with a fault is not served as it was", "error", err)
		}
		pause := keepPeriod
		if err != nil {
			pause = keepAgainIn
		}
		select {
		case <-stop:
			ended = true
		case <-time.After(pause):
		}
	}
	s.Keep() // what is not kept now was said before
}

// validate reads both trees as a start does, every catalog and the team too, beside what kept has for files at fault, says what would not be served as it stands, and changes nothing.
func (t *terminal) validate(content, locales store.Tree, kept []store.Kept) error {
	r := corpus.NewReader(content, locales)
	r.Restore(kept)
	found, err := r.Read(corpus.Changes{})
	if err != nil {
		return err
	}
	faults := append(found.Faults, team.Check(locales)...)
	printFaults(t.out, faults)
	for _, name := range found.Unserved {
		fmt.Fprintf(t.out, "%s: readers would not get this page at all\n", name)
	}
	printFaults(t.err, found.Recordings.Refused) // which cost readers no text
	fmt.Fprintf(t.err, "parlance: %s and %s: %s in %s would be served, %s\n", visible(content.Name), visible(locales.Name),
		count(len(found.Pages), "page"), count(len(found.Locales.Locales), "language"), count(len(faults), "fault"))
	return findingsIf(len(faults)+len(found.Unserved) > 0)
}
