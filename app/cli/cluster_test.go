package cli

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/freeaddr"
)

// machines are the machines of a cluster, as processes on this one.
type machines struct {
	t       *testing.T
	program string
	dir     string
	addrs   []string
	clients []string
	run     []*process
	work    []string // addresses of their workbenches
}

// newMachines starts a cluster. The folders of the first machine fill it; the others have none.
func newMachines(t *testing.T, n int) *machines {
	t.Helper()
	return newMachinesOf(t, n, map[string]string{"content": "../../content", "locales": "../../locales"})
}

// newMachinesOf starts a cluster whose first machine has copies of folders, by their names there.
func newMachinesOf(t *testing.T, n int, folders map[string]string) *machines {
	t.Helper()
	m := &machines{t: t, program: build(t), dir: t.TempDir(), addrs: freeaddr.List(t, n), clients: freeaddr.List(t, n)}
	m.run, m.work = make([]*process, n), make([]string, n)
	if err := os.WriteFile(filepath.Join(m.dir, "secret"), []byte("a secret that only tests know\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, from := range folders {
		if err := os.CopyFS(filepath.Join(m.dir, "0", name), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range n {
		m.launch(i)
	}
	for i := range n {
		m.await(i)
	}
	return m
}

// launch starts a machine, and does not wait for it.
func (m *machines) launch(i int) {
	dir := filepath.Join(m.dir, fmt.Sprint(i))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		m.t.Fatal(err)
	}
	peers := strings.Join(slices.Concat(m.addrs[:i], m.addrs[i+1:]), ",")
	m.run[i] = launch(m.t, m.program, dir, "--quiet", "--work-addr", "127.0.0.1:0", "--as", fmt.Sprint("Person ", i), "--cluster-name", "test", "--cluster-dir", "cluster",
		"--cluster-client-addr", m.clients[i], "--cluster-addr", m.addrs[i], "--cluster-peers", peers, "--cluster-secret-file", "../secret")
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

// command runs a command on the cluster, through one of its machines.
func (m *machines) command(i, want int, says string, args ...string) (out string) {
	m.t.Helper()
	var stdout, stderr strings.Builder
	code := Run(append(args, "--cluster", "nats://"+m.clients[i], "--cluster-secret-file", filepath.Join(m.dir, "secret")), nil, nil, &stdout, &stderr)
	if code != want || !strings.Contains(stdout.String()+stderr.String(), says) {
		m.t.Fatalf("%v: got %d, want %d and %q\n%s%s", args, code, want, says, &stdout, &stderr)
	}
	return stdout.String()
}

// Three machines serve what is saved at any of them, one may be lost at any moment, and while two are, readers notice nothing and nothing that was typed is lost.
func TestAClusterLosesAMachineAndNoWord(t *testing.T) {
	if testing.Short() {
		t.Skip("starts machines, and waits for others that do not answer")
	}
	m := newMachines(t, 3)
	if status, _ := m.save(1, "Titel eins"); status != http.StatusSeeOther {
		t.Fatalf("saving: %d", status)
	}
	if _, body := m.run[0].get("/de/safety"); strings.Contains(body, "Titel eins") {
		t.Error("readers were served what was not released")
	}
	m.command(0, exitOK, "released", "release", "--note", "one title")
	for _, p := range m.run {
		p.await("/de/safety", "Titel eins", true)
	}
	said := m.command(2, exitOK, "is whole", "cluster", "status")
	listed := m.command(0, exitOK, "one title", "releases")
	if id := listed[2:14]; listed[0] != '*' || strings.Count(said, " "+id+" ") != 3 {
		t.Errorf("served is\n%sand the status says\n%s", listed, said)
	}
	m.kill(1)
	m.command(2, exitFindings, "start", "cluster", "status") // whoever does not answer is named or counted
	if status, body := m.save(2, "Titel zwei"); status != http.StatusSeeOther {
		t.Fatalf("saving while one of three is away: %d\n%s", status, body)
	}
	m.command(2, exitOK, "released", "release", "--if-check-passes")
	m.run[0].await("/de/safety", "Titel zwei", true)
	m.run[2].await("/de/safety", "Titel zwei", true)
	m.command(2, exitOK, "again", "rollback")
	m.run[0].await("/de/safety", "Titel eins", true)
	m.command(2, exitOK, "one title", "releases")
	m.command(2, exitOK, "again", "rollback")
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
	for i := range m.run {
		if i < 2 {
			m.await(i)
		}
		m.run[i].await("/de/safety", "Titel zwei", true)
	}
	if data, err := os.ReadFile(filepath.Join(m.dir, "0", "locales", "de", "safety.de.toml")); err != nil || strings.Contains(string(data), "Titel") {
		t.Errorf("the folder that the cluster was filled from was written to: %v", err)
	}
}
