package cli

import (
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workbench/signin"
)

func address(t *testing.T, text string) net.Addr {
	t.Helper()
	addr, err := net.ResolveTCPAddr("tcp", text)
	if err != nil {
		t.Fatal(err)
	}
	return addr
}

func TestAWorkbenchThatOthersReachHasASignIn(t *testing.T) {
	const issuer = "https://login.example.org"
	for _, c := range []struct {
		flags        signInFlags
		addr, origin string
		refused      string
	}{
		{signInFlags{}, "127.0.0.1:8090", "", ""},
		{signInFlags{}, "[::1]:8090", "", ""},
		{signInFlags{}, "0.0.0.0:8090", "", "use --work-addr localhost:8090"},
		{signInFlags{}, "192.0.2.1:8090", "", "use --work-addr localhost:8090"},
		{signInFlags{WorkOrigin: "https://work.example.org"}, "127.0.0.1:8090", "", "give --oidc-issuer too"},
		{signInFlags{ClientID: "x"}, "127.0.0.1:8090", "", "--oidc-issuer"},
		{signInFlags{Admin: "x"}, "127.0.0.1:8090", "", "--oidc-issuer"},
		{signInFlags{SecretFile: "x"}, "127.0.0.1:8090", "", "--oidc-issuer"},
		{signInFlags{Issuer: issuer}, "127.0.0.1:8090", "", "--oidc-client-id is missing"},
		{signInFlags{Issuer: issuer, ClientID: "x"}, "127.0.0.1:8090", "http://localhost:8090", ""},
		{signInFlags{Issuer: issuer, ClientID: "x"}, "0.0.0.0:8090", "", "--work-origin is missing"},
		{signInFlags{Issuer: issuer, ClientID: "x", WorkOrigin: "https://Work.Example.org:443/"}, "0.0.0.0:8090", "https://work.example.org", ""},
		{signInFlags{Issuer: issuer, ClientID: "x", WorkOrigin: "https://example.org/work"}, "0.0.0.0:8090", "", "has a path"},
		{signInFlags{Issuer: issuer, ClientID: "x", WorkOrigin: "work.example.org"}, "0.0.0.0:8090", "", "--work-origin \"work.example.org\" is no origin"},
	} {
		f := c.flags
		err := f.check(address(t, c.addr), c.addr)
		if c.refused == "" && (err != nil || f.WorkOrigin != c.origin) || c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)) {
			t.Errorf("%+v at %s: got %v, %q", c.flags, c.addr, err, f.WorkOrigin)
		}
	}
}

func TestSecretsThatOthersCanGetAreRefused(t *testing.T) {
	dir, tree := t.TempDir(), t.TempDir()
	file := func(dir, name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(file(tree, "linked", "s3cret\n", 0o600), link); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		file(dir, "own", "s3cret\r\n", 0o600):      "",
		file(dir, "group", "s3cret", 0o440):        "",
		file(dir, "world", "s3cret\n", 0o604):      "chmod 600",
		file(dir, "written", "s3cret\n", 0o620):    "chmod 600",
		file(tree, "published", "s3cret\n", 0o600): "lies in " + tree,
		link:                            "lies in " + tree,
		file(dir, "empty", "\n", 0o600): "holds no secret",
		file(dir, "lines", "s3cret\ns3cret\n", 0o600):            "holds no secret",
		file(dir, "long", strings.Repeat("s3cret", 1000), 0o600): "one line: larger than 4096 bytes",
		filepath.Join(dir, "none"):                               "there is no file",
		dir:                                                      "is not a file",
	} {
		secret, err := readSecret(path, []string{tree})
		if want == "" && (err != nil || secret != "s3cret") || want != "" && (err == nil || !strings.Contains(err.Error(), want) || secret != "") {
			t.Errorf("%s: got %q, %v", path, secret, err)
		}
		if err != nil && strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the error says the secret: %v", path, err)
		}
	}
}

func TestTheKeyOfTheSessionsIsKeptForThisAccountAlone(t *testing.T) {
	data, tree := filepath.Join(t.TempDir(), "data"), t.TempDir()
	catalogs, err := folder.Open(tree)
	if err != nil {
		t.Fatal(err)
	}
	f := signInFlags{Issuer: "https://login.example.org", ClientID: "parlance", WorkOrigin: "https://work.example.org"}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	open := func(data string) error {
		_, err := f.open(catalogs, func() (signin.Key, error) { return sessionKey(data, []string{tree}) }, []string{tree}, log)
		return err
	}
	if err := open(data); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, "session.key")
	first, err := os.ReadFile(path)
	if info, failed := os.Stat(path); err != nil || failed != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, %v", info, err, failed)
	}
	if err := open(data); err != nil {
		t.Error(err)
	}
	if again, err := os.ReadFile(path); err != nil || string(again) != string(first) {
		t.Error("a restart ends every session")
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := open(data); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("others can read it: got %v", err)
	}
	if err := open(filepath.Join(tree, "data")); err == nil || !strings.Contains(err.Error(), "lies in") {
		t.Errorf("it lies in a tree: got %v", err)
	}
	if f.ClientID = ""; f.check(address(t, "127.0.0.1:1"), "localhost:1") == nil {
		t.Error("no client")
	}
}
