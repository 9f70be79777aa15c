package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// criticalMachine starts a cluster of one machine with a page on which drafts are not shown, and writes the secret of its readers.
func criticalMachine(t *testing.T) *machines {
	t.Helper()
	m := &machines{t: t, program: build(t), dir: t.TempDir(), clients: freeaddr.List(t, 1), run: make([]*process, 1), work: make([]string, 1)}
	home, addr := filepath.Join(m.dir, "0"), freeaddr.List(t, 1)[0]
	m.start = func(int) *exec.Cmd {
		cmd := exec.Command(m.program, "serve", "--addr", "127.0.0.1:0", "--quiet", "--work-addr", "127.0.0.1:0", "--as", "Person 0", "--cluster-name", "test", "--cluster-dir", "cluster",
			"--cluster-client-addr", m.clients[0], "--cluster-addr", addr, "--cluster-secret-file", "../secret")
		cmd.Dir = home
		return cmd
	}
	unlaidSite(t, home)
	if err := os.WriteFile(filepath.Join(m.dir, "secret"), []byte("a secret that only tests know\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(home, "content", "safety.md")
	text, err := os.ReadFile(page)
	if err == nil {
		err = os.WriteFile(page, bytes.Replace(text, []byte("published ="), []byte("critical = true\npublished ="), 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.launch(0)
	m.await(0)
	var out, failed strings.Builder
	if code := Run([]string{"cluster", "reader-secret", "--cluster-secret-file", filepath.Join(m.dir, "secret")}, nil, nil, &out, &failed); code != exitOK || !voter.IsReader(out.String()) {
		t.Fatalf("got %d\n%s%s", code, &out, &failed)
	}
	if err := os.WriteFile(filepath.Join(m.dir, "readers"), []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	m.command(0, exitOK, "", "sync")
	return m
}

// reader starts a server with a secret of readers, and does not wait for it. What it keeps is below its folder's data.
func (m *machines) reader(dir, secret string, flags ...string) *process {
	m.t.Helper()
	dir = filepath.Join(m.dir, dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		m.t.Fatal(err)
	}
	return launch(m.t, m.program, dir, append([]string{"--quiet", "--cluster", "nats://" + m.clients[0], "--cluster-secret-file", filepath.Join(m.dir, secret)}, flags...)...)
}

// sign has readers of the German page served other words for its title, signed.
func (m *machines) sign(words string) {
	m.t.Helper()
	if status, body := m.save(0, words); status != http.StatusSeeOther {
		m.t.Fatalf("saving: %d\n%s", status, body)
	}
	m.command(0, exitOK, "signed off", "review", "de", "safety.page.title", "--by", "Bo Test")
}

// report reports a part of a page, as a reader's browser does.
func (p *process) report(t *testing.T, message string) (status int) {
	t.Helper()
	const form = "/de/safety/report/page.title"
	_, page := p.get(form)
	fields := url.Values{"message": {message}}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`).FindAllStringSubmatch(page, -1) {
		fields.Set(m[1], m[2])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.PostForm(p.url+form, fields)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// A server with the secret of readers serves releases and revocations, answers for releases, is named in the status, and starts from its disk alone.
func TestAServerWithTheSecretOfReaders(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a machine of a cluster and a server")
	}
	m := criticalMachine(t)
	ops := freeaddr.List(t, 1)[0]
	p := m.reader("r", "readers", "--ops-addr", ops)
	p.serving()
	m.sign("Titel eins")
	var result releaseResult
	if err := json.Unmarshal([]byte(m.command(0, exitOK, "", "release", "--json")), &result); err != nil || len(result.Missing) > 0 {
		t.Errorf("the reader did not answer for a release: %v, %v", result.Missing, err)
	}
	p.await("/de/safety", "Titel eins", true)
	if said := m.command(0, exitOK, "is whole", "cluster", "status"); !strings.Contains(said, "up, reader") || strings.Count(said, short(result.Release.ID)) != 2 {
		t.Errorf("got\n%s", said)
	}
	if status := p.report(t, "Das verstehe ich nicht."); status != http.StatusSeeOther {
		t.Errorf("a report: %d", status)
	}
	m.command(0, exitOK, "Das verstehe ich nicht.", "reports")
	m.command(0, exitOK, "", "review", "de", "safety.page.title", "--by", "Bo Test", "--revoke")
	p.await("/de/safety", "Titel eins", false)
	m.sign("Titel zwei")
	m.command(0, exitOK, "released", "release")
	p.await("/de/safety", "Titel zwei", true)
	forward := forwardFrom(m.command(0, exitOK, "again", "rollback")) // what was taken back stays so
	p.await("/de/safety", "Titel zwei", false)
	p.await("/de/safety", "Titel eins", false)
	m.command(0, exitOK, "again", "rollback", forward)
	p.await("/de/safety", "Titel zwei", true)
	p.await("/readyz", `"cluster":{"state":"reached","release":"`, true)
	served := regexp.MustCompile(`"release":"([0-9a-f]{64})"`).FindStringSubmatch(p.ready())[1]

	m.kill(0)
	p.await("/readyz", `"state":"away","release":"`+served+`"`, true)
	if status := p.report(t, "Noch etwas."); status != http.StatusServiceUnavailable {
		t.Errorf("a report that nobody keeps: %d", status)
	}
	p.cmd.Process.Kill()
	p.cmd.Wait()
	p = m.reader("r", "readers", "--ops-addr", ops)
	p.log("it is tried again")
	p.serving()
	p.await("/de/safety", "Titel zwei", true)
	p.await("/readyz", `"state":"away","release":"`+served+`"`, true)
	expectMetrics(t, ops, `parlance_release_info{release="`+served+`"} 1`, "parlance_cluster_reached 0", "parlance_cluster_majority 0", "parlance_release_lag_seconds 0")
	m.launch(0)
	m.await(0)
	p.log("the cluster is joined")
	p.await("/readyz", `"state":"reached","release":"`+served+`"`, true)
	expectMetrics(t, ops, `,role="reader"} 1`, `parlance_cluster_info{cluster="test",`, "parlance_cluster_reached 1", "parlance_cluster_majority 1", "parlance_release_timestamp_seconds ", "parlance_cluster_disk_free_bytes ")
	m.command(0, exitOK, "", "review", "de", "safety.page.title", "--by", "Bo Test", "--revoke")
	p.await("/de/safety", "Titel zwei", false)
}

// ready returns what the server says of itself, which is to be ready.
func (p *process) ready() string {
	p.t.Helper()
	status, body := p.get("/readyz")
	if status != http.StatusOK {
		p.t.Fatalf("/readyz: %d %s", status, body)
	}
	return body
}

// expectMetrics holds the metrics at an address to have lines that hold these texts.
func expectMetrics(t *testing.T, addr string, wanted ...string) {
	t.Helper()
	answer, err := http.Get("http://" + addr + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range wanted {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

// Whoever has the secret of readers cannot have it do what it gives no right to, and hears why; a wrong one is refused at the start.
func TestTheSecretOfReadersCanDoNothingElse(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a machine of a cluster")
	}
	m := criticalMachine(t)
	p := m.reader("r", "readers")
	p.serving()
	p.end()
	secret := filepath.Join(m.dir, "readers")
	for _, args := range [][]string{{"sync"}, {"status"}, {"check"}, {"release"}, {"releases"}, {"rollback"}, {"reports"}, {"history", "de"}, {"cluster", "status"}, {"cluster", "remove", "x"},
		{"cluster", "resize", "3"}, {"backup", "."}, {"pull", "x"}, {"push", "x", "--by", "Ana"}, {"bridge", "x", "--by", "Ana"}, {"review", "de", "safety", "--by", "Ana"},
		{"accept", "de", "safety.page.title", "--by", "Ana"}, {"add", "nl", "--name", "Nederlands"}, {"move", "safety", "x"}, {"cluster", "reader-secret"}} {
		var out, failed strings.Builder
		args = append(args, "--cluster-secret-file", secret)
		if args[1] != "reader-secret" {
			args = append(args, "--cluster", "nats://"+m.clients[0])
		}
		if code := Run(args, nil, nil, &out, &failed); code == exitOK || !strings.Contains(failed.String(), "this is the secret of readers") {
			t.Errorf("%v: got %d\n%s%s", args, code, &out, &failed)
		}
	}
	m.reader("w", "readers", "--work-addr", "127.0.0.1:0", "--as", "Ana").log("leave out --work-addr")
	m.reader("v", "readers", "--cluster-name", "test").log("give one of both")
	wrong := voter.Secret("another secret that only tests know").Reader()
	if err := os.WriteFile(filepath.Join(m.dir, "wrong"), []byte(wrong), 0o600); err != nil {
		t.Fatal(err)
	}
	m.reader("new", "wrong").log("is not that of the readers of this cluster")
	if _, err := os.Stat(filepath.Join(m.dir, "new", "data")); err == nil {
		t.Error("a server that was refused wrote to its disk")
	}
	p = m.reader("r", "wrong") // which has a release
	p.log("is not that of the readers of this cluster")
	for line := range p.logs {
		if strings.Contains(line, "msg=serving") {
			t.Error("readers were served though the secret was refused before")
		}
	}
}

// What a reader sends as a report is kept as a report and nothing else, whatever its line says.
func TestAReportOfAReaderIsNothingElse(t *testing.T) {
	for _, line := range []string{``, `{}`, `[]`, `{"kind":"done","id":"0123456789"}`, `{"page":"a","locale":"de"}`, `{"page":"a","locale":"de","key":"a.b"`} {
		if got, err := onlyReport([]byte(line)); err == nil {
			t.Errorf("%s was kept as %s", line, got)
		}
	}
	for _, line := range []string{`{"KIND":"done","Kind":"done","kind":"done","id":"0123456789","page":"a","locale":"de","key":"a.b","message":"x"}`, `{"page":"a","page":"b","locale":"de","key":"a.b"}`} {
		got, err := onlyReport([]byte(line))
		if err != nil || bytes.Contains(bytes.ToLower(got), []byte("kind")) {
			t.Errorf("%s was kept as %s, %v", line, got, err)
		}
		if list, faults := corpus.ParseReports(corpus.ReportFile{Data: got}); len(list) != 1 || len(faults) > 0 {
			t.Errorf("%s: got %v, %v", got, list, faults)
		}
	}
}
