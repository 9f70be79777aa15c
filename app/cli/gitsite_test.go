package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// gitSite is a site in a git repository, on which people work who know nothing of each other.
type gitSite struct {
	t    *testing.T
	r    *rand.Rand
	dir  string
	used int // words that were typed
}

func (g *gitSite) path(name string) string { return filepath.Join(g.dir, name) }

func (g *gitSite) read(name string) string {
	data, err := os.ReadFile(g.path(name))
	if err != nil {
		g.t.Fatal(err)
	}
	return string(data)
}

func (g *gitSite) write(name, text string) {
	if err := os.MkdirAll(filepath.Dir(g.path(name)), 0o755); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(g.path(name), []byte(text), 0o644); err != nil {
		g.t.Fatal(err)
	}
}

// tryGit runs git and reports whether it succeeded.
func (g *gitSite) tryGit(args ...string) (string, bool) {
	cmd := exec.Command("git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "HOME="+g.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_EDITOR=true", "GIT_AUTHOR_NAME=Test", "GIT_AUTHOR_EMAIL=test@example.org",
		"GIT_COMMITTER_NAME=Test", "GIT_COMMITTER_EMAIL=test@example.org")
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func (g *gitSite) git(args ...string) string {
	g.t.Helper()
	out, ok := g.tryGit(args...)
	if !ok {
		g.t.Fatalf("git %v: %s", args, out)
	}
	return out
}

var gitPages = []string{"first", "second"}

func newGitSite(t *testing.T, seed uint64) *gitSite {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		leftout.Skip(t, "git is not installed")
	}
	g := &gitSite{t: t, r: rand.New(rand.NewPCG(seed, 7)), dir: t.TempDir()}
	g.write("locales/locales.toml", "[[locale]]\ntag = \"en\"\nname = \"English\"\n[[locale]]\ntag = \"fr\"\nname = \"Français\"\n[[locale]]\ntag = \"es\"\nname = \"Español\"\n")
	interfaceText, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	g.write("locales/en/ui.en.toml", string(interfaceText))
	for i, p := range gitPages {
		text := fmt.Sprintf("+++\ntitle = \"Page %s\"\ndescription = \"A page.\"\npublished = 2026-01-02\nupdated = 2026-01-02\ncritical = %v\n+++\n", p, i == 0)
		for n := range 6 {
			text += fmt.Sprintf("\nParagraph %s %c stands here.\n", p, 'a'+n)
		}
		g.write("content/"+p+".md", text)
	}
	g.sync()
	g.git("init", "-q", "-b", "main")
	g.git("config", "merge.parlance.driver", "parlance merge %O %A %B %P")
	g.write(".gitattributes", "locales/*/*.toml merge=parlance\nlocales/*/reviews.jsonl merge=parlance\n")
	return g
}

// run carries out a command, which may refuse.
func (g *gitSite) run(args ...string) {
	var out bytes.Buffer
	args = append(args, "--content", g.path("content"), "--locales", g.path("locales"))
	if code := Run(args, []string{"USER=Ada"}, nil, &out, &out); code == exitUsage {
		g.t.Fatalf("parlance %v: %s", args, out.String())
	}
}

func (g *gitSite) sync() { g.run("sync") }

func (g *gitSite) some(list ...string) string { return list[g.r.IntN(len(list))] }

// work does something that people do.
func (g *gitSite) work(branch string) {
	page, tag := g.some(gitPages...), g.some("fr", "es")
	name := fmt.Sprintf("locales/%s/%s.%s.toml", tag, page, tag)
	key := fmt.Sprintf("%s.intro.p%d", page, 1+g.r.IntN(6))
	switch g.r.IntN(9) {
	case 0, 1, 2, 3: // a translation, in an editor
		lines := strings.Split(g.read(name), "\n")
		at := slices.Index(lines, "["+key+"]")
		if at < 0 {
			return
		}
		for ; at < len(lines) && !strings.HasPrefix(lines[at], "other = "); at++ {
		}
		if at < len(lines) {
			g.used++
			lines[at] = fmt.Sprintf("other = \"w%s%dz\"", branch, g.used)
			g.write(name, strings.Join(lines, "\n"))
		}
	case 4: // the English
		g.used++
		name = "content/" + page + ".md"
		old := fmt.Sprintf(" %c stands", 'a'+g.r.IntN(6))
		g.write(name, strings.Replace(g.read(name), old, fmt.Sprintf("%s %s and", old, strings.Repeat("again ", 1+g.r.IntN(3))), 1))
	case 5:
		g.sync()
	case 6, 7:
		g.run("review", tag, key, "--by", "Reviewer "+branch)
	case 8:
		g.run("review", tag, key, "--by", "Reviewer "+branch, "--revoke")
	}
}

func (g *gitSite) commit(message string) {
	g.git("add", "-A")
	g.git("commit", "-q", "--allow-empty", "-m", message)
}

var typedWord = regexp.MustCompile(`w[abm]\d+z`)

var suggestionLine = regexp.MustCompile(`(?m)^#=.*$`) // a copy, which keeps nothing

// words returns the words that stand in the catalogs.
func (g *gitSite) words() map[string]bool {
	found := map[string]bool{}
	for _, tag := range []string{"fr", "es"} {
		for _, p := range gitPages {
			text := suggestionLine.ReplaceAllString(g.read(fmt.Sprintf("locales/%s/%s.%s.toml", tag, p, tag)), "")
			for _, w := range typedWord.FindAllString(text, -1) {
				found[tag+" "+w] = true
			}
		}
	}
	return found
}

// settle resolves conflicts, which may be in pages alone, as a person would who takes one of the two: always the same.
func (g *gitSite) settle(what string) {
	for file := range strings.FieldsSeq(g.git("diff", "--name-only", "--diff-filter=U")) {
		if !strings.HasPrefix(file, "content/") {
			g.t.Fatalf("%s: %s was not merged", what, file)
		}
		g.write(file, min(g.git("show", ":2:"+file), g.git("show", ":3:"+file)))
	}
	g.git("add", "-A")
}

// merge merges a branch into another, syncs, and returns what readers get.
func (g *gitSite) merge(into, other string) []string {
	g.git("checkout", "-q", "-B", "result", into)
	if out, ok := g.tryGit("merge", "-q", "--no-ff", "-m", "merged", other); !ok {
		g.settle(out)
		g.commit("merged")
	}
	return g.check("merge of " + other + " into " + into)
}

func (g *gitSite) rebase(branch, onto string) {
	g.git("checkout", "-q", "-B", "result", branch)
	for out, ok := g.tryGit("rebase", "-q", onto); !ok; out, ok = g.tryGit("rebase", "--continue") {
		if !strings.Contains(g.git("status"), "rebase in progress") {
			g.t.Fatal(out)
		}
		g.settle(out)
	}
	g.check("rebase of " + branch + " onto " + onto)
}

// check holds the tree to the laws, before and after sync, and returns what readers get.
func (g *gitSite) check(what string) (served []string) {
	g.t.Helper()
	if err := filepath.WalkDir(g.path("locales"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if regexp.MustCompile(`(?m)^(<{7}|={7}|>{7})`).Match(data) {
			g.t.Fatalf("%s: %s holds marks of a conflict:\n%s", what, path, data)
		}
		return err
	}); err != nil {
		g.t.Fatal(err)
	}
	merged := g.words()
	if runOn(g.t, g.dir, exitOK, "sync"); g.t.Failed() {
		g.t.FailNow()
	}
	runOn(g.t, g.dir, exitOK, "sync", "--check")
	if now := g.words(); !maps.Equal(now, merged) {
		g.t.Fatalf("%s: sync has changed which words there are: from\n%v\nto\n%v", what, slices.Sorted(maps.Keys(merged)), slices.Sorted(maps.Keys(now)))
	}
	content, locales := g.folder("content"), g.folder("locales")
	src, err := workspace.Read(content.Tree(), locales.Tree(), nil)
	if err != nil || len(src.Faults) > 0 {
		g.t.Fatal(err, src.Faults)
	}
	for i := range src.Locales.Locales {
		l := &src.Locales.Locales[i]
		for _, p := range src.Pages {
			for n, text := range p.Publication(l).Texts {
				served = append(served, fmt.Sprintf("%s %s: %s (%s)", l.Tag, p.Keys[n], text.Text, text.State))
				if m, _ := p.Catalog(l.Index).Find(p.Keys[n]); l.Tag != "en" && text.Locale == l && !text.Signed && m.Hash != catalog.Hash(catalog.Forms{Other: p.Segments[n].Text}) {
					g.t.Fatalf("law 2, %s: %s stands for another English", what, p.Keys[n])
				}
			}
		}
	}
	return served
}

func (g *gitSite) folder(name string) store.Store {
	dir, err := folder.Open(g.path(name))
	if err != nil {
		g.t.Fatal(err)
	}
	return dir
}
