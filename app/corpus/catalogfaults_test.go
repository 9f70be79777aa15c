package corpus

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/sitetest"
)

// Programs that keep folders alike leave copies beside a file, whose names are those of catalogs of no page.
func TestACopyOfACatalogIsNoCatalog(t *testing.T) {
	f := sitetest.New(t)
	f.Sync()
	f.Arabic()
	f.Put(f.Locales, "ar/page.sync-conflict-20261128-7Q.ar.toml", string(f.Locales["ar/page.ar.toml"].Data))
	c := readTrees(t, f)
	if len(c.Orphans) > 0 {
		t.Errorf("catalogs of pages that are gone: %v", c.Orphans)
	}
	if faults := c.Faults.Error(); !strings.Contains(faults, "page.sync-conflict-20261128-7Q.ar.toml:1:1: a catalog of ar is named <page>.ar.toml") {
		t.Errorf("faults:\n%s", faults)
	}
}
