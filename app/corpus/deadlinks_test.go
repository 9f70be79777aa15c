package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/sitetest"
)

func TestPathsOf(t *testing.T) {
	for _, c := range []struct{ slug, link, want string }{
		{"page", "x", "x"},
		{"page", "x.md", "x"},
		{"page", "/x/", "x"},
		{"page", "/", ""},
		{"page", "..", "none"},
		{"page", "../x", "none"},
		{"guides/page", "x.pdf", "guides/x.pdf x.pdf"},
		{"guides/page", "./x", "guides/x"},
		{"guides/page", "../x.md", "x"},
		{"guides/page", "..", ""},
		{"guides/page", "../../x", "none"},
		{"guides/page", "/../x", "none"},
		{"guides/page", "a/../../x", "x"},
	} {
		paths := PathsOf(c.slug, c.link)
		if got := strings.Join(paths, " "); got != c.want && (c.want != "none" || len(paths) > 0) {
			t.Errorf("%s in %s: got %q, want %s", c.link, c.slug, paths, c.want)
		}
	}
}

// R51: each line of the file is a link or an image on a page, and what is wrong with it.
func TestR51DeadLinks(t *testing.T) {
	data, err := os.ReadFile("testdata/deadlinks.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		text, want, _ := strings.Cut(line, " ; ")
		f := sitetest.New(t)
		f.Put(f.Content, "img/knee.png", "an image")
		f.Put(f.Content, "guides/a plan.png", "an image")
		f.Put(f.Content, "leaflet.pdf", "a document")
		f.Put(f.Content, "guides/more.md", strings.Replace(sitetest.OtherFile, "Other text.", "## Own id {#own}\n\nWords here.\n\n"+strings.ReplaceAll(text, `\n`, "\n"), 1))
		f.Sync()
		var got []string
		for _, one := range readTrees(t, f).EnglishFindings() {
			if one.Rule == "deadlinks" {
				got = append(got, fmt.Sprintf("%s:%d:%d: %s; %s", one.File, one.Line, one.Col, one.Message, one.Hint))
			}
		}
		if want == "ok" && len(got) > 0 || want != "ok" && !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "content/guides/more.md:"+want) }) {
			t.Errorf("line %d: %s: got %q, want %s", n+1, text, got, want)
		}
	}
}

// Law 9: a fault of a page or a picture is told where it is, and not to those who link to it.
func TestALinkToWhatHasAFaultIsNoDeadLink(t *testing.T) {
	f := sitetest.New(t)
	f.Put(f.Content, "guides/more.md", strings.Replace(sitetest.OtherFile, "Other text.", "See [that](/broken) and ![a knee](/knee.png).", 1))
	f.Put(f.Content, "broken.md", "+++\ntitle = \n+++\n")
	f.Put(f.Content, "knee.png", "")
	f.Content["knee.png"].Mode = fs.ModeNamedPipe
	for _, one := range readTrees(t, f).EnglishFindings() {
		if one.Rule == "deadlinks" && one.File == "content/guides/more.md" {
			t.Errorf("%s:%d:%d: %s", one.File, one.Line, one.Col, one.Message)
		}
	}
}
