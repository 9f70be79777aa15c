// Package nginxtest serves published sites by nginx, for tests. It promises that what it starts ends with the test.
package nginxtest

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/leftout"
)

// Serve serves a published folder by nginx, with the configuration that stands in it, and returns its address. The log is where that configuration, which is changed, says
// from then on.
func Serve(t testing.TB, dir string) (addr string) {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		leftout.SkipBrowser(t, "there is no nginx")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr = free.Addr().String()
	free.Close()
	run := t.TempDir()
	if err := os.Chmod(filepath.Dir(run), 0o755); err != nil { // its workers are another user where we are root
		t.Fatal(err)
	}
	change := func(from, to string, pairs ...string) {
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(strings.NewReplacer(pairs...).Replace(string(text))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	user := "user root;\n"
	if os.Getuid() != 0 {
		user = ""
	}
	site := filepath.Join(dir, ".parlance/nginx-site.conf")
	change(site, site, "/var/log/nginx/parlance.log", run+"/access.log")
	name := filepath.Join(run, "nginx.conf")
	change(filepath.Join(dir, ".parlance/nginx.conf"), name, "127.0.0.1:8081", addr, "root ..;", "root "+dir+";", "include nginx-", "include "+dir+"/.parlance/nginx-",
		"/tmp/parlance-nginx.pid", run+"/pid", "events { }", "events { }\n"+user+"daemon off;\nerror_log "+run+"/error.log;")
	cmd := exec.Command(program, "-p", run, "-c", name)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Signal(syscall.SIGTERM); cmd.Wait() }) // which ends its workers too
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return addr
		}
		if time.Now().After(end) {
			t.Fatalf("nginx does not answer: %s", said.String())
		}
	}
}
