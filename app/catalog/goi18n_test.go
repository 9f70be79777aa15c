package catalog

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/parlance/parlance/app/segment"
)

const page1 = `+++
title = "Safety {of} \"treatment\""
description = "What 'we' know"
order = 1
published = 2026-01-01
updated = 2026-01-01
+++

First words.

## Infection

Tell us **early**, at C:\\new.

- Ward 3\
  Second floor
- It's "here"
`

// englishPage lays out the English catalog of a page.
func englishPage(t *testing.T, src string, old *File) *File {
	t.Helper()
	page, err := segment.Parse("guides/safety", "guides/safety.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if faults := CheckPage(page); len(faults) > 0 {
		t.Fatal(faults)
	}
	f := SyncEnglish(page, old)
	if f.Faulty() {
		_, err := Parse("", f.Bytes())
		t.Fatalf("faulty\n%s\n%v", f.Bytes(), err)
	}
	return f
}

// translate fills every empty text.
func translate(t *testing.T, f *File) *File {
	t.Helper()
	return parse(t, f.Name(), strings.ReplaceAll(string(f.Bytes()), ` = ""`, ` = 'ترجمة "x" \'`))
}

// TestGoi18nMergeDropsNothing runs the real goi18n merge over an English catalog and translations that are complete: what it
// writes has every one of them, and its hashes are ours.
func TestGoi18nMergeDropsNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("builds goi18n")
	}
	dir := t.TempDir()
	put := func(name string, f *File) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, f.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	page := englishPage(t, page1, nil)
	ui := SyncInterface(parse(t, "ui.en.toml", uiEnglish))
	args := []string{"tool", "goi18n", "merge", "-sourceLanguage", "en", "-outdir", dir,
		put("safety.en.toml", page), put("ui.en.toml", ui)}
	for _, tag := range []string{"ar", "fr", "zh-Hans"} {
		for name, en := range map[string]*File{"safety": page, "ui": ui} {
			args = append(args, put(name+"."+tag+".toml", translate(t, SyncLocale(en, nil, Categories(tag)))))
		}
	}
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, tag := range []string{"ar", "fr", "zh-Hans"} {
		if _, err := os.Stat(filepath.Join(dir, "translate."+tag+".toml")); err == nil {
			t.Errorf("%s: goi18n found something to translate", tag)
		}
		data, err := os.ReadFile(filepath.Join(dir, "active."+tag+".toml"))
		if err != nil {
			t.Fatal(err)
		}
		file, err := i18n.ParseMessageFileBytes(data, "active."+tag+".toml", map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(file.Messages), len(page.Messages())+len(ui.Messages()); got != want {
			t.Errorf("%s: got %d messages, want %d", tag, got, want)
		}
		for _, m := range file.Messages {
			en, ok := page.Find(m.ID)
			if !ok {
				en, _ = ui.Find(m.ID)
			}
			if m.Hash != Hash(en.Forms) {
				t.Errorf("%s: %s: goi18n's hash is %s, ours %s", tag, m.ID, m.Hash, Hash(en.Forms))
			}
			if !strings.Contains(m.Other, "ترجمة") {
				t.Errorf("%s: %s: got %q", tag, m.ID, m.Other)
			}
		}
	}
}

// TestGoI18nLoadsEveryCatalog loads catalogs with and without translations as any go-i18n program would.
func TestGoI18nLoadsEveryCatalog(t *testing.T) {
	page := englishPage(t, page1, nil)
	ui := SyncInterface(parse(t, "ui.en.toml", uiEnglish))
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	load := func(f *File, name string) {
		t.Helper()
		if _, err := bundle.ParseMessageFileBytes(f.Bytes(), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	load(page, "safety.en.toml")
	load(ui, "ui.en.toml")
	for _, tag := range []string{"ar", "es", "fr", "hi", "th", "zh-Hans"} {
		load(SyncLocale(page, nil, Categories(tag)), "safety."+tag+".toml")
		load(SyncLocale(ui, nil, Categories(tag)), "ui."+tag+".toml")
	}
	got, tag, _ := i18n.NewLocalizer(bundle, "ar").LocalizeWithTag(&i18n.LocalizeConfig{MessageID: "nav.home"})
	if got != "Home" || tag != language.English {
		t.Errorf("empty text: got %q in %s, want go-i18n to fall back to English", got, tag)
	}
}

// TestHashIsUnambiguous: text that moves from one form to another changes the hash.
func TestHashIsUnambiguous(t *testing.T) {
	seen := map[string]Forms{}
	for _, f := range []Forms{{Other: "ab"}, {One: "a", Other: "b"}, {One: "ab"}, {One: `a"; other:`, Other: "b"}, {One: "a", Other: `"; other:b`},
		{Two: "a", Other: "b"}, {One: "a", Two: "b"}, {Other: `one: "a"; other:b`}, {One: "a\n", Other: "b"}, {One: `a\n`, Other: "b"}} {
		if other, ok := seen[Hash(f)]; ok && !(f == Forms{Other: `one: "a"; other:b`}) {
			t.Errorf("%+v and %+v have one hash", f, other)
		}
		seen[Hash(f)] = f
	}
}
