package corpus

import (
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// What an editor writes beside a catalog before it puts it in its place costs no reading of the whole site.
func TestAFileBesideACatalogIsNoReasonToReadEverything(t *testing.T) {
	f := sitetest.New(t)
	f.Sync()
	r := NewReader(f.Trees())
	if _, err := r.Read(Changes{}); err != nil {
		t.Fatal(err)
	}
	name := CatalogPath("es", "page")
	f.Translate("es", "page", "item one", "elemento uno")
	only, none := r.onlyChanged(Changes{Content: []string{}, Locales: []string{name + ".tmp~", LedgerPath("es"), name}})
	if none || r.readIncrementally(only) == nil {
		t.Errorf("everything is read: %v", only)
	}
	for _, other := range []string{TableName, GlossaryName, LedgerPath("es"), CatalogPath("en", "page"), CatalogPath("es", catalog.InterfaceSlug), CatalogPath("es", "nowhere")} {
		if r.readIncrementally(Changes{Content: []string{}, Locales: []string{name, other}}) != nil {
			t.Errorf("%s is taken for a catalog of a page", other)
		}
	}
}
