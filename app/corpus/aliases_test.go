package corpus

import (
	"maps"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/sitetest"
)

// An address that a page had leads to that page alone: it is the slug of no page and the alias of no other.
func TestAliases(t *testing.T) {
	for name, c := range map[string]struct {
		first, second string // aliases of page and of second
		want          map[string]string
		fault         string
	}{
		"two":                {`["old", "guides/older"]`, `["else"]`, map[string]string{"old": "page", "guides/older": "page", "else": "second"}, ""},
		"of a page":          {`["old", "second"]`, `[]`, map[string]string{"old": "page"}, "content/page.md:5:19: the alias \"second\" leads nowhere: there is a page"},
		"its own":            {`["page"]`, `[]`, map[string]string{}, "content/page.md:5:12: the alias \"page\""},
		"of two":             {`["old"]`, `["old"]`, map[string]string{"old": "page"}, "content/second.md:5:12: the alias \"old\" leads nowhere: the page page"},
		"like a locale":      {`["ar/old"]`, `[]`, map[string]string{}, "content/page.md:5:12: the alias \"ar/old\""},
		"of the server":      {`["readyz"]`, `[]`, map[string]string{}, "content/page.md:5:12: "},
		"no list":            {`"old"`, `[]`, map[string]string{}, "content/page.md:5:11: aliases must be a list"},
		"no name":            {`["old", "Old page.md"]`, `[]`, map[string]string{}, "content/page.md:5:19: an alias is the name"},
		"no text":            {`["old", 5]`, `[]`, map[string]string{}, "content/page.md:5:"},
		"on lines, comments": {"[\n \"old\", # 2025\n]", `[]`, map[string]string{"old": "page"}, ""},
	} {
		f := sitetest.New(t)
		f.Edit(f.Content, "page.md", "published", "aliases = "+c.first+"\npublished")
		f.Edit(f.Content, "second.md", "published", "aliases = "+c.second+"\npublished")
		content, locales := f.Trees()
		r := NewReader(content, locales)
		r.Partial = true
		got, err := r.Read(Changes{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		said := ""
		for _, fault := range got.Faults {
			if strings.Contains(fault.Error(), "alias") {
				said += fault.Error()
			}
		}
		if c.fault == "" && said != "" || !strings.HasPrefix(said, c.fault) || !maps.Equal(got.Aliases, c.want) {
			t.Errorf("%s: got %v and %q", name, got.Aliases, said)
		}
	}
}
