package cluster

import (
	"io/fs"
	"regexp"
	"testing"
)

// The keys that NATS takes, of which no part is empty.
var validKey = regexp.MustCompile(`^[-/_=a-zA-Z0-9]+(\.[-/_=a-zA-Z0-9]+)*$`)

// Every file has a key of its own, and no key of something else is taken for one.
func FuzzKey(f *testing.F) {
	for _, name := range []string{"content/safety.md", "locales/pt-BR/ui.pt-BR.toml", "content/a..b/..c", ".x", "größe 1", "a=b", "*", "a/>", "x."} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if !fs.ValidPath(name) {
			return
		}
		k := key(name)
		if got, ok := nameOf(k); !ok || got != name {
			t.Errorf("%q: got %q of the key %q", name, got, k)
		}
		if !validKey.MatchString(k) {
			t.Errorf("%q: NATS takes no key %q", name, k)
		}
	})
}

func TestNoFileHasTheKeyOfTheBeginning(t *testing.T) {
	for _, k := range []string{"=cluster", "a=", "a=2", "a=zz", "=2F"} {
		if name, ok := nameOf(k); ok {
			t.Errorf("%q was taken for the file %q", k, name)
		}
	}
}
