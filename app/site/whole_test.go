package site

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// A release that is gone back to is served as it was, though each of its files is the beginning of one of the release after it: nothing of a release is cut off.
func TestLaw7AReleaseThatIsGoneBackToIsServedAsItWas(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		f.whole, f.site = true, nil
		f.Put(f.Locales, "ar/reviews.jsonl", "")
		before := f.served()
		content, locales := maps.Clone(f.Content), maps.Clone(f.Locales)
		f.Put(f.Content, "page.md", string(f.Content["page.md"].Data)+"\nMore of it, which the release before does not have.\n")
		f.Put(f.Content, "third.md", strings.Replace(string(f.Content["second.md"].Data), "order = 2", "order = 3", 1))
		f.Sync()
		f.Arabic()
		f.Put(f.Locales, "ar/reviews.jsonl", f.sign("ar", "page", "اقتباس."))
		for _, name := range []string{"locales.toml", "en/ui.en.toml", "ar/second.ar.toml"} {
			f.Put(f.Locales, name, string(f.Locales[name].Data)+"\n# a remark\n")
		}
		if f.served() == before || len(f.site.Snapshot().Faults) > 0 {
			t.Fatalf("the release after it is not served: %v", f.site.Snapshot().Faults)
		}
		for _, tree := range [][2]fstest.MapFS{{content, f.Content}, {locales, f.Locales}} {
			for name := range tree[1] {
				if tree[0][name] == nil {
					f.Remove(tree[1], name)
				}
			}
			for name, file := range tree[0] {
				f.Put(tree[1], name, string(file.Data))
			}
		}
		f.expect("the release before", before, false)
	})
}
