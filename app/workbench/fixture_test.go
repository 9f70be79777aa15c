package workbench

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workbench/team"
	"github.com/parlance/parlance/app/workspace"
)

const fixtureLocales = `
[[locale]]
tag = "en"
name = "English"
[[locale]]
tag = "ar"
name = "العربية"
[[locale]]
tag = "es"
name = "Español"
[[locale]]
tag = "fr"
name = "Français"
[[locale]]
tag = "ru"
name = "Русский"
`

const fixturePage = `+++
title = "Sleep"
description = "How to sleep well."
order = 1
published = 2026-11-01
updated = 2026-11-02
+++

Sleep helps you to heal.

## At night

<!-- note: the reader lies in bed -->
Call [the ward](https://example.org/ward) if you cannot sleep for 3 nights.

Ask **at once** for help.
`

const criticalPage = `+++
title = "Danger"
description = "What is urgent."
order = 2
published = 2026-11-01
updated = 2026-11-02
critical = true
+++

Go to the hospital today.
`

// readersSite is where the readers of the small site are.
const readersSite = "https://guides.example/sleep"

// bench is a workbench of a small site on the disk, which was synced.
type bench struct {
	*Workbench
	t      testing.TB
	dir    string
	person team.Person
	log    *slog.Logger // of the team; nil for none
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir(), person: both("Ada")}
	ui, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"content/sleep.md": fixturePage, "content/danger.md": criticalPage, "locales/locales.toml": fixtureLocales, "locales/en/ui.en.toml": string(ui),
	} {
		b.write(name, data)
	}
	b.sync()
	return b.started()
}

// started makes the workbench of what lies in the folder.
func (b *bench) started() *bench {
	b.t.Helper()
	content, locales := b.folders()
	s, err := site.New(content.Tree(), locales.Tree(), site.Options{Origin: readersSite})
	if err != nil {
		b.t.Fatal(err)
	}
	data := filepath.Join(b.dir, "data")
	b.Workbench = New(Options{Site: s, Content: content, Locales: locales, People: b, Reports: folder.NewLog(filepath.Join(data, "reports.jsonl"), 1<<20),
		Journal: history.New(folder.NewLog(filepath.Join(data, history.Name), 1<<20).OwnerOnly())})
	return b
}

func (b *bench) write(name, data string) {
	b.t.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) folders() (content, locales *folder.Folder) {
	b.t.Helper()
	content, err := folder.Open(filepath.Join(b.dir, "content"))
	if err != nil {
		b.t.Fatal(err)
	}
	if locales, err = folder.Open(filepath.Join(b.dir, "locales")); err != nil {
		b.t.Fatal(err)
	}
	return content, locales
}

// sync does what the command does.
func (b *bench) sync() {
	b.t.Helper()
	content, locales := b.folders()
	w, err := workspace.OpenForSync(content, locales, workspace.Options{})
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := w.Apply(w.Sync()); err != nil {
		b.t.Fatal(err)
	}
}

// answer is what the workbench answered.
type answer struct {
	*http.Response
	body string
}

// send sends a request as a browser does; form is nil for GET.
func (b *bench) send(path string, form url.Values, headers ...string) answer {
	b.t.Helper()
	if form != nil {
		return b.post(path, form.Encode(), headers...)
	}
	return b.ask(httptest.NewRequest(http.MethodGet, path, nil), headers...)
}

// post sends a form as a browser does.
func (b *bench) post(path, body string, headers ...string) answer {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.ask(r, headers...)
}

func (b *bench) ask(r *http.Request, headers ...string) answer {
	b.t.Helper()
	r.Host = "localhost:8090"
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	response, err := b.app.Test(r, -1)
	if err != nil {
		b.t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{response, string(body)}
}

// want fails where a request is answered otherwise.
func (b *bench) want(status int, path string, form url.Values) answer {
	b.t.Helper()
	a := b.send(path, form)
	if a.StatusCode != status {
		b.t.Fatalf("%s: got %d, want %d: %s", path, a.StatusCode, status, plain(a.body))
	}
	return a
}

// hidden matches the hidden fields of a form as they are promised to be written.
var hidden = regexp.MustCompile(`<input type="hidden" name="(source|was)" value="([^"]*)">`)

// form opens a text and returns its form with some words in it.
func (b *bench) form(path, words string) url.Values {
	b.t.Helper()
	form := url.Values{"other": {words}}
	for _, m := range hidden.FindAllStringSubmatch(b.want(200, path, nil).body, 2) {
		form.Set(m[1], m[2])
	}
	if len(form) != 3 {
		b.t.Fatalf("%s has the fields %v", path, form)
	}
	return form
}

// stands returns the words of a text in its catalog on the disk.
func (b *bench) stands(tag, slug, key string) string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, "locales", tag, slug+"."+tag+".toml"))
	if err != nil {
		b.t.Fatal(err)
	}
	f, err := catalog.Parse("x", data)
	if err != nil {
		b.t.Fatal(err)
	}
	m, _ := f.Find(key)
	return m.Forms.Other
}
