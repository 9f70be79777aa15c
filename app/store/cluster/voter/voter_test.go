package voter_test

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// options returns options of machines on this one.
func options(t *testing.T) [3]voter.Options {
	t.Helper()
	addrs := freeaddr.List(t, 3)
	var list [3]voter.Options
	for i := range list {
		list[i] = voter.Options{Cluster: "test", Dir: t.TempDir(), Addr: addrs[i], Peers: []string{addrs[(i+1)%3], addrs[(i+2)%3]},
			Secret: "a secret that only tests know"}
	}
	return list
}

func start(t *testing.T, o voter.Options) *voter.Voter {
	t.Helper()
	v, err := voter.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	return v
}

// A machine with another secret, or of another cluster, is told so; the others go on.
func TestOthersRefuse(t *testing.T) {
	o := options(t)
	good := start(t, o[0])
	start(t, o[1])
	for says, change := range map[string]func(o *voter.Options){
		"another secret":     func(o *voter.Options) { o.Secret = "another secret of 20 letters" },
		"of another cluster": func(o *voter.Options) { o.Cluster, o.Dir = "other", t.TempDir() },
	} {
		bad := o[2]
		change(&bad)
		v := start(t, bad)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		if err := v.Refused(ctx); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
		cancel()
		v.Close()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	if err := good.Refused(ctx); err != nil {
		t.Errorf("a machine gave up because another was refused: %v", err)
	}
}

// A folder belongs to one machine of one cluster; nothing is changed where it is another's.
func TestFolders(t *testing.T) {
	o := options(t)[0]
	o.Peers = nil
	v := start(t, o)
	v.Close()
	name := v.Name()
	if again := start(t, o); again.Name() != name {
		t.Errorf("got %q, want %q", again.Name(), name)
	} else {
		again.Close()
	}
	file := filepath.Join(o.Dir, "machine.json")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(o.Dir, "sealed.json")); err != nil { // with which any other file would be damage
		t.Fatal(err)
	}
	for _, test := range []struct{ cluster, text, says string }{
		{"other", string(good), `belongs to the cluster "test"`},
		{"test", strings.Replace(string(good), `"format":1`, `"format":0`, 1), "format 0"},
		{"test", "{", "cannot be read"},
		{"test", strings.Replace(string(good), name, name+"x", 1), "cannot be read"},
		{"test", "", "machine.json is gone"},
	} {
		if err := os.WriteFile(file, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		bad := o
		bad.Cluster = test.cluster
		if _, err := voter.Start(bad); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("got %v, want %q", err, test.says)
		}
		if now, _ := os.ReadFile(file); string(now) != test.text {
			t.Errorf("the file was changed: %q", now)
		}
	}
}

func TestOptions(t *testing.T) {
	for says, change := range map[string]func(o *voter.Options){
		"no name of a cluster":  func(o *voter.Options) { o.Cluster = "A b" },
		"1, 3 or 5":             func(o *voter.Options) { o.Peers = o.Peers[:1] },
		"no address":            func(o *voter.Options) { o.Peers[0] = "10.0.0.1" },
		"certificates":          func(o *voter.Options) { o.Addr = "10.0.0.1:6222" },
		"certificates for TLS,": func(o *voter.Options) { o.Client = "0.0.0.0:4222" },
		"folder":                func(o *voter.Options) { o.Dir = "" },
		"secret":                func(o *voter.Options) { o.Secret = "" },
	} {
		o := options(t)[0]
		change(&o)
		if _, err := voter.Start(o); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
		if o.Dir != "" {
			if entries, err := os.ReadDir(o.Dir); err != nil || len(entries) > 0 {
				t.Errorf("%s: something was written: %v", says, entries)
			}
		}
	}
	if _, err := voter.NewSecret("short\n"); err == nil {
		t.Error("a short secret was taken")
	}
	s, err := voter.NewSecret("0123456789 0123456789\n")
	if err != nil || strings.Contains(s.Reader(), string(s)) || s.Reader() == "" {
		t.Errorf("got %q, %v", s.Reader(), err)
	}
}

// A port that is taken is told at once.
func TestStartTellsWhyItDoesNot(t *testing.T) {
	o := options(t)[0]
	ln, err := net.Listen("tcp", o.Addr)
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	began := time.Now()
	if _, err := voter.Start(o); err == nil || !strings.Contains(err.Error(), "address already in use") || time.Since(began) > 20*time.Second {
		t.Errorf("got %v after %v", err, time.Since(began))
	}
}
