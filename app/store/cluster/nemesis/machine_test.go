//go:build linux

package nemesis_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// machine is a process of the program: one of those that hold everything, or a workbench with readers' pages without a voice.
type machine struct {
	t       testing.TB
	number  int
	voice   bool
	program string
	space   string // the network namespace, "" for that of this process
	dir     string
	args    []string
	env     []string
	reader  string // http://HOST:PORT of readers' pages
	work    string // of the workbench
	ops     string // of the operator's listener, "" for none
	client  *http.Client

	mu    sync.Mutex
	cmd   *exec.Cmd
	ended chan struct{}

	up    atomic.Bool  // it is to answer readers
	epoch atomic.Int64 // grows with whatever is done to the process
}

// start starts the process, and does not wait until it answers.
func (m *machine) start() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.epoch.Add(1)
	log, err := os.OpenFile(m.dir+".log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		m.t.Fatal(err)
	}
	defer log.Close()
	fmt.Fprintln(log, "--- started", time.Now().Format(time.RFC3339Nano))
	args := append([]string{m.program}, m.args...)
	if m.space != "" {
		args = append([]string{"ip", "netns", "exec", m.space}, args...)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Stderr, cmd.Stdout = m.dir, log, log
	cmd.Env = append(os.Environ(), m.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.cmd, m.ended = cmd, make(chan struct{})
	go func(ended chan struct{}) { cmd.Wait(); close(ended) }(m.ended)
}

// kill ends the process as a loss of power does, as far as a process can know.
func (m *machine) kill() {
	m.down()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.cmd == nil {
		return
	}
	_ = m.cmd.Process.Kill()
	<-m.ended
	m.cmd = nil
}

// down notes that the machine need not answer.
func (m *machine) down() {
	m.up.Store(false)
	m.epoch.Add(1)
}

// stop has the process do nothing until resume.
func (m *machine) stop() {
	m.down()
	m.signal(syscall.SIGSTOP)
}

func (m *machine) resume() {
	m.signal(syscall.SIGCONT)
	m.up.Store(true)
	m.epoch.Add(1)
}

func (m *machine) signal(s syscall.Signal) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.cmd != nil {
		_ = m.cmd.Process.Signal(s)
	}
}

// gone reports whether the process has ended by itself.
func (m *machine) gone() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	select {
	case <-m.ended:
		return m.cmd != nil
	default:
		return false
	}
}

// answers reports whether readers are answered.
func (m *machine) answers() bool {
	status, _, err := m.ask(http.MethodGet, m.reader+"/readyz", nil, 5*time.Second)
	return err == nil && status == http.StatusOK
}

// await waits until readers are answered.
func (m *machine) await() {
	for end := time.Now().Add(2 * time.Minute); !m.answers(); time.Sleep(50 * time.Millisecond) {
		if m.gone() {
			m.t.Errorf("machine %d ended by itself: %s", m.number, m.lastLog())
			m.start()
		}
		if time.Now().After(end) {
			m.t.Errorf("machine %d answers nobody for two minutes: %s", m.number, m.lastLog())
			return
		}
	}
	m.up.Store(true)
	m.epoch.Add(1)
}

// dump writes what the process is doing into a file beside its log.
func (m *machine) dump() {
	if m.ops == "" {
		return
	}
	if _, page, err := m.ask(http.MethodGet, m.ops+"/debug/pprof/goroutine?debug=2", nil, 20*time.Second); err == nil {
		_ = os.WriteFile(m.dir+".goroutines", []byte(page), 0o644)
	}
}

// lastLog returns the last lines that the process said.
func (m *machine) lastLog() string {
	data, err := os.ReadFile(m.dir + ".log")
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

// ask sends a request as a browser does.
func (m *machine) ask(method, address string, body io.Reader, patience time.Duration) (status int, page string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return 0, "", err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := m.client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(data), err
}

// newClient returns a client as one on the machine is: redirects are answers.
func newClient(dial func(ctx context.Context, addr string) (net.Conn, error)) *http.Client {
	transport := &http.Transport{MaxIdleConnsPerHost: 8, DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) { return dial(ctx, addr) }}
	return &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
