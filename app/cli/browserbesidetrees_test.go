package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
)

const restPage = `+++
title = "Rest"
description = "How to rest."
order = 1
published = 2026-11-01
updated = 2026-11-02
+++

<!-- note: the reader lies in bed -->
Call [the ward](https://example.org/ward) within 3 days if the stem cell treatment makes you tired.

Call [the ward](https://example.org/ward) within 5 days if the stem cell treatment makes you sick.
`

const restTable = `min_coverage = 0.1
[[locale]]
tag = "en"
name = "English"
[[locale]]
tag = "ar"
name = "العربية"
drafts = "human"
[[locale]]
tag = "de"
name = "Deutsch"
drafts = "human"
[[locale]]
tag = "es"
name = "Español"
drafts = "human"
[[locale]]
tag = "fr"
name = "Français"
drafts = "human"
`

const (
	restText = "/es/rest/rest.intro.p1"
	tired    = "Llame a [la sala](https://example.org/ward) antes de 2 días si el tratamiento con célula madre le cansa."
)

// besideTrees writes a small site in whose Spanish one text has everything beside it that a text can have.
func besideTrees(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sync := func() {
		t.Helper()
		var out bytes.Buffer
		if code := Run([]string{"sync", "--content", dir + "/content", "--locales", dir + "/locales"}, os.Environ(), nil, &out, &out); code != exitOK {
			t.Fatalf("sync ends with %d: %s", code, out.String())
		}
	}
	ui, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	write("content/rest.md", restPage)
	write("locales/locales.toml", restTable)
	write("locales/en/ui.en.toml", string(ui))
	write("locales/glossary.toml", "[\"stem cell\"]\nes = { translation = \"célula madre\", forbidden = [\"célula tallo\"] }\n")
	sync()
	fillText(t, dir, "es", "rest.intro.p1", strings.Replace(tired, "2 días", "3 días", 1))
	fillText(t, dir, "es", "rest.intro.p2", "Llame a [la sala](https://example.org/ward) antes de 5 días si el tratamiento con célula madre le enferma.")
	write("content/rest.md", strings.Replace(restPage, "3 days", "2 days", 1))
	sync()
	for tag, words := range map[string]string{
		"ar": "اتصل [بالقسم](https://example.org/ward) خلال يومين.", "de": "Rufen Sie [die Station](https://example.org/ward) an.", "fr": "Appelez [le service](https://example.org/ward).",
	} {
		fillText(t, dir, tag, "rest.intro.p1", words)
	}
	line, err := catalog.ReadBack{Key: "rest.intro.p2", Text: catalog.Hash(catalog.Forms{Other: entry(t, dir, "es", "rest.intro.p2")}), By: "apertium",
		English: map[string]string{"other": "Call the ward within 50 days if the treatment makes you sick."}, At: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}.Line()
	if err != nil {
		t.Fatal(err)
	}
	write("locales/es/readbacks.jsonl", string(line))
	return dir
}

// entryText matches the text of an entry that has one form, on one line.
func entryText(key string) *regexp.Regexp {
	return regexp.MustCompile(`(?ms)^(\[` + regexp.QuoteMeta(key) + `\]\n(?:[^\n]+\n)*?other = )(".*?")$`)
}

// entry returns the text of a key in a catalog.
func entry(t *testing.T, dir, tag, key string) string {
	t.Helper()
	slug, _, _ := strings.Cut(key, ".")
	data, err := os.ReadFile(filepath.Join(dir, "locales", tag, slug+"."+tag+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := catalog.Parse("x", data)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := f.Find(key)
	return m.Forms.Other
}

// fillText writes a text into a catalog, as somebody with an editor does.
func fillText(t *testing.T, dir, tag, key, words string) {
	t.Helper()
	slug, _, _ := strings.Cut(key, ".")
	name := filepath.Join(dir, "locales", tag, slug+"."+tag+".toml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	place := entryText(key).FindSubmatchIndex(data)
	if place == nil {
		t.Fatalf("%s has no text %s", name, key)
	}
	if err := os.WriteFile(name, fmt.Appendf(nil, "%s%q%s", data[:place[4]], words, data[place[5]:]), 0o644); err != nil {
		t.Fatal(err)
	}
}
