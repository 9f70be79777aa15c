package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/sitetest"
)

// record puts recordings of all texts of a guide in a language into the site, that of its first paragraph of that length and the others of a moment.
func (p *process) record(t *testing.T, tag, slug string, first time.Duration) (names []string) {
	t.Helper()
	for line := range strings.Lines(runOn(t, p.dir, exitOK, "status", "--recordings", tag, slug)) {
		name := strings.TrimPrefix(strings.TrimSpace(line), "missing   ")
		length := 40 * time.Millisecond
		if strings.Contains(name, "/intro.p1.") {
			length = first
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, sitetest.Silence(length), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// A recording is heard as soon as its file is there, and no longer than that: the first one too, whose folder comes with it.
func TestARecordingComesAndGoes(t *testing.T) {
	p := start(t)
	_, none := p.get("/de/safety")
	names := p.record(t, "de", "safety", time.Second)
	p.await("/de/safety", `data-of="intro.p1"`, true)
	for _, name := range names {
		if strings.Contains(name, "/intro.p1.") {
			os.Remove(name)
		}
	}
	p.await("/de/safety", `data-of="intro.p1"`, false)
	os.RemoveAll(filepath.Join(p.dir, "content/audio"))
	p.await("/de/safety", "<audio", false)
	if _, now := p.get("/de/safety"); now != none {
		t.Error("without recordings the page is not what it was")
	}
}
