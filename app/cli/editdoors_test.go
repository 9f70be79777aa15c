package cli

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// place returns a text of the site. The generator belongs to one goroutine.
func place(r *rand.Rand) (tag, page, key string) {
	page = gitPages[r.IntN(len(gitPages))]
	return []string{"fr", "es"}[r.IntN(2)], page, fmt.Sprintf("%s.intro.p%d", page, 1+r.IntN(6))
}

// browser saves a text as the workbench does, on the words that it showed a moment before.
func (m *manyDoors) browser(name string, locales store.Store, journal *history.Journal) {
	editor, r := workspace.NewEditor(locales, workspace.Options{Journal: journal}), rand.New(rand.NewPCG(uint64(len(name)), uint64(name[0])))
	for word, more := m.next(doorBrowser); more; word, more = m.next(doorBrowser) {
		tag, page, key := place(r)
		data, err := store.ReadFile(locales.Tree(), fmt.Sprintf("%s/%s.%s.toml", tag, page, tag))
		if err != nil {
			m.answer(doorBrowser, tag, word, "not read") // git writes it anew
			continue
		}
		file, _ := catalog.Parse(page+"."+tag+".toml", data)
		shown, ok := file.Find(key)
		time.Sleep(time.Duration(r.IntN(20)) * time.Millisecond) // somebody types
		if !ok {
			m.answer(doorBrowser, tag, word, "gone")
			continue
		}
		outcomes, err := editor.Edit(context.Background(), tag, page, []catalog.Edit{{Key: key, Source: shown.Hash, Was: catalog.Hash(shown.Forms),
			Forms: catalog.Forms{Other: "Texte " + word + "."}, By: name, At: time.Now(), Via: catalog.ViaWorkbench}})
		what := acknowledged
		if err != nil {
			what = "failed"
			m.t.Error(err)
		} else if outcomes[0].Err != nil {
			what = fmt.Sprintf("refused: %T", outcomes[0].Err)
		}
		m.answer(doorBrowser, tag, word, what)
	}
}

// poFile exports a locale, fills one text and imports the file.
func (m *manyDoors) poFile() {
	r, file := rand.New(rand.NewPCG(3, 3)), filepath.Join(m.t.TempDir(), "x.po")
	for word, more := m.next(doorPO); more; word, more = m.next(doorPO) {
		tag, _, key := place(r)
		if _, code := m.tryRun("export", tag, "--out", file, "--force"); code != exitOK {
			m.answer(doorPO, tag, word, "not exported")
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			m.t.Error(err)
			return
		}
		at := regexp.MustCompile(`(?m)^msgctxt "` + regexp.QuoteMeta(key) + `"\n(?:.+\n)*?msgstr (?:".*"\n?)+`).FindIndex(text)
		if at == nil {
			m.answer(doorPO, tag, word, "not in the file")
			continue
		}
		entry := text[at[0]:at[1]]
		filled := append(bytes.Clone(entry[:bytes.LastIndex(entry, []byte("msgstr "))]), "msgstr \"Texte "+word+".\"\n"...)
		os.WriteFile(file, slices.Concat(text[:at[0]], filled, text[at[1]:]), 0o644)
		out, _ := m.tryRun("import", file, "--by", "Po Test", "--data", m.data)
		what := acknowledged
		if !strings.Contains(out, key+": went in") {
			what = "refused"
		}
		m.answer(doorPO, tag, word, what)
	}
}

// tryRun carries out a command on the site.
func (m *manyDoors) tryRun(args ...string) (string, int) {
	var out bytes.Buffer
	if args[0] != "export" && args[0] != "import" {
		args = append(args, "--data", m.data)
	}
	code := Run(append(args, "--content", m.path("content"), "--locales", m.path("locales")), []string{"USER=Ada"}, nil, &out, &out)
	return out.String(), code
}

// editor opens a catalog, changes one text and saves it, by a program that renames or one that writes in place: over what somebody else wrote in between.
// Git knows no history and would write over what the editor has just saved, so the person who uses both does one after the other.
func (m *manyDoors) editor() {
	r := rand.New(rand.NewPCG(4, 4))
	for word, more := m.next(doorEditor); more; word, more = m.next(doorEditor) {
		tag, page, key := place(r)
		m.git.Lock()
		what := typeInEditor(m.path(fmt.Sprintf("locales/%s/%s.%s.toml", tag, page, tag)), key, word, r.IntN(2) == 0)
		m.git.Unlock()
		m.answer(doorEditor, tag, word, what)
	}
}

// typeInEditor adds a word to the text of a key.
func typeInEditor(path, key, word string, byRename bool) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return "not read"
	}
	lines := strings.Split(string(data), "\n")
	at := slices.Index(lines, "["+key+"]")
	for ; at >= 0 && at < len(lines) && !strings.HasPrefix(lines[at], `other = "`); at++ {
	}
	if at < 0 || at == len(lines) {
		return "gone"
	}
	lines[at] = strings.TrimSuffix(strings.Replace(lines[at], `"`, `"`+word+" ", 1), ` "`)
	if !strings.HasSuffix(lines[at], `"`) {
		lines[at] += `"`
	}
	time.Sleep(2 * time.Millisecond)
	save := saving["in place"]
	if byRename {
		save = saving["by rename"]
	}
	if save(path, func() {}, []byte(strings.Join(lines, "\n"))) != nil {
		return "not saved"
	}
	return acknowledged
}

// busy is what sync says where somebody else writes: the next one does what is left. Git writes ledgers from their beginning.
var busy = regexp.MustCompile(`meanwhile|reading again|reviews\.jsonl.* cut off here`)

// author changes the English and syncs.
func (m *manyDoors) author(done <-chan struct{}) {
	r := rand.New(rand.NewPCG(5, 5))
	for i := 0; ; i++ {
		select {
		case <-done:
			return
		case <-time.After(time.Duration(5+r.IntN(20)) * time.Millisecond):
		}
		if i%4 == 0 {
			m.git.Lock()
			m.changeEnglish(r, "")
			m.git.Unlock()
		}
		if out, code := m.tryRun("sync"); code != exitOK && !busy.MatchString(out) {
			m.answer("sync", "", "", out)
		}
	}
}

func (g *gitSite) changeEnglish(r *rand.Rand, more string) {
	name, old := "content/"+gitPages[r.IntN(len(gitPages))]+".md", fmt.Sprintf(" %c stands", 'a'+r.IntN(6))
	g.write(name, strings.Replace(g.read(name), old, fmt.Sprintf("%s %s%sand", old, strings.Repeat("again ", 1+r.IntN(3)), more), 1))
}

// merges pulls what somebody else commits elsewhere.
func (m *manyDoors) merges(done <-chan struct{}) {
	r := rand.New(rand.NewPCG(6, 6))
	for i := 0; ; i++ {
		select {
		case <-done:
			return
		case <-time.After(time.Duration(20+r.IntN(60)) * time.Millisecond):
		}
		typed := map[string]string{}
		for n := range 3 {
			tag, page, key := place(r)
			word := fmt.Sprintf("wb%d%dz", i, n)
			if typeInEditor(m.elsewhere.path(fmt.Sprintf("locales/%s/%s.%s.toml", tag, page, tag)), key, word, false) == acknowledged {
				typed[word] = tag
			}
		}
		if i%3 == 0 {
			m.elsewhere.changeEnglish(r, "then ")
			m.elsewhere.sync()
		}
		m.elsewhere.commit("elsewhere")
		for word, tag := range typed {
			m.answer(doorGit, tag, word, acknowledged)
		}
		m.git.Lock()
		m.pull()
		m.git.Unlock()
		if i%4 == 3 {
			m.elsewhere.pullFrom("origin", "main")
		}
	}
}

// pull commits what stands in the trees and merges what was committed elsewhere. While somebody writes to the trees git may refuse, and is asked again.
func (m *manyDoors) pull() bool {
	m.stageWhole()
	m.tryGit("commit", "-q", "-m", "here")
	return m.pullFrom(m.elsewhere.dir, "main")
}

// stageWhole adds everything until git has recorded every catalog as it stands. Git looks at the size of a file, then opens it and reads as many bytes: one that is
// replaced in between is recorded cut off, and the next merge that is given up writes that over the file. No program can keep git from it.
func (g *gitSite) stageWhole() {
	for range 100 {
		g.tryGit("add", "-A")
		whole := true
		for _, tag := range []string{"fr", "es"} {
			for _, p := range gitPages {
				name := fmt.Sprintf("locales/%s/%s.%s.toml", tag, p, tag)
				now, err := os.ReadFile(g.path(name))
				recorded, ok := g.tryGit("show", ":"+name)
				whole = whole && err == nil && ok && recorded == string(now)
			}
		}
		if whole {
			return
		}
	}
	g.t.Error("git has not recorded the catalogs as they stand, in 100 times")
}

func (g *gitSite) pullFrom(where, branch string) bool {
	out, ok := g.tryGit("pull", "-q", "--no-rebase", "--no-edit", where, branch)
	if ok {
		return true
	}
	if status, _ := g.tryGit("status"); strings.Contains(status, "unmerged paths") || strings.Contains(status, "Unmerged paths") {
		g.settle(out)
		g.stageWhole()
		g.tryGit("commit", "-q", "-m", "merged")
		return true
	}
	return false
}
