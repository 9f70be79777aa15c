package cli

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// machines are the machines of a cluster, as processes on this one.
type machines struct {
	t       *testing.T
	program string
	dir     string // where the secret is
	ca      string // certificate of who signed those of the machines; "" without TLS
	clients []string
	start   func(i int) *exec.Cmd // returns how a machine is started
	run     []*process
	work    []string // addresses of their workbenches
}

// unlaidSite writes a small site, which is not laid out, into a folder.
func unlaidSite(t *testing.T, dir string) {
	t.Helper()
	err := os.CopyFS(dir, os.DirFS("testdata/cases/site"))
	if err == nil {
		err = os.MkdirAll(filepath.Join(dir, "locales", "en"), 0o755)
	}
	ui, err2 := os.ReadFile("../../locales/en/ui.en.toml")
	err3 := os.WriteFile(filepath.Join(dir, "locales", "en", "ui.en.toml"), ui, 0o644)
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
}

// launch starts a machine, and does not wait for it.
func (m *machines) launch(i int) {
	m.t.Helper()
	m.run[i] = observe(m.t, m.start(i))
}

// await waits until a machine serves.
func (m *machines) await(i int) {
	m.t.Helper()
	m.run[i].serving()
	m.work[i] = regexp.MustCompile(`address=(http://[^ ]+)/`).FindStringSubmatch(m.run[i].log("the workbench answers"))[1]
}

// kill ends a machine as a loss of power does, as far as a process can know.
func (m *machines) kill(i int) {
	m.run[i].cmd.Process.Kill()
	m.run[i].cmd.Wait()
}

var hidden = regexp.MustCompile(`name="(source|was)" value="([^"]*)"`)

// save writes the title of the page about safety in German in the workbench of a machine, and returns the answer's status and page.
func (m *machines) save(i int, words string) (status int, body string) {
	m.t.Helper()
	address := m.work[i] + "/de/safety/safety.page.title"
	_, form := m.ask("GET", address, nil)
	values := url.Values{"other": {words}}
	for _, member := range hidden.FindAllStringSubmatch(form, -1) {
		if !values.Has(member[1]) {
			values.Set(member[1], member[2])
		}
	}
	return m.ask("POST", address, values)
}

func (m *machines) ask(method, address string, form url.Values) (status int, body string) {
	m.t.Helper()
	request, err := http.NewRequest(method, address, strings.NewReader(form.Encode()))
	if err != nil {
		m.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: time.Minute}
	answer, err := client.Do(request)
	if err != nil {
		m.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		m.t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// access returns the flags by which a command reaches one of the machines.
func (m *machines) access(i int) (flags []string) {
	flags = []string{"--cluster", "nats://" + m.clients[i], "--cluster-secret-file", filepath.Join(m.dir, "secret")}
	if m.ca != "" {
		flags = append(flags, "--cluster-tls-ca", m.ca)
	}
	return flags
}

// command runs a command on the cluster, through one of its machines.
func (m *machines) command(i, want int, says string, args ...string) (out string) {
	m.t.Helper()
	var stdout, stderr strings.Builder
	code := Run(append(args, m.access(i)...), nil, nil, &stdout, &stderr)
	if code != want || !strings.Contains(stdout.String()+stderr.String(), says) {
		m.t.Fatalf("%v: got %d, want %d and %q\n%s%s", args, code, want, says, &stdout, &stderr)
	}
	return stdout.String()
}

// forwardFrom returns the release that rollback names as that of before.
func forwardFrom(said string) string {
	_, id, _ := strings.Cut(strings.TrimSpace(said), "until now: parlance rollback ")
	return id
}

// workbenchWithoutAVoice starts a workbench that is none of the machines twice: it shows today's texts, and keeps them, for its owner alone.
func (m *machines) workbenchWithoutAVoice(words string) {
	m.t.Helper()
	dir := m.t.TempDir()
	for range 2 {
		p := launch(m.t, m.program, dir, append(m.access(0), "--quiet", "--work-addr", "127.0.0.1:0", "--as", "Person V", "--data", "data")...)
		p.serving()
		address := regexp.MustCompile(`address=(http://[^ ]+)/`).FindStringSubmatch(p.log("the workbench answers"))[1]
		if _, page := m.ask("GET", address+"/de/safety/safety.page.title", nil); !strings.Contains(page, words) {
			m.t.Errorf("a workbench without a voice does not show %q", words)
		}
		if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			m.t.Fatal(err)
		}
		if err := p.cmd.Wait(); err != nil {
			m.t.Errorf("it ends with %v", err)
		}
		if info, err := os.Stat(filepath.Join(dir, "data", todayName)); err != nil || info.Mode().Perm() != 0o600 || info.Size() < 10_000 {
			m.t.Errorf("what it keeps: %v, %v", info, err)
		}
	}
}

// losesMachines loses each of three machines: one may be lost at any moment, and while two are, readers notice nothing and nothing that was typed is lost.
func (m *machines) losesMachines() {
	t := m.t
	t.Helper()
	if status, _ := m.save(1, "Titel eins"); status != http.StatusSeeOther {
		t.Fatalf("saving: %d", status)
	}
	if _, body := m.run[0].get("/de/safety"); strings.Contains(body, "Titel eins") {
		t.Error("readers were served what was not released")
	}
	m.command(0, exitOK, "released", "release", "--note", "one title")
	for _, p := range m.run[:3] {
		p.await("/de/safety", "Titel eins", true)
	}
	said := m.command(2, exitOK, "is whole", "cluster", "status")
	listed := m.command(0, exitOK, "one title", "releases")
	if id := listed[2:14]; listed[0] != '*' || strings.Count(said, " "+id+" ") != 3 {
		t.Errorf("served is\n%sand the status says\n%s", listed, said)
	}
	m.workbenchWithoutAVoice("Titel eins")
	m.kill(1)
	m.command(2, exitFindings, "start", "cluster", "status") // whoever does not answer is named or counted
	if status, body := m.save(2, "Titel zwei"); status != http.StatusSeeOther {
		t.Fatalf("saving while one of three is away: %d\n%s", status, body)
	}
	m.command(2, exitOK, "released", "release", "--if-check-passes")
	m.run[0].await("/de/safety", "Titel zwei", true)
	m.run[2].await("/de/safety", "Titel zwei", true)
	m.command(2, exitUsage, "leave it out", "rollback", "")
	forward := forwardFrom(m.command(2, exitOK, "again", "rollback"))
	m.run[0].await("/de/safety", "Titel eins", true)
	m.command(2, exitOK, "one title", "releases")
	m.command(2, exitOK, "again", "rollback", forward)
	m.run[2].await("/de/safety", "Titel zwei", true)
	m.kill(0)
	status, body := m.save(2, "Titel drei")
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "cannot save") || !strings.Contains(body, "Titel drei") {
		t.Errorf("saving while two of three are away: %d\n%s", status, body)
	}
	if status, body := m.run[2].get("/de/safety"); status != http.StatusOK || !strings.Contains(body, "Titel zwei") {
		t.Errorf("a reader got %d", status)
	}
	m.command(2, exitFindings, "nothing can be saved", "cluster", "status")
	m.kill(2)
	m.launch(2) // alone: readers are served from its disk, and whoever saves is told
	m.run[2].serving()
	m.work[2] = regexp.MustCompile(`address=(http://[^ ]+)/`).FindStringSubmatch(m.run[2].log("the workbench is opened once"))[1]
	m.run[2].await("/de/safety", "Titel zwei", true)
	status, body = m.ask("POST", m.work[2]+"/de/safety/safety.page.title", url.Values{"other": {"Titel vier"}})
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "cannot be opened yet") || !strings.Contains(body, "Titel vier") {
		t.Errorf("saving on a machine that starts alone: %d\n%s", status, body)
	}
	m.launch(0)
	m.launch(1)
	m.run[2].log("the workbench answers")
	if status, _ := m.save(2, "Titel vier"); status != http.StatusSeeOther {
		t.Errorf("saving once the cluster is joined: %d", status)
	}
	for i := range 3 {
		if i < 2 {
			m.await(i)
		}
		m.run[i].await("/de/safety", "Titel zwei", true)
	}
}
