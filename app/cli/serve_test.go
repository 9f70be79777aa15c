package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is the real program, serving on a free port.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	url  string
	dir  string
	logs chan string
	read io.Closer // what reads the log
}

// start serves copies of this repository's trees, in a folder that a test may edit.
func start(t *testing.T, arguments ...string) *process {
	t.Helper()
	dir := t.TempDir()
	for _, tree := range []string{"content", "locales"} {
		if err := os.CopyFS(filepath.Join(dir, tree), os.DirFS("../../"+tree)); err != nil {
			t.Fatal(err)
		}
	}
	return startIn(t, dir, arguments...)
}

// startIn builds the program and serves from a working folder.
func startIn(t *testing.T, dir string, arguments ...string) *process {
	t.Helper()
	p := launch(t, build(t), dir, arguments...)
	p.serving()
	return p
}

// build builds the program.
func build(t *testing.T) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), "parlance")
	if out, err := exec.Command("go", "build", "-o", program, "../../cmd/parlance").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// launch starts the program in a working folder, and does not wait until it serves.
func launch(t *testing.T, program, dir string, arguments ...string) *process {
	t.Helper()
	cmd := exec.Command(program, append([]string{"serve", "--addr", "127.0.0.1:0"}, arguments...)...)
	cmd.Dir = dir
	return observe(t, cmd)
}

// observe starts a command that serves, and reads its log.
func observe(t *testing.T, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{t: t, cmd: cmd, dir: cmd.Dir, logs: make(chan string, 1000)}
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.read = stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.cmd.Process.Kill(); p.cmd.Wait() })
	go func() {
		defer close(p.logs)
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			p.logs <- lines.Text()
		}
	}()
	return p
}

// serving waits until the program serves.
func (p *process) serving() {
	p.t.Helper()
	p.url = regexp.MustCompile(`address"?[=:]"?(http://[^ "]+)/`).FindStringSubmatch(p.log("serving"))[1]
}

// patience is how long a test waits for what a program or a browser does. Nothing is measured by it: a machine with much to do is slow, and not wrong.
const patience = 2 * time.Minute

// log waits for a line of the log that holds a text.
func (p *process) log(text string) string {
	p.t.Helper()
	deadline := time.After(patience)
	last := ""
	for {
		select {
		case line, ok := <-p.logs:
			if !ok {
				p.t.Fatalf("the program ended without saying %q: %s", text, last)
			}
			last = line
			if strings.Contains(line, text) {
				return line
			}
		case <-deadline:
			p.t.Fatalf("the program did not say %q: %s", text, last)
		}
	}
}

func (p *process) get(path string) (status int, body string) {
	p.t.Helper()
	answer, err := http.Get(p.url + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// await asks for a page until it holds a text, or no longer does.
func (p *process) await(path, text string, wanted bool) {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if _, body := p.get(path); strings.Contains(body, text) == wanted {
			return
		}
	}
	p.t.Fatalf("%s: %q wanted %v, and it stays the other way", path, text, wanted)
}

func (p *process) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func TestServeFollowsEverySavedChange(t *testing.T) {
	p := start(t)
	const page, catalog = "/es/safety", "locales/es/safety.es.toml"
	data, err := os.ReadFile(filepath.Join(p.dir, catalog))
	if err != nil {
		t.Fatal(err)
	}
	good := string(data)
	p.write(catalog, strings.Replace(good, `other = "`, `other = "MARCA `, 1))
	p.await(page, "MARCA", true)

	p.write(catalog, "[broken")
	if line := p.log("fault in a file"); !strings.Contains(line, "locales/es/safety.es.toml:1:") {
		t.Errorf("the log says %q", line)
	}
	p.await("/readyz", "safety.es.toml", true)
	status, body := p.get("/readyz")
	var ready struct {
		Faults []struct{ File string }
	}
	if err := json.Unmarshal([]byte(body), &ready); status != 200 || err != nil || len(ready.Faults) != 1 {
		t.Errorf("/readyz: %d %s", status, body)
	}
	if _, body := p.get(page); !strings.Contains(body, "MARCA") {
		t.Error("a broken file reached a reader")
	}
	p.write(catalog, good)
	p.await(page, "MARCA", false)
	p.await("/readyz", "safety.es.toml", false)

	p.write("content/new.md", "+++\ntitle = \"New\"\ndescription = \"D.\"\norder = 9\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\nWords.\n")
	p.await("/", "/en/new", true)
	os.Remove(filepath.Join(p.dir, "content/new.md"))
	p.await("/", "/en/new", false)
}

// A table that was cut off between two entries loses no language; SIGHUP says that it is meant so, and ends nothing.
func TestServeReadsEverythingAnewAtSIGHUP(t *testing.T) {
	p := start(t)
	data, err := os.ReadFile(filepath.Join(p.dir, "locales/locales.toml"))
	if err != nil {
		t.Fatal(err)
	}
	last := bytes.LastIndex(data, []byte("[[locale]]"))
	tag := regexp.MustCompile(`tag = "(.+)"`).FindSubmatch(data[last:])[1]
	p.write("locales/locales.toml", string(data[:last]))
	p.await("/readyz", "locales.toml", true)
	if status, _ := p.get("/" + string(tag) + "/"); status != 200 {
		t.Errorf("/%s/: %d", tag, status)
	}
	p.cmd.Process.Signal(syscall.SIGHUP)
	p.await("/sitemap.xml", "/"+string(tag)+"/", false)
	if status, _ := p.get("/" + string(tag) + "/"); status != 404 {
		t.Errorf("/%s/: %d after SIGHUP", tag, status)
	}
}

// A page, a catalog and the table are broken while nothing serves, and a folder is gone: a restart changes nothing for readers. Without the data the
// page is missing, and the server is not ready.
func TestARestartChangesNothingForReaders(t *testing.T) {
	p := start(t, "--origin", "https://example.org")
	_, safety := p.get("/ar/safety")
	_, session := p.get("/de/therapy-session")
	kept := func() bool {
		found, _ := filepath.Glob(filepath.Join(p.dir, "data", "lastgood-*.pack"))
		return len(found) == 1
	}
	for end := time.Now().Add(patience); !kept() && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
	}
	p.end()
	p.write("content/safety.md", "broken")
	p.write("locales/locales.toml", "[[locale]]\n")
	if err := os.Rename(filepath.Join(p.dir, "locales/de"), filepath.Join(p.dir, "away")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		p = startIn(t, p.dir, "--origin", "https://example.org")
		if _, body := p.get("/ar/safety"); body != safety {
			t.Errorf("a broken page is served otherwise after a restart:\n%.300s", body)
		}
		if _, body := p.get("/de/therapy-session"); body != session {
			t.Error("a folder that is away is served otherwise after a restart")
		}
		if status, body := p.get("/readyz"); status != 200 || !strings.Contains(body, "content/safety.md") {
			t.Errorf("/readyz: %d %s", status, body)
		}
		p.end()
	}
	os.Rename(filepath.Join(p.dir, "away"), filepath.Join(p.dir, "locales/de"))
	p.write("locales/locales.toml", string(table(t)))
	p.write("file", "a file is no folder")
	p = startIn(t, p.dir, "--data", "file")
	if status, _ := p.get("/readyz"); status != 503 {
		t.Errorf("/readyz without the page: %d", status)
	}
	if status, _ := p.get("/ar/therapy-session"); status != 200 {
		t.Errorf("a folder that cannot be written ends serving: %d", status)
	}
}

// table returns this repository's table of locales.
func table(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../locales/locales.toml")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// end ends the process as an operator does.
func (p *process) end() {
	p.cmd.Process.Signal(syscall.SIGTERM)
	for range p.logs { // until it has ended
	}
	p.cmd.Wait()
}

func TestServeEndsOnSIGTERM(t *testing.T) {
	p := start(t)
	if status, _ := p.get("/livez"); status != 200 {
		t.Fatalf("/livez: %d", status)
	}
	p.cmd.Process.Signal(syscall.SIGTERM)
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the program ended with %v", err)
		}
	case <-time.After(patience):
		t.Fatal("the program does not end")
	}
}

func TestServeWithoutFoldersServesWhatIsInsideTheBinary(t *testing.T) {
	p := startIn(t, t.TempDir())
	if status, body := p.get("/ar/safety"); status != 200 || !strings.Contains(body, `<html lang="ar" dir="rtl">`) {
		t.Errorf("/ar/safety: %d", status)
	}
}
