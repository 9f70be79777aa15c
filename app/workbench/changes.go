package workbench

import (
	"context"
	"time"

	"github.com/parlance/parlance/app/site"
)

// changePause is the time between two looks whether what is served has changed.
const changePause = 200 * time.Millisecond

// followChanges tells those who have a page before their eyes that it has changed, by whichever door: an editor that saved, git, a command. It ends with ctx.
func (w *Workbench) followChanges(ctx context.Context) {
	tick := time.NewTicker(changePause)
	defer tick.Stop()
	before := w.Site.Snapshot()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := w.Site.Snapshot()
		if now == before {
			continue
		}
		told := map[[2]string]bool{}
		for at := range w.watchers.spots() {
			slug := at.slug()
			page := [2]string{at.tag, slug}
			if !told[page] && differs(before, now, at.tag, slug) {
				told[page] = true
				w.watchers.tell(event{Kind: kindChanged, Tag: at.tag, Page: slug})
			}
		}
		before = now
	}
}

// differs reports whether a page in a locale is another in two snapshots, or what is said of files with faults beside it. A locale that is made from the
// English changes with it; what is no page does not.
func differs(before, now *site.Snapshot, tag, slug string) bool {
	was, is := before.Page(slug), now.Page(slug)
	switch {
	case was == nil && is == nil:
		return false
	case was == nil || is == nil || before.Locales != now.Locales || len(before.Faults) != len(now.Faults):
		return true
	}
	l, ok := now.Locales.Find(tag)
	if !ok {
		l = now.Locales.English()
	}
	return before.PageInputs(was).In(l) != now.PageInputs(is).In(l)
}
