package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/leftout"
)

const apertiumPage = `+++
title = "Rest"
description = "What to do."
order = 1
published = 2026-01-02
updated = 2026-01-02
+++

Drink **three** glasses of water in the [kitchen](/rest).

Do not drive for 4 days.
`

const apertiumTable = `min_coverage = 0.1
[[locale]]
tag = "en"
name = "English"
[[locale]]
tag = "es"
name = "Español"
drafts = "human"
`

// With a real engine, both ways: what Apertium makes of English keeps its links, marks and numbers, and what a translation has lost is found in what it reads
// back.
func TestApertiumDraftsAndReadsBack(t *testing.T) {
	for _, program := range []string{"apertium", "python3"} {
		if _, err := exec.LookPath(program); err != nil {
			leftout.Skip(t, program+" (on Debian: apt install apertium apertium-eng-spa python3)")
		}
	}
	if modes, err := exec.Command("apertium", "-l").Output(); err != nil || !strings.Contains(string(modes), "eng-spa") {
		leftout.Skip(t, "English and Spanish of Apertium (on Debian: apt install apertium-eng-spa)")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ui, err := os.ReadFile("../../locales/en/ui.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	write("content/rest.md", apertiumPage)
	write("locales/locales.toml", apertiumTable)
	write("locales/en/ui.en.toml", string(ui))
	run := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		args = append(args, "--content", dir+"/content", "--locales", dir+"/locales")
		if got := Run(args, os.Environ(), nil, &out, &out); got != want {
			t.Fatalf("parlance %s: got exit code %d, want %d:\n%s", strings.Join(args, " "), got, want, out.String())
		}
		return out.String()
	}
	run(exitOK, "sync")
	if said := run(exitOK, "draft", "es", "rest", "--with", "../docs/apertium-engine.py", "eng-spa"); !strings.Contains(said, "4 texts drafted by Apertium eng-spa") {
		t.Error(said)
	}
	catalogFile := filepath.Join(dir, "locales/es/rest.es.toml")
	drafts, err := os.ReadFile(catalogFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"**", "](/rest)", "no", "4"} {
		if !strings.Contains(strings.ToLower(string(drafts)), want) {
			t.Errorf("no %q in the drafts:\n%s", want, drafts)
		}
	}

	if said := run(exitOK, "readback", "es", "rest", "--dry-run"); !strings.Contains(said, "4 texts, ") {
		t.Error(said)
	}
	spoilt := strings.NewReplacer(`"No `, `"`, " 4 ", " 5 ").Replace(string(drafts))
	if spoilt == string(drafts) {
		t.Fatalf("nothing was spoilt:\n%s", drafts)
	}
	if err := os.WriteFile(catalogFile, []byte(spoilt), 0o644); err != nil {
		t.Fatal(err)
	}
	said := run(exitFindings, "readback", "es", "rest", "--with", "../docs/apertium-engine.py", "spa-eng")
	for _, want := range []string{"error: numbers: the English says 4 d, the read-back 5 d", "warning: negation: the English says “not”, the read-back has no word for it", "4 texts read back, 0 not"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
}
