package cli

import (
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// saveInWorkbench saves a text by the form, as a browser does.
func saveInWorkbench(t *testing.T, address, page, key, words string) {
	t.Helper()
	get, err := http.Get(address + page + "/" + key)
	if err != nil {
		t.Fatal(err)
	}
	defer get.Body.Close()
	form, _ := io.ReadAll(get.Body)
	fields := url.Values{"other": {words}}
	for _, name := range []string{"source", "was"} {
		m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindSubmatch(form)
		if m == nil {
			t.Fatalf("%s has no field %s:\n%s", key, name, form)
		}
		fields.Set(name, string(m[1]))
	}
	request, _ := http.NewRequest("POST", address+page+"/"+key, strings.NewReader(fields.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		body, _ := io.ReadAll(answer.Body)
		t.Fatalf("%s: %s\n%s", key, answer.Status, body)
	}
}

// Law 3, with git and the real program: what is saved in the workbench is a commit of who saved it, and is pushed at the end; what others have pushed
// is merged by the program's own driver, of which no configuration tells git.
func TestLaw3SavesInTheWorkbenchAreCommitsThatMeetThoseOfOthers(t *testing.T) {
	g := newGitSite(t, 1)
	g.git("config", "--unset", "merge.parlance.driver")
	g.git("rm", "-q", "-f", "--cached", "--ignore-unmatch", ".gitattributes")
	g.write(".gitattributes", "")
	g.commit("start")
	bare := filepath.Join(t.TempDir(), "bare")
	g.git("clone", "-q", "--bare", ".", bare)
	g.git("remote", "add", "origin", bare)
	g.git("fetch", "-q")
	g.git("branch", "-q", "--set-upstream-to=origin/main")
	other := &gitSite{t: t, dir: t.TempDir()}
	other.git("clone", "-q", bare, ".")

	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	p := startIn(t, g.dir, "--work-addr", "127.0.0.1:0", "--as", "Ana García", "--push", "--data", t.TempDir())
	address := regexp.MustCompile(`address=(http://[^ ]+)/`).FindStringSubmatch(p.log("the workbench answers"))[1]
	if what := typeInEditor(other.path("locales/fr/second.fr.toml"), "second.intro.p1", "loutre", false); what != acknowledged {
		t.Fatal(what)
	}
	other.commit("elsewhere")
	other.git("push", "-q")
	saveInWorkbench(t, address, "/fr/second", "second.intro.p1", "Le second paragraphe a se trouve ici, martre.")
	saveInWorkbench(t, address, "/fr/second", "second.intro.p2", "Le second paragraphe b se trouve ici, hermine.")
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for line := range p.logs { // until the program ends
		t.Log(line)
	}

	other.git("pull", "-q")
	if got, want := other.git("log", "--format=%an <%ae> %s", "-1", "HEAD^1"), "Ana García <noreply@parlance.invalid> fr: 2 saved\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	merged := other.read("locales/fr/second.fr.toml")
	for _, word := range []string{"loutre", "martre", "hermine"} {
		if !strings.Contains(merged, word) {
			t.Errorf("%s is lost:\n%s", word, merged)
		}
	}
	if file, err := catalog.Parse("second.fr.toml", []byte(merged)); err != nil || file.Faulty() || merged != g.read("locales/fr/second.fr.toml") {
		t.Errorf("the catalog here is another, or has faults: %v", err)
	}
	if status := g.git("status", "--porcelain"); status != "" {
		t.Errorf("something is left over:\n%s", status)
	}
}

// Law 3: while what others push is merged again and again, no save of the workbench is written over, also where no history has it.
func TestLaw3PushLosesNoSave(t *testing.T) {
	g := newGitSite(t, 3)
	bare := filepath.Join(t.TempDir(), "bare")
	g.commit("start")
	g.git("clone", "-q", "--bare", ".", bare)
	g.git("remote", "add", "origin", bare)
	other := &gitSite{t: t, r: rand.New(rand.NewPCG(8, 8)), dir: t.TempDir()}
	other.git("clone", "-q", bare, ".")
	other.git("config", "merge.parlance.driver", "parlance merge %O %A %B %P")
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	pages, catalogs := g.folder("content").(*folder.Folder), g.folder("locales").(*folder.Folder)
	recorder, err := recordFlags{Push: true}.open(pages, catalogs, "", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	edits := *everyEdit / 2
	if testing.Short() {
		edits = 8
	}
	var saving, merging sync.WaitGroup
	var mu sync.Mutex
	saved, done := map[string]bool{}, make(chan struct{})
	for n := range 2 {
		saving.Go(func() {
			r, editor := rand.New(rand.NewPCG(uint64(n), 1)), workspace.NewEditor(g.folder("locales"), workspace.Options{})
			for i := range edits {
				tag, page, key := place(r)
				word := fmt.Sprintf("wa%d%dz", n, i)
				file, err := editor.Read(tag, page)
				m, ok := file.Find(key)
				if err != nil || !ok {
					continue
				}
				outcomes, err := editor.Edit(t.Context(), tag, page, []catalog.Edit{{Key: key, Source: m.Hash, Was: catalog.Hash(m.Forms),
					Forms: catalog.Forms{Other: "Texte " + word + "."}, By: "Ann Test", At: time.Now(), Via: catalog.ViaWorkbench}})
				if err != nil {
					t.Error(err)
				} else if outcomes[0].Err != nil { // its credit may stand in the ledger
					recorder.Saved(git.Save{Name: "Ann Test", What: "refused", Tag: tag, Text: key, Files: []string{corpus.LedgerPath(tag)}})
				} else {
					mu.Lock()
					saved[tag+" "+word] = true
					mu.Unlock()
					recorder.Saved(git.Save{Name: "Ann Test", What: "saved", Tag: tag, Text: key, Files: []string{corpus.CatalogPath(tag, page), corpus.LedgerPath(tag)}})
				}
			}
		})
	}
	merges := 0
	merging.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			default:
			}
			tag, page, key := place(other.r)
			typeInEditor(other.path(fmt.Sprintf("locales/%s/%s.%s.toml", tag, page, tag)), key, fmt.Sprintf("wb%dz", i), false)
			other.commit("elsewhere")
			other.git("pull", "-q", "--no-rebase", "--no-edit")
			other.tryGit("push", "-q")
			if err := recorder.Record(t.Context()); err == nil {
				merges++
			} else if !strings.Contains(err.Error(), "push all the time") && !strings.Contains(err.Error(), "save all the time") {
				t.Error(err)
			}
		}
	})
	saving.Wait()
	close(done)
	merging.Wait()
	if err := recorder.Record(t.Context()); err != nil {
		t.Fatal(err)
	}
	stands := g.words()
	for word := range saved {
		if !stands[word] {
			t.Errorf("%s is lost", word)
		}
	}
	if status := g.git("status", "--porcelain"); status != "" || merges == 0 || len(saved) < edits {
		t.Errorf("%d merges, %d saves, and git status says\n%s\n%s", merges, len(saved), status, g.git("diff"))
	}
}
