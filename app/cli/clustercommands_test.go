package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// commands runs what works on folders on the trees of the cluster, whose history is the cluster's.
func (m *machines) commands() {
	t := m.t
	t.Helper()
	t.Chdir(t.TempDir()) // no folder is there to be taken by mistake
	m.command(0, exitOK, "", "sync")
	m.command(0, exitOK, "", "sync", "--check")
	m.command(0, exitFindings, "Deutsch", "status", "de", "--min", "0.1")
	m.command(0, exitOK, "", "check", "de", "safety")
	m.command(0, exitOK, "nothing steps back", "impact")
	m.command(0, exitOK, "texts in", "export", "de", "--out", "de.po")
	fillPO(t, "de.po", "safety.page.title", "Ein anderer Titel")
	m.command(0, exitUsage, "leave --data out", "import", "de.po", "--data", "data")
	m.command(0, exitOK, "1 text went in", "import", "de.po", "--by", "Ana Test")
	m.command(0, exitOK, "Ein anderer Titel", "history", "de", "safety.page.title")
	m.command(0, exitFindings, "on record as the translator", "review", "de", "safety.page.title", "--by", "Ana Test")
	m.command(0, exitOK, "signed off", "review", "de", "safety.page.title", "--by", "Bo Test")
	m.command(0, exitOK, "1 line of the cluster's history no longer name ana test", "history", "--forget", "ana test")
	m.command(0, exitFindings, "nobody of the name Ana Test is in the cluster's history", "history", "--forget", "Ana Test")
	m.command(0, exitOK, "nobody named · import\n", "history", "de", "safety.page.title")
	m.command(0, exitOK, "nl is ready", "add", "nl", "--name", "Nederlands")
	m.command(0, exitOK, "released", "release")
	m.command(0, exitOK, "moved therapy-session", "move", "therapy-session", "therapy")
	m.command(0, exitOK, "therapy", "status", "nl")
	m.command(0, exitOK, "No reports", "reports")
	m.command(0, exitFindings, "no report has this id", "reports", "--done", "0123")
	m.command(0, exitOK, "new de/safety.html", "publish", "out") // what was released, and not what was moved since
	if data, err := os.ReadFile(filepath.Join("out", "de", "safety.html")); err != nil || !strings.Contains(string(data), "Ein anderer Titel") {
		t.Errorf("what was published: %v", err)
	}
	if list, err := os.ReadDir("."); err != nil || len(list) != 2 {
		t.Errorf("commands on a cluster left %v in the folder that they were run in, %v", list, err)
	}
}

// fillPO fills the text of a key in a file of an export.
func fillPO(t *testing.T, name, key, words string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(data), `msgctxt "`+key+`"`)
	middle, tail, found2 := strings.Cut(rest, "msgstr \"\"")
	if !found || !found2 {
		t.Fatalf("%s has no empty %s", name, key)
	}
	if err := os.WriteFile(name, []byte(head+`msgctxt "`+key+`"`+middle+`msgstr "`+words+`"`+tail), 0o600); err != nil {
		t.Fatal(err)
	}
}
