package workspace_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// newSite writes a site of one page in English and French, whose catalogs are not laid out yet. It returns both folders, and what removes them.
func newSite() (content, locales *folder.Folder, remove func()) {
	dir := must(os.MkdirTemp("", ""))
	for name, text := range map[string]string{
		"content/rest.md":       "+++\ntitle = \"Rest\"\ndescription = \"How to rest.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\nStay in bed.\n",
		"locales/locales.toml":  "[[locale]]\ntag = \"en\"\nname = \"English\"\n[[locale]]\ntag = \"fr\"\nname = \"Français\"\n",
		"locales/en/ui.en.toml": string(must(os.ReadFile("../../locales/en/ui.en.toml"))),
	} {
		name = filepath.Join(dir, name)
		check(os.MkdirAll(filepath.Dir(name), 0o755))
		check(os.WriteFile(name, []byte(text), 0o644))
	}
	return must(folder.Open(dir + "/content")), must(folder.Open(dir + "/locales")), func() { os.RemoveAll(dir) }
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func ExampleWorkspace_Sync() {
	content, locales, remove := newSite()
	defer remove()
	for range 2 {
		w := must(workspace.OpenForSync(content, locales, workspace.Options{}))
		changes := w.Sync()
		for _, write := range changes.Writes {
			fmt.Println(write.Path)
		}
		must(w.Apply(changes))
		fmt.Println(len(changes.Writes), "written")
	}
	// Output:
	// en/rest.en.toml
	// fr/rest.fr.toml
	// fr/ui.fr.toml
	// 3 written
	// 0 written
}

func ExampleWorkspace_SignOff() {
	content, locales, remove := newSite()
	defer remove()
	w := must(workspace.Open(content, locales, workspace.Options{}))
	must(w.Apply(w.Sync()))
	catalog := filepath.Join(locales.Tree().Name, "fr/rest.fr.toml")
	text := strings.Replace(string(must(os.ReadFile(catalog))), `other = ""`, `other = "Repos"`, 1)
	check(os.WriteFile(catalog, []byte(text), 0o644))

	w = must(workspace.Open(content, locales, workspace.Options{}))
	french, _ := w.Locales().Find("fr")
	must(w.Credit(french, []string{"rest.page.title"}, "Ada"))
	for _, reviewer := range []string{"ada", "Grace"} {
		r := must(w.SignOff(french, []string{"rest.page.title"}, history.Person{Name: reviewer}, ""))
		done, refused := r.Count()
		fmt.Println(reviewer, done, refused)
		for _, x := range r.Texts {
			if x.Refused != nil {
				fmt.Println(x.Refused.Msg)
			}
		}
	}
	// Output:
	// ada 0 1
	// rest.page.title: ada is on record as the translator of this text: somebody else must review it
	// Grace 1 0
}
