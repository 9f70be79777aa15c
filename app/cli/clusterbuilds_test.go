package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/internal/leftout"
)

// PARLANCE_EARLIER names commits whose builds are tried in one cluster with this one; see make test-builds.
const earlierVariable = "PARLANCE_EARLIER"

// A cluster of this build and an earlier one works while its machines are upgraded one after another, and taken back: what is saved at any of them stands, readers of
// all are served what is released by either.
func TestTwoBuildsInOneCluster(t *testing.T) {
	revisions := strings.Fields(os.Getenv(earlierVariable))
	if len(revisions) == 0 {
		t.Skip("builds earlier commits: make test-builds")
	}
	this := build(t)
	for _, revision := range revisions {
		t.Run(revision, func(t *testing.T) { twoBuilds(t, buildOf(t, revision), this) })
	}
}

// buildOf builds the program as it was at a commit.
func buildOf(t *testing.T, revision string) (program string) {
	t.Helper()
	dir := t.TempDir()
	if exec.Command("git", "cat-file", "-e", revision+"^{commit}").Run() != nil {
		leftout.Skip(t, "this clone has no commit "+revision)
	}
	program = filepath.Join(dir, "earlier")
	script := fmt.Sprintf("mkdir tree && git -C '%s' archive %s | tar -x -C tree && cd tree && go build -o '%s' ./cmd/parlance", gitTop(t), revision, program)
	cmd := exec.Command("sh", "-ec", script)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", revision, err, out)
	}
	return program
}

func gitTop(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("git", "rev-parse", "--show-toplevel").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// mixed is a cluster of three machines, each of its own build.
type mixed struct {
	machines
	builds [3]string
	saved  []string
}

func twoBuilds(t *testing.T, earlier, this string) {
	m := &mixed{machines: machines{t: t, program: this, dir: t.TempDir(), clients: freeaddr.List(t, 3), run: make([]*process, 3), work: make([]string, 3)},
		builds: [3]string{earlier, earlier, this}}
	if err := os.WriteFile(filepath.Join(m.dir, "secret"), []byte("a secret that only tests know\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	addrs := freeaddr.List(t, 3)
	m.start = func(i int) *exec.Cmd {
		cmd := exec.Command(m.builds[i], "serve", "--addr", "127.0.0.1:0", "--quiet", "--work-addr", "127.0.0.1:0", "--as", fmt.Sprint("Person ", i), "--cluster-name", "test",
			"--cluster-dir", "cluster", "--cluster-client-addr", m.clients[i], "--cluster-addr", addrs[i], "--cluster-peers", strings.Join(slices.Concat(addrs[:i:i], addrs[i+1:]), ","),
			"--cluster-secret-file", "../secret")
		cmd.Dir = filepath.Join(m.dir, fmt.Sprint(i))
		return cmd
	}
	for i := range 3 {
		if err := os.MkdirAll(filepath.Join(m.dir, fmt.Sprint(i)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	unlaidSite(t, filepath.Join(m.dir, "0"))
	for i := range 3 {
		m.launch(i)
	}
	for i := range 3 {
		m.await(i)
	}
	m.command(2, exitOK, "", "sync")
	m.edits("zuerst")
	for i, now := range []string{this, this, earlier, earlier} { // upgraded one by one, and the last two taken back
		at := []int{0, 1, 2, 1}[i]
		m.turn(at, now)
		m.edits(fmt.Sprint("nach Schritt ", "ABCD"[i:i+1]))
	}
	for i := range 3 {
		if now := m.command(i, exitOK, "", "history", "de", "safety"); m.lacks(now) != "" {
			t.Errorf("through machine %d, %s is lost:\n%s", i, m.lacks(now), now)
		}
	}
}

// lacks returns acknowledged words that a history does not have, "" for none.
func (m *mixed) lacks(history string) string {
	for _, words := range m.saved {
		if !strings.Contains(history, words) {
			return words
		}
	}
	return ""
}

// turn ends a machine, which another build then takes up.
func (m *mixed) turn(i int, build string) {
	m.t.Helper()
	if err := m.run[i].cmd.Process.Signal(syscall.SIGTERM); err != nil {
		m.t.Fatal(err)
	}
	_ = m.run[i].cmd.Wait()
	m.save((i+1)%3, "Während Maschine "+"ABC"[i:i+1]+" fehlt") // which one of the two that are left takes
	m.builds[i] = build
	m.launch(i)
	m.await(i)
}

// save saves words that are to be found again.
func (m *mixed) save(i int, words string) {
	m.t.Helper()
	words += " " + strings.Repeat("und ", len(m.saved)) + "wie sicher?"
	if status, body := m.machines.save(i, words); status != 303 {
		m.t.Fatalf("saving at machine %d: %d\n%s", i, status, body)
	}
	m.saved = append(m.saved, words)
}

// edits saves at each machine, and has each build release it: readers of all machines are served it.
func (m *mixed) edits(when string) {
	m.t.Helper()
	for i := range 3 {
		m.save(i, "Person "+"ABC"[i:i+1]+" "+when)
		last := m.saved[len(m.saved)-1]
		cmd := exec.Command(m.builds[i], slices.Concat([]string{"release"}, m.access(i))...)
		if out, err := cmd.CombinedOutput(); err != nil {
			m.t.Fatalf("a release by machine %d: %v\n%s", i, err, out)
		}
		for _, p := range m.run {
			p.await("/de/safety", last, true)
		}
	}
}
