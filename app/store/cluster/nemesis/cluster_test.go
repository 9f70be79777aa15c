//go:build linux

package nemesis_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

const (
	secret = "a secret that only the nemesis knows"
	tag    = "es" // the locale that is edited
	pages  = 9    // of the last one a text is edited that says which release it is
	each   = 25   // texts of a page that are edited
)

// site is a cluster of processes, and what was done with it.
type site struct {
	t        testing.TB
	dir      string
	network  *network   // nil where nobody may make namespaces
	machines []*machine // those with a voice, and behind them one without
	voices   int
	clients  []string // where the machines with a voice answer commands
	texts    []place
	stuck    bool // nothing was saved for very long
	*record
}

// place is a text, and the words that stand there at first.
type place struct{ slug, key, hash string }

// address returns where the form of a text is.
func (p place) address() string { return "/" + tag + "/" + p.slug + "/" + p.key }

// newSite starts a cluster of so many machines, and another workbench beside it. Clocks are seconds that the machines' clocks are ahead.
func newSite(t testing.TB, dir string, voices int, program func(i int) (path string, env []string)) *site {
	s := &site{t: t, dir: dir, voices: voices, record: newRecord()}
	if hasNamespaces() {
		s.network = newNetwork(t, voices+1)
	}
	s.write()
	addrs, clients := freeaddr.List(t, voices), freeaddr.List(t, voices)
	if s.network != nil {
		ca := newAuthority(t, dir)
		for i := range voices {
			addrs[i], clients[i] = s.network.host(i)+":6222", s.network.host(i)+":4222"
			ca.sign(fmt.Sprint(i), s.network.host(i))
			mountDisk(t, filepath.Join(dir, fmt.Sprint("m", i)))
		}
	}
	s.clients = clients
	for i := range voices + 1 {
		m := s.newMachine(i)
		m.program, m.env = program(i)
		if m.voice = i < voices; m.voice {
			peers := append(append([]string{}, addrs[:i]...), addrs[i+1:]...)
			m.args = append(m.args, "--cluster-name", "nemesis", "--cluster-dir", "cluster", "--cluster-addr", addrs[i], "--cluster-client-addr", clients[i],
				"--cluster-peers", strings.Join(peers, ","))
			if s.network != nil {
				m.args = append(m.args, "--cluster-tls-cert", fmt.Sprintf("../%d.pem", i), "--cluster-tls-key", fmt.Sprintf("../%d.key", i))
			}
		} else {
			m.args = append(m.args, "--cluster", "nats://"+strings.Join(clients, ",nats://"))
		}
		if s.network != nil {
			m.args = append(m.args, "--cluster-tls-ca", "../authority.pem")
		}
		s.machines = append(s.machines, m)
	}
	t.Cleanup(func() {
		for _, m := range s.machines {
			m.kill()
		}
	})
	for _, m := range s.machines[:voices] {
		m.start()
	}
	for _, m := range s.machines[:voices] {
		m.await()
	}
	s.machines[voices].start()
	s.machines[voices].await()
	return s
}

// newMachine returns a machine that is not started yet.
func (s *site) newMachine(i int) *machine {
	m := &machine{t: s.t, number: i, dir: filepath.Join(s.dir, fmt.Sprint("m", i))}
	if err := os.MkdirAll(m.dir, 0o755); err != nil {
		s.t.Fatal(err)
	}
	addrs := []string{"127.0.0.1:8080", "127.0.0.1:8090"}
	dial := func(ctx context.Context, addr string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	}
	if s.network != nil {
		m.space = s.network.space(i)
		dial = func(ctx context.Context, addr string) (net.Conn, error) { return s.network.dial(ctx, i, addr) }
	} else {
		addrs = freeaddr.List(s.t, 2)
	}
	m.client, m.reader, m.work = newClient(dial), "http://"+addrs[0], "http://"+addrs[1]
	m.args = []string{"serve", "--quiet", "--addr", addrs[0], "--work-addr", addrs[1], "--as", fmt.Sprint("Editor ", i), "--cluster-secret-file", "../secret", "--data", "data"}
	if s.network != nil {
		m.args, m.ops = append(m.args, "--ops-addr", "127.0.0.1:8070"), "http://127.0.0.1:8070"
	}
	if i == 0 {
		m.args = append(m.args, "--content", "../site/content", "--locales", "../site/locales")
	}
	return m
}

// write makes the folders that fill the cluster, the secret, and the list of the texts.
func (s *site) write() {
	made := synthetic.New(pages, 3)
	if err := made.Write(filepath.Join(s.dir, "site")); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "secret"), []byte(secret), 0o600); err != nil {
		s.t.Fatal(err)
	}
	for i := range pages {
		slug := synthetic.Slug(i)
		f := parseCatalog(s.t, slug, made.Locales[catalogPath(slug)].Data)
		for _, m := range f.Messages() {
			if m.Kind == "heading" || m.Kind == "item" || m.Kind == "description" { // whatever words go in there: they have no marks, and no numbers
				s.texts = append(s.texts, place{slug, m.Key, catalog.Hash(m.Forms)})
			}
		}
		if len(s.texts) != (i+1)*each {
			s.t.Fatalf("%s: there are %d texts so far", slug, len(s.texts))
		}
	}
	for _, p := range s.texts {
		s.first(p.key, p.hash)
	}
}

func catalogPath(slug string) string { return tag + "/" + slug + "." + tag + ".toml" }

func parseCatalog(t testing.TB, slug string, data []byte) *catalog.File {
	f, err := catalog.Parse(catalogPath(slug), data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// connect connects to whichever machine answers, with full rights.
func (s *site) connect() (*voter.Conn, error) {
	var tls *voter.TLS
	if s.network != nil {
		tls = &voter.TLS{CA: filepath.Join(s.dir, "authority.pem")}
	}
	return voter.ConnectFull(voter.Secret(secret), tls, s.clients...)
}

// eventually calls try until it returns no error.
func eventually[T any](t testing.TB, what string, try func() (T, error)) (value T) {
	var err error
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if value, err = try(); err == nil {
			return value
		}
	}
	t.Fatalf("%s: %v", what, err)
	return value
}
