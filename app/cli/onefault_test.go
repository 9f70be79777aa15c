package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"
)

// faultKind is one kind of fault in one file of a site of the pages first and second in German and French, and what it may touch.
type faultKind struct {
	name   string
	file   string // that the fault is put into, and that every command names where it prints faults
	change func(t *testing.T, path string)

	all    bool   // the whole page, in every locale, or the English of the interface
	page   string // the page that is touched
	french bool   // the French of it
	german bool   // German is not served
	gone   bool   // French is not
}

func replaced(old, next string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		t.Helper()
		data, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(data), old) {
			t.Fatalf("%s: no %q: %v", path, old, err)
		}
		write(t, path, strings.Replace(string(data), old, next, 1))
	}
}

func appended(text string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		t.Helper()
		data, _ := os.ReadFile(path)
		write(t, path, string(data)+text)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func pipe(t *testing.T, path string) {
	os.Remove(path)
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Skip(err)
	}
}

func inUTF16(t *testing.T, path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := []byte{0xFF, 0xFE}
	for _, unit := range utf16.Encode([]rune(string(data))) {
		text = append(text, byte(unit), byte(unit>>8))
	}
	write(t, path, string(text))
}

const (
	frenchFirst  = "locales/fr/first.fr.toml"
	frenchText   = `other = "Deux mots."`
	conflict     = "<<<<<<< HEAD\nother = \"Deux mots.\"\n=======\nother = \"Deux paroles.\"\n>>>>>>> fr\n"
	frenchLocale = "tag = \"fr\"\nname = \"Français\"\n"
)

func french(name string, change func(*testing.T, string)) faultKind {
	return faultKind{name: name, file: frenchFirst, change: change, page: "first", french: true}
}

func ofPage(name, file string, change func(*testing.T, string)) faultKind {
	return faultKind{name: name, file: file, change: change, page: "first", all: true}
}

func ofNobody(name, file string, change func(*testing.T, string)) faultKind {
	return faultKind{name: name, file: file, change: change}
}

var faultKinds = []faultKind{
	french("quotation mark inside", replaced(frenchText, `other = "Deux "mots"."`)),
	french("quotation mark missing", replaced(frenchText, `other = "Deux mots.`)),
	french("no quotation marks", replaced(frenchText, `other = Deux mots.`)),
	french("curly quotation marks", replaced(frenchText, `other = “Deux mots.”`)),
	french("text outside", replaced(frenchText, frenchText+" oui")),
	french("backslash", replaced(frenchText, `other = "Deux\. mots."`)),
	french("merge conflict", replaced(frenchText+"\n", conflict)),
	french("direction embedding", replaced(frenchText, "other = \"Deux \u202Amots.\"")),
	french("template action", replaced(frenchText, `other = "Deux {{range .X}}"`)),
	french("NUL", replaced(frenchText, "other = \"Deux \\u0000 mots.\"")),
	french("another encoding", replaced("Deux mots.", "D\xe9ux mots.")),
	french("UTF-16", inUTF16),
	french("binary", func(t *testing.T, path string) { write(t, path, "\x00\x01\x02\xff\xfe") }),
	french("key twice", appended("\n[first.intro.p1]\nother = \"Encore.\"\n")),
	french("unknown member", replaced(frenchText, frenchText+"\nothr = \"x\"")),
	french("reserved key", appended("\n[first.other.p1]\nother = \"x\"\n")),
	french("entry that is no table", func(t *testing.T, path string) {
		data, _ := os.ReadFile(path)
		write(t, path, "x = 1\n"+string(data))
	}),
	french("list in the place of a text", replaced(frenchText, `other = "# Titre"`)),
	french("pipe", pipe),
	french("too large", func(t *testing.T, path string) { write(t, path, strings.Repeat("# x\n", 5<<20)) }),
	{name: "unknown placeholder", file: "locales/fr/ui.fr.toml", page: "ui", french: true, change: replaced(`other = ""`, `other = "Bonjour {{.Nobody}}"`)},
	{name: "interface broken", file: "locales/fr/ui.fr.toml", page: "ui", french: true, change: replaced(`other = ""`, `other = "`)},
	{name: "English interface broken", file: "locales/en/ui.en.toml", page: "ui", all: true, change: replaced("\n[ui.", "\nx y\n[ui.")},
	{name: "English interface without a text", file: "locales/en/ui.en.toml", page: "ui", all: true, change: appended("\n[ui.new.text]\nother = \"\"\n")},
	{name: "English interface is a pipe", file: "locales/en/ui.en.toml", page: "ui", all: true, change: pipe},
	ofPage("front matter", "content/first.md", replaced("title = \"First\"", "title = First")),
	ofPage("no front matter", "content/first.md", func(t *testing.T, path string) { write(t, path, "Words.\n") }),
	ofPage("unknown field", "content/first.md", replaced("title = \"First\"", "title = \"First\"\ncolour = \"red\"")),
	ofPage("HTML", "content/first.md", appended("\n<script>x</script>\n")),
	ofPage("placeholder", "content/first.md", appended("\nHello {{.Name}}.\n")),
	ofPage("page in another encoding", "content/first.md", appended("\nCaf\xe9.\n")),
	ofPage("page that is a pipe", "content/first.md", pipe),
	ofPage("English catalog broken", "locales/en/first.en.toml", replaced("other = \"", "other = \"\"")),
	ofPage("English catalog in conflict", "locales/en/first.en.toml", appended("<<<<<<< HEAD\n")),
	ofPage("English catalog is a pipe", "locales/en/first.en.toml", pipe),
	ofNobody("glossary key twice", "locales/glossary.toml", appended("\n[infection]\n[infection]\n")),
	ofNobody("glossary syntax", "locales/glossary.toml", appended("\n[infection\n")),
	ofNobody("glossary is a pipe", "locales/glossary.toml", pipe),
	ofNobody("locale without a name", "locales/locales.toml", appended("\n[[locale]]\ntag = \"uk\"\n")),
	ofNobody("locale twice", "locales/locales.toml", appended("\n[[locale]]\n"+frenchLocale)),
	ofNobody("no language", "locales/locales.toml", appended("\n[[locale]]\ntag = \"zz\"\nname = \"Z\"\n")),
	ofNobody("unknown field of a locale", "locales/locales.toml", appended("\n[[locale]]\ntag = \"uk\"\nname = \"U\"\ncolour = 1\n")),
	ofNobody("syntax of the table", "locales/locales.toml", appended("\n[[locale]]\ntag = \"uk\nname = \"U\"\n")),
	{name: "the table in conflict", file: "locales/locales.toml", gone: true, change: replaced("[[locale]]\n"+frenchLocale, "<<<<<<< HEAD\n[[locale]]\n"+frenchLocale+"=======\n>>>>>>> x\n")},
	{name: "the table in another encoding", file: "locales/locales.toml", gone: true, change: replaced("Français", "Fran\xe7ais")},
	{name: "locale of the table broken", file: "locales/locales.toml", german: true, change: replaced(`name = "Deutsch"`, `name = "Deutsch`)},
	ofNobody("folder of no locale", "locales/xx/first.xx.toml", appended("[a.b]\nother = \"x\"\n")),
	{name: "file of no page", file: "locales/fr/notes.toml", french: true, change: appended("[a.b]\nother = \"x\"\n")},
	{name: "line of a ledger", file: "locales/fr/reviews.jsonl", french: true, change: appended("{\"key\":\"first.intro.p1\"\x01}\n")},
	{name: "conflict in a ledger", file: "locales/fr/reviews.jsonl", french: true, change: appended("<<<<<<< HEAD\n")},
	{name: "ledger is a pipe", file: "locales/fr/reviews.jsonl", french: true, change: pipe},
	{name: "page of the same name", file: "content/First.md", all: true, change: func(t *testing.T, path string) { write(t, path, "x") }},
}

// The translations of the site, by locale.
var oneFaultTexts = map[string][]string{"fr": {"Deux mots.", "Trois mots.", "Quatre mots."}, "de": {"Zwei Wörter.", "Drei Wörter.", "Vier Wörter."}}

// newFaultSite returns a folder with a translated site in which the English of both pages has changed since sync, and one text of each is empty, with
// what German translators bring for it.
func newFaultSite(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	front := func(title string) string {
		return "+++\ntitle = \"" + title + "\"\ndescription = \"About.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\n"
	}
	page := func(last string) string { return "Two words.\n\nThree words.\n\n" + last + "\n" }
	for _, name := range []string{"First", "Second"} {
		write(t, filepath.Join(dir, "content", strings.ToLower(name)+".md"), front(name)+page("Four words."))
	}
	write(t, dir+"/locales/locales.toml", "[[locale]]\ntag = \"en\"\nname = \"English\"\n[[locale]]\n"+frenchLocale+"[[locale]]\ntag = \"de\"\nname = \"Deutsch\"\n")
	write(t, dir+"/locales/glossary.toml", "[nausea]\nde = { translation = \"Übelkeit\" }\n")
	ui, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir+"/locales/en/ui.en.toml", string(ui))
	runOn(t, dir, exitOK, "sync")
	for tag, texts := range oneFaultTexts {
		for _, name := range []string{"first", "second"} {
			path := filepath.Join(dir, "locales", tag, name+"."+tag+".toml")
			for i, text := range texts {
				english := []string{"Two words.", "Three words.", "Four words."}[i]
				data, _ := os.ReadFile(path)
				above, below, _ := strings.Cut(string(data), "#> "+english)
				write(t, path, above+"#> "+english+strings.Replace(below, `other = ""`, `other = "`+text+`"`, 1))
			}
		}
		runOn(t, dir, exitOK, "review", tag, "first.intro.p1", "--by", "Ada")
	}
	for _, name := range []string{"first", "second"} {
		replaced("Three words.", "Three  other words.")(t, filepath.Join(dir, "content", name+".md"))
	}
	runOn(t, dir, exitOK, "export", "de", "--out", dir+"/de.po")
	data, err := os.ReadFile(dir + "/de.po")
	if err != nil {
		t.Fatal(err)
	}
	po := strings.ReplaceAll(string(data), "#, fuzzy\n#| msgid \"Three words.\"\n", "")
	write(t, dir+"/de.po", strings.ReplaceAll(po, "msgstr \"Drei Wörter.\"", "msgstr \"Drei andere.\""))
	return dir
}

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
