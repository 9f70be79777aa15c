package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runOn runs a command on a site and returns all that it said.
func runOn(t *testing.T, dir string, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	args = append(args, "--content", dir+"/content", "--locales", dir+"/locales")
	if got := Run(args, []string{"USER=Ada"}, nil, &out, &out); got != want {
		t.Errorf("parlance %s: got exit code %d, want %d:\n%s", strings.Join(args, " "), got, want, out.String())
	}
	return out.String()
}

// Law 9: whatever is wrong in whatever file, every command does all that the fault does not touch, names it, and says with its exit code whether
// something of its own was left out.
func TestLaw9OneFaultOneVictim(t *testing.T) {
	site := newFaultSite(t)
	for _, kind := range faultKinds {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			fresh := func() string {
				dir := t.TempDir()
				if err := os.CopyFS(dir, os.DirFS(site)); err != nil {
					t.Fatal(err)
				}
				kind.change(t, filepath.Join(dir, kind.file))
				return dir
			}
			for _, command := range []func(*testing.T, string, faultKind){syncWithFault, exportWithFault, importWithFault, addWithFault, statusWithFault, signWithFault} {
				command(t, fresh(), kind)
			}
		})
	}
}

// exit returns the exit code of a command for German alone.
func (k faultKind) exit() int {
	if k.all {
		return exitFindings
	}
	return exitOK
}

func (k faultKind) named(t *testing.T, dir, said string) {
	t.Helper()
	if !strings.Contains(said, filepath.Join(dir, k.file)+":") {
		t.Errorf("%s is not named:\n%s", k.file, said)
	}
}

func contains(t *testing.T, path string, want bool, texts ...string) {
	t.Helper()
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return // a pipe
	}
	data, err := os.ReadFile(path)
	for _, text := range texts {
		if strings.Contains(string(data), text) != want {
			t.Errorf("%s has %q: %v, want %v (%v)\n%s", path, text, !want, want, err, data)
		}
	}
}

func syncWithFault(t *testing.T, dir string, k faultKind) {
	wrong := map[string]string{}
	if k.file == frenchFirst && k.name != "pipe" {
		data, _ := os.ReadFile(dir + "/" + frenchFirst)
		wrong[frenchFirst] = string(data)
	}
	said := runOn(t, dir, exitFindings, "sync")
	k.named(t, dir, said)
	for _, page := range []string{"first", "second"} {
		laidOut := !k.german && !(k.all && k.page == page)
		contains(t, dir+"/locales/de/"+page+".de.toml", laidOut, "#> Three other words.")
		contains(t, dir+"/locales/de/"+page+".de.toml", true, oneFaultTexts["de"]...)
	}
	contains(t, dir+"/locales/fr/second.fr.toml", !k.gone, "#> Three other words.")
	contains(t, dir+"/locales/fr/second.fr.toml", true, oneFaultTexts["fr"]...)
	for file, before := range wrong {
		if !strings.Contains(before, "Trois mots.") {
			contains(t, dir+"/"+file, true, before) // nothing can be told apart
			continue
		}
		contains(t, dir+"/"+file, true, "Trois mots.", "Quatre mots.")
	}
	files := filesOf(t, dir+"/locales")
	runOn(t, dir, exitFindings, "sync")
	for name, data := range filesOf(t, dir+"/locales") {
		if files[name] != data {
			t.Errorf("law 5: the second sync changes %s", name)
		}
	}
}

func exportWithFault(t *testing.T, dir string, k faultKind) {
	if k.german {
		runOn(t, dir, exitOK, "export", "fr", "--out", dir+"/x.po")
		return
	}
	k.named(t, dir, runOn(t, dir, k.exit(), "export", "de", "--out", dir+"/x.xlf"))
	contains(t, dir+"/x.xlf", true, "second.intro.p2", "Three other words.", "Zwei Wörter.")
	if !k.all {
		contains(t, dir+"/x.xlf", true, "first.intro.p2")
	}
	if k.french {
		k.named(t, dir, runOn(t, dir, exitFindings, "export", "fr", "--out", dir+"/fr.po"))
		contains(t, dir+"/fr.po", true, "second.intro.p2", "Deux mots.")
	}
}

func importWithFault(t *testing.T, dir string, k faultKind) {
	if k.german {
		runOn(t, dir, exitFindings, "import", dir+"/de.po")
		return
	}
	k.named(t, dir, runOn(t, dir, max(k.exit(), importRefuses(k)), "import", dir+"/de.po"))
	contains(t, dir+"/locales/de/second.de.toml", true, `other = "Drei andere."`)
	contains(t, dir+"/locales/de/first.de.toml", k.page != "first" || !k.all, `other = "Drei andere."`)
}

// importRefuses returns the exit code for the texts of the file that cannot go in.
func importRefuses(k faultKind) int {
	if k.all && k.page == "first" {
		return exitFindings
	}
	return exitOK
}

func addWithFault(t *testing.T, dir string, k faultKind) {
	k.named(t, dir, runOn(t, dir, k.exit(), "add", "it", "--name", "Italiano"))
	contains(t, dir+"/locales/locales.toml", true, `tag = "it"`)
	contains(t, dir+"/locales/it/second.it.toml", true, "#> Two words.")
}

func statusWithFault(t *testing.T, dir string, k faultKind) {
	k.named(t, dir, runOn(t, dir, exitFindings, "status"))
	if k.german {
		contains(t, dir+"/locales/locales.toml", true, "Deutsch")
		return
	}
	runOn(t, dir, k.exit(), "status", "de")
	said := runOn(t, dir, exitOK, "status", "de", "second", "--json")
	if !strings.Contains(said, `"second"`) || strings.Contains(said, `"first"`) {
		t.Errorf("status of one page says\n%s", said)
	}
	if k.page != "" || !k.french { // else the ledger or the folder of French
		runOn(t, dir, exitOK, "impact", "second")
	}
}

func signWithFault(t *testing.T, dir string, k faultKind) {
	if k.german {
		runOn(t, dir, exitOK, "review", "fr", "second.intro.p1", "--by", "Eve")
		return
	}
	runOn(t, dir, exitOK, "review", "de", "second.intro.p1", "--by", "Eve")
	runOn(t, dir, exitOK, "credit", "de", "second.intro.p3", "--by", "Eve")
	runOn(t, dir, exitOK, "accept", "de", "second.intro.p2")
	contains(t, dir+"/locales/de/second.de.toml", true, `other = "Drei Wörter."`)
	if k.name == "key twice" {
		runOn(t, dir, exitFindings, "review", "fr", "first.intro.p1", "--by", "Eve")
		runOn(t, dir, exitOK, "review", "fr", "first.intro.p3", "--by", "Eve")
	}
}
