package cli

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/parlance/parlance/app/publish"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/content"
	"github.com/parlance/parlance/locales"
)

type publishCommand struct {
	clusterAccess
	Dir     string   `arg:"" name:"dir" help:"Folder to publish into: a new or empty one, or one that was published into before."`
	Content string   `placeholder:"DIR" help:"Folder of the English pages (content, or those inside the binary where there is no such folder)."`
	Locales string   `placeholder:"DIR" help:"Folder of the catalogs (locales, or those inside the binary where there is no such folder)."`
	Origin  string   `placeholder:"URL" help:"What stands before every address of the site, for example https://guides.example.org or https://hospital.example/guides."`
	Cache   byteSize `name:"cache-size" default:"256MB" placeholder:"SIZE" help:"How much memory finished pages may take (${default})."`
	JSON    bool     `name:"json" help:"Write JSON, for programs."`
}

// published is what publish has done, as JSON.
type published struct {
	Changes []publish.Change `json:"changes"`
	Stale   string           `json:"stale,omitempty"` // the day from which on the site says something else than it should, as in 2027-11-22
}

// Run writes the whole site into a folder.
func (c *publishCommand) Run(t *terminal) error {
	pages, catalogs, end, err := c.trees(t)
	if err != nil {
		return err
	}
	defer end()
	origin, err := parseOrigin("--origin", c.Origin)
	if err != nil {
		return err
	}
	s, err := site.New(pages, catalogs, site.Options{Origin: origin, CacheSize: int64(c.Cache)})
	if err != nil {
		return err
	}
	now := s.Snapshot()
	printFaults(t.err, now.Faults)
	printFaults(t.err, now.RefusedRecordings())
	if names := now.Unserved(); len(names) > 0 {
		return fmt.Errorf("nothing was published: %s cannot be served", visible(names[0]))
	}
	f, err := publish.OpenFolder(c.Dir, []string{cmp.Or(c.Content, "content"), cmp.Or(c.Locales, "locales")}, time.Now())
	if err != nil {
		return err
	}
	defer f.Close()
	p := t.newProgress()
	p.Start("writing pages", 0)
	err = publish.Write(f, now, p.Step)
	p.End()
	if err != nil {
		return fmt.Errorf("nothing was published: %w", err)
	}
	changes, err := f.Finish()
	if err != nil {
		return err
	}
	return cmp.Or(c.report(t, now, changes), findingsIf(len(now.Faults) > 0))
}

// trees returns what is published: folders, what is inside the binary, or what readers of a cluster are served. end lets go of it.
func (c *publishCommand) trees(t *terminal) (pages, catalogs store.Tree, end func(), err error) {
	end = func() {}
	if len(c.Cluster) == 0 {
		if pages, _, err = openTree(c.Content, "content", content.FS); err == nil {
			catalogs, _, err = openTree(c.Locales, "locales", locales.FS)
		}
		return pages, catalogs, end, err
	}
	j, err := t.join(c.clusterAccess)
	if err != nil {
		return pages, catalogs, end, err
	}
	dir, end, err := folder.TemporaryFolder()
	if err != nil {
		return pages, catalogs, end, err
	}
	disk, err := released.Open(dir)
	if err == nil {
		disk.Connect(j)
		var now cluster.Release
		if now, err = j.Current(context.Background()); err == nil {
			err = disk.Take(context.Background(), now.ID)
		}
	}
	if err != nil {
		end()
		return pages, catalogs, end, fmt.Errorf("what readers are served: %w", err)
	}
	return disk.Tree("content"), disk.Tree("locales"), end, nil
}

// report says what differs from what was published before, and until when that holds.
func (c *publishCommand) report(t *terminal, now *site.Snapshot, changes []publish.Change) error {
	done := published{Changes: append([]publish.Change{}, changes...)}
	if day, ok := publish.Stale(now); ok {
		done.Stale = day.Format(time.DateOnly)
	}
	if c.JSON {
		return writeJSON(t.out, done)
	}
	counts := map[string]int{}
	for _, change := range changes {
		counts[change.Kind]++
		fmt.Fprintf(t.out, "%s %s\n", change.Kind, change.Path)
	}
	fmt.Fprintf(t.err, "parlance: published into %s: %d new, %d changed, %d removed\n", visible(c.Dir), counts["new"], counts["changed"], counts["removed"])
	if done.Stale != "" {
		fmt.Fprintf(t.err, "parlance: publish again on %s: from then on a page says that its review is overdue\n", done.Stale)
	}
	return nil
}
