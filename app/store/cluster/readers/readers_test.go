package readers_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/readers"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

const secret = voter.Secret("a secret that only tests know")

var _ released.Source = (*readers.Client)(nil)

// world is a cluster of one machine that answers readers, and one of them.
type world struct {
	cluster *cluster.Cluster
	reader  *nats.Conn
	client  *readers.Client
	kept    chan string // reports
}

func newWorld(t *testing.T) world {
	t.Helper()
	v, err := voter.Start(voter.Options{Cluster: "test", Dir: t.TempDir(), Addr: freeaddr.List(t, 1)[0], Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	w := world{kept: make(chan string, 1000)}
	if w.cluster, err = cluster.Open(ctx, conn, cluster.Options{Name: "test", Replicas: 1}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.cluster.Close)
	if err := readers.Serve(t.Context(), conn, w.cluster, readers.Options{Report: func(line []byte) error {
		if bytes.HasPrefix(line, []byte("bad")) {
			return errors.New("this is no report")
		}
		w.kept <- string(line)
		return nil
	}}); err != nil {
		t.Fatal(err)
	}
	if w.reader, err = voter.ConnectReader(secret.Reader(), nil, v.ClientAddr()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.reader.Close)
	w.reader.SetErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}) // which the library prints otherwise
	if w.client, err = readers.Open(t.Context(), w.reader, nil); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w world) write(t *testing.T, tree, name, old, new string) {
	t.Helper()
	change := store.Write{Path: name, New: []byte(new)}
	if old != "" {
		change.Old = []byte(old)
	}
	if err := w.cluster.Tree(tree).Apply([]store.Write{change}); err != nil {
		t.Fatal(err)
	}
}

// await waits until something holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: never", what)
		}
	}
}

// A reader gets the release of the moment, file by file, large ones in pieces, and hears of another one.
func TestReadersGetReleases(t *testing.T) {
	w := newWorld(t)
	if _, err := w.client.Current(t.Context()); err == nil || !strings.Contains(err.Error(), "nothing was released") {
		t.Errorf("got %v", err)
	}
	large := make([]byte, 3<<20)
	rand.NewChaCha8([32]byte{}).Read(large)
	w.write(t, "content", "large.mp3", "", string(large))
	w.write(t, "content", "a.md", "", "one")
	w.write(t, "locales", "team.toml", "", "people")
	w.write(t, "locales", "ar/readbacks.jsonl", "", "{}\n")
	first, err := w.cluster.Release(t.Context(), "a note", "Ana")
	if err != nil {
		t.Fatal(err)
	}
	now, err := w.client.Current(t.Context())
	if err != nil || now.ID != first.ID || now.Note != "" || now.By != "" || time.Since(now.At) > time.Hour {
		t.Fatalf("got %+v, %v", now, err)
	}
	text, err := w.client.Object(t.Context(), now.ID)
	if err != nil {
		t.Fatal(err)
	}
	m, err := cluster.ParseManifest(text)
	if err != nil || len(m) != 2 {
		t.Errorf("got %v, %v: nothing is released that only translators need", m, err)
	}
	if got, err := w.client.Object(t.Context(), m["content/large.mp3"].Sum); err != nil || !bytes.Equal(got, large) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	for _, sum := range []cluster.Sum{cluster.SumOf([]byte("drafts of today")), cluster.SumOf([]byte("people")), "*", ">", ""} {
		if _, err := w.client.Object(t.Context(), sum); err == nil {
			t.Errorf("%q was given", sum)
		}
	}
	moved := make(chan cluster.Sum, 100)
	go w.client.Released(t.Context(), func() {
		if r, err := w.client.Current(t.Context()); err == nil {
			moved <- r.ID
		}
	})
	<-moved
	w.write(t, "content", "a.md", "one", "two")
	second, err := w.cluster.Release(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	await(t, "another release", func() bool { return <-moved == second.ID })
}

// Revocations are told at once, and never forgotten; nothing else of a ledger is.
func TestReadersHearOfRevocations(t *testing.T) {
	w := newWorld(t)
	told := make(chan []string, 100)
	w.client.Revoked(t.Context(), func(names []string) { told <- names })
	<-told // once at the beginning
	const ledger, signed, revoked = "locales/ar/reviews.jsonl", "{\"key\":\"a\",\"by\":\"Ana\"}\n", "{\"kind\":\"revoke\",\"key\":\"a\"}\n"
	w.write(t, "locales", "ar/reviews.jsonl", "", signed)
	w.write(t, "locales", "ar/reviews.jsonl", signed, signed+revoked)
	await(t, "a revocation", func() bool { return string(w.client.Revocations(ledger)) == revoked })
	if names := <-told; len(names) != 1 || names[0] != ledger {
		t.Errorf("got %v", names)
	}
	more := strings.Repeat("{\"kind\":\"revoke\",\"key\":\"b\"}\n", 40_000) // of more than one piece
	w.write(t, "locales", "ar/reviews.jsonl", signed+revoked, signed+revoked+more)
	await(t, "many revocations", func() bool { return string(w.client.Revocations(ledger)) == revoked+more })
}

// What a reader of the site reports is kept, within bounds (law 8).
func TestLaw8ReportsOfReadersAreBounded(t *testing.T) {
	w := newWorld(t)
	if err := w.client.Append([]byte("a report")); err != nil || <-w.kept != "a report" {
		t.Error(err)
	}
	for _, bad := range []string{"", "two\nlines", "bad", strings.Repeat("x", 33<<10)} {
		if err := w.client.Append([]byte(bad)); err == nil {
			t.Errorf("%.20q was kept", bad)
		}
	}
	refused := false
	for range 200 { // two minutes may be counted, where one begins meanwhile
		if err := w.client.Append([]byte("a report")); err != nil {
			refused = strings.Contains(err.Error(), "too many")
			break
		}
	}
	if !refused {
		t.Error("any number of reports was kept")
	}
}
