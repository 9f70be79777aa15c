//go:build linux

package nemesis_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/klauspost/compress/zstd"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// readings is what readers got.
type readings struct {
	mu       sync.Mutex
	answers  int
	slowest  time.Duration
	releases int
}

// counted is the first number of the words that say which release a page is of.
const counted = 2

// read reads a page at a machine again and again until stop is closed: no answer may be an error, and no release older than one before.
func (s *site) read(m *machine, r *readings, stop <-chan struct{}) {
	newest := -1
	for {
		select {
		case <-stop:
			return
		case <-time.After(50 * time.Millisecond):
		}
		epoch := m.epoch.Load()
		if !m.up.Load() {
			continue
		}
		began := time.Now()
		status, page, err := m.ask(http.MethodGet, m.reader+"/"+tag+"/"+synthetic.Slug(pages-1), nil, 30*time.Second)
		took := time.Since(began)
		if m.epoch.Load() != epoch { // something was done to it meanwhile
			continue
		}
		if err != nil || status != http.StatusOK {
			s.t.Errorf("machine %d: a reader got %d, %v after %v", m.number, status, err, took)
			continue
		}
		if n := numberOf(page, counted); n < newest {
			s.t.Errorf("machine %d: readers went back from release %d to %d", m.number, newest, n)
		} else {
			newest = n
		}
		r.mu.Lock()
		r.answers++
		r.slowest = max(r.slowest, took)
		r.mu.Unlock()
	}
}

// release changes a text, and has readers served all, again and again until stop is closed.
func (s *site) release(r *readings, stop <-chan struct{}) {
	last := s.texts[len(s.texts)-each]
	saved := 0
	for n := 1; ; n++ {
		select {
		case <-stop:
			return
		case <-time.After(3 * time.Second):
		}
		m := s.machines[n%s.voices]
		if !m.up.Load() || !s.save(m, last, wordsOf(counted, n)) {
			continue
		}
		saved = n
		_, err := s.command(m, time.Minute, "release", "--note", fmt.Sprint(saved), "--cluster", "nats://"+s.clients[m.number])
		if err == nil { // else the machine was harmed meanwhile, or nobody answers
			r.mu.Lock()
			r.releases++
			r.mu.Unlock()
		}
	}
}

// command runs a command on a machine.
func (s *site) command(m *machine, patience time.Duration, args ...string) (out []byte, err error) {
	args = append(append([]string{m.program}, args...), "--cluster-secret-file", filepath.Join(s.dir, "secret"))
	if s.network != nil {
		args = append([]string{"ip", "netns", "exec", m.space}, append(args, "--cluster-tls-ca", filepath.Join(s.dir, "authority.pem"))...)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	command := exec.CommandContext(ctx, args[0], args[1:]...)
	command.Dir, command.Env = m.dir, append(os.Environ(), m.env...)
	return command.CombinedOutput()
}

// leader asks the leader of the files for what it holds.
type leader struct {
	site  *site
	conn  *voter.Conn
	files jetstream.Stream
}

// catalog returns the catalog of a page as the leader has it.
func (l *leader) catalog(slug string) (*catalog.File, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if l.conn == nil {
		conn, err := l.site.connect()
		if err != nil {
			return nil, err
		}
		l.conn = conn
	}
	if l.files == nil {
		js, err := jetstream.New(l.conn)
		if err != nil {
			return nil, err
		}
		if l.files, err = js.Stream(ctx, "KV_parlance"); err != nil {
			return nil, err
		}
	}
	msg, err := l.files.GetLastMsgForSubject(ctx, "$KV.parlance.locales/"+catalogPath(slug))
	if err != nil {
		return nil, err
	}
	decoder, err := zstd.NewReader(nil)
	if err != nil {
		return nil, err
	}
	defer decoder.Close()
	data, err := decoder.DecodeAll(msg.Data, nil)
	if err != nil {
		return nil, err
	}
	return catalog.Parse(slug, data)
}

// look notes what the leader says of texts until stop is closed.
func (s *site) look(stop <-chan struct{}) {
	l := &leader{site: s}
	defer func() {
		if l.conn != nil {
			l.conn.Close()
		}
	}()
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		case <-time.After(200 * time.Millisecond):
		}
		began := time.Now()
		f, err := l.catalog(synthetic.Slug(n % (pages - 1)))
		if err != nil { // nobody leads at the moment
			continue
		}
		for i, m := range f.Messages() {
			if (i+n)%5 == 0 && s.edited(m.Key) {
				s.add(100, operation{key: m.Key, new: catalog.Hash(m.Forms)}, began, found)
			}
		}
	}
}

// edited reports whether a text is one that is edited.
func (s *site) edited(key string) bool {
	for _, p := range s.texts {
		if p.key == key {
			return true
		}
	}
	return false
}
