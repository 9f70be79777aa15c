package server

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/leftout"
)

// nginxExample returns the configuration that operators.md shows, as a file of its own that listens at an address and passes on to another.
func nginxExample(t *testing.T, dir, listen, upstream string) string {
	t.Helper()
	text, err := os.ReadFile("../docs/operators.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "    log_format noquery")
	block, _, end := strings.Cut(rest, "\n    }\n")
	if !ok || !end {
		t.Fatal("operators.md shows no nginx configuration")
	}
	block = "log_format noquery" + block + "\n}\n"
	for old, new := range map[string]string{"listen 443 ssl;": "listen " + listen + ";", "/var/log/nginx/": dir + "/", "127.0.0.1:8080": upstream} {
		if !strings.Contains(block, old) {
			t.Fatalf("operators.md does not have %q", old)
		}
		block = strings.ReplaceAll(block, old, new)
	}
	temp := regexp.MustCompile(`\w+`).ReplaceAllString("client_body proxy fastcgi uwsgi scgi", "${0}_temp_path "+dir+"/tmp;")
	return "daemon off;\nmaster_process off;\npid " + dir + "/nginx.pid;\nerror_log " + dir + "/error.log emerg;\nevents {}\nhttp {\n" + temp + "\n" + block + "}\n"
}

// freeAddress returns an address at which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}

// A proxy that is set up as operators.md says writes down no word that a patient looked for, even while the server behind it is away.
func TestNginxOfTheManualLogsNoQuery(t *testing.T) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		nginx = "/usr/sbin/nginx"
	}
	if _, err := os.Stat(nginx); err != nil {
		leftout.Skip(t, "there is no nginx")
	}
	for _, upstream := range []string{serve(t, Options{}), freeAddress(t)} {
		dir, listen := t.TempDir(), freeAddress(t)
		file := filepath.Join(dir, "nginx.conf")
		if err := os.WriteFile(file, []byte(nginxExample(t, dir, listen, upstream)), 0o644); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		cmd := exec.Command(nginx, "-p", dir, "-c", file)
		cmd.Stdout, cmd.Stderr = &said, &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		request, _ := http.NewRequest("GET", "http://"+listen+"/ar/search?q=abortion", nil)
		request.Header.Set("Referer", "http://x.test/?q=abortion")
		var answer *http.Response
		for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if answer, err = http.DefaultClient.Do(request); err == nil {
				break
			}
		}
		if err == nil {
			io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		}
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		if err != nil {
			t.Fatalf("%v\n%s", err, &said)
		}
		log, _ := os.ReadFile(filepath.Join(dir, "guides.log"))
		faults, _ := os.ReadFile(filepath.Join(dir, "error.log"))
		if !strings.Contains(string(log), "/ar/search") || strings.Contains(string(log)+string(faults)+said.String(), "abort") {
			t.Errorf("behind %s: %s%s%s", answer.Status, log, faults, &said)
		}
	}
}
