package site

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/store"
)

// A phone knows a program by its id: with one for each locale it would have the site twice, in two languages.
func TestEveryLocalesManifestIsOfOneProgram(t *testing.T) {
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS("../../" + name), Name: name} }
	for origin, root := range map[string]string{"https://example.org": "/", "https://example.org/guides": "/guides/"} {
		site, err := New(tree("content"), tree("locales"), Options{Origin: origin})
		if err != nil {
			t.Fatal(err)
		}
		s := site.Snapshot()
		for i, l := range s.Locales.Locales {
			var m struct {
				ID        string `json:"id"`
				StartURL  string `json:"start_url"`
				Scope     string `json:"scope"`
				Lang, Dir string
				Name      string
				Icons     []struct{ Src string }
			}
			if err := json.Unmarshal(s.Manifest(i).Body(document.Identity).Bytes, &m); err != nil {
				t.Fatal(err)
			}
			if m.ID != root || m.Scope != root || m.StartURL != root+l.Tag+"/" || m.Name == "" || len(m.Icons) < 3 {
				t.Errorf("%s: id %q, scope %q, start %q, name %q, %d icons", l.Tag, m.ID, m.Scope, m.StartURL, m.Name, len(m.Icons))
			}
			if m.Lang == l.Tag && m.Dir != l.Dir {
				t.Errorf("%s runs %s", l.Tag, m.Dir)
			}
		}
	}
}
