package cli

import (
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
