package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/parlance/parlance/app/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"parlance":   func() { os.Exit(Run(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)) },
		"phrasebook": phrasebook,
	})
}

// TestScripts runs the stories in testdata/script with the real program. With -update they are written anew.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       golden.Update(),
		Setup:               func(env *testscript.Env) error { return os.CopyFS(env.WorkDir+"/en", os.DirFS("../../locales/en")) },
	})
}

// TestCases runs what people reported elsewhere in public, each with its input, on a small site that is laid out and not translated.
func TestCases(t *testing.T) {
	site := t.TempDir()
	for dir, from := range map[string]string{"": "testdata/cases/site", "/locales/en": "../../locales/en"} {
		if err := os.CopyFS(site+dir, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	pages, err := filepath.Glob(site + "/locales/en/[^u]*.toml") // not those of this site
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		os.Remove(page)
	}
	runOn(t, site, exitOK, "sync")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/cases",
		RequireExplicitExec: true,
		Setup:               func(env *testscript.Env) error { return os.CopyFS(env.WorkDir, os.DirFS(site)) },
	})
}
