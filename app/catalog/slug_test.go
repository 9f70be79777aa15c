package catalog

import (
	"testing"

	"github.com/parlance/parlance/app/segment"
)

func TestNoPageHasTheSlugOfTheInterface(t *testing.T) {
	if slug, err := segment.SlugOf(InterfaceSlug + ".md"); err == nil {
		t.Errorf("a page may be called %q, as the catalogs of the interface are", slug)
	}
}
