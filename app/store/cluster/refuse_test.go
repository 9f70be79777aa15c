package cluster_test

import (
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// connect returns a connection to a machine, and what it holds.
func connect(t testing.TB, v *voter.Voter) (*nats.Conn, jetstream.JetStream) {
	t.Helper()
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	return conn, js
}

// What would lose words, or is not ours, is refused with the reason, and not changed.
func TestOpenRefuses(t *testing.T) {
	good := cluster.Options{Name: "test", Replicas: 1}
	mark := map[string]string{"Parlance-Format": "1", "Parlance-Cluster": "test", "Parlance-Replicas": "1"}
	with := func(key, value string) map[string]string {
		marks := map[string]string{}
		for k, v := range mark {
			marks[k] = v
		}
		marks[key] = value
		return marks
	}
	for _, test := range []struct {
		says string
		o    cluster.Options
		is   jetstream.StreamConfig
	}{
		{"was not made by parlance", good, jetstream.StreamConfig{}},
		{"format 0", good, jetstream.StreamConfig{Metadata: with("Parlance-Format", "0")}},
		{"format 2", good, jetstream.StreamConfig{Metadata: with("Parlance-Format", "2")}},
		{`the cluster "other" and not "test"`, good, jetstream.StreamConfig{Metadata: with("Parlance-Cluster", "other")}},
		{"made for 3 machines and not for 1", good, jetstream.StreamConfig{Metadata: with("Parlance-Replicas", "3")}},
		{"1 replicas in place of 3", cluster.Options{Name: "test"}, jetstream.StreamConfig{Metadata: with("Parlance-Replicas", "3")}},
		{"limits", good, jetstream.StreamConfig{Metadata: mark}},
		{"limits", good, jetstream.StreamConfig{Metadata: mark, DenyDelete: true, DenyPurge: true, MaxMsgsPerSubject: 5}},
		{"limits", good, jetstream.StreamConfig{Metadata: mark, DenyDelete: true, DenyPurge: true, MaxMsgsPerSubject: 64, AllowAtomicPublish: true,
			MaxAge: time.Hour}},
	} {
		v := startVoters(t, 1)[0]
		conn, js := connect(t, v)
		test.is.Name, test.is.Subjects = "KV_parlance", []string{"$KV.parlance.>"}
		made, err := js.CreateStream(t.Context(), test.is)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cluster.Open(t.Context(), conn, test.o); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("want %q, got %v", test.says, err)
		}
		info, err := made.Info(t.Context())
		if names := js.StreamNames(t.Context()); err != nil || info.State.Msgs > 0 || len(names.Name()) > 1 {
			t.Errorf("%s: something was changed", test.says)
		}
		v.Close()
	}
}

// An empty cluster is nothing to a reader.
func TestOpenOfAnEmptyClusterMakesNothingForReaders(t *testing.T) {
	conn, js := connect(t, startVoters(t, 1)[0])
	if _, err := cluster.Open(t.Context(), conn, cluster.Options{Name: "test"}); err == nil || !strings.Contains(err.Error(), "holds nothing yet") {
		t.Errorf("got %v", err)
	}
	if name := <-js.StreamNames(t.Context()).Name(); name != "" {
		t.Errorf("%s was made", name)
	}
}

// The secret of readers changes nothing, and reads nothing that is not told to readers.
func TestReadersChangeNothing(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	if err := c.Tree("content").Apply([]store.Write{{Path: "a.md", New: []byte("1")}}); err != nil {
		t.Fatal(err)
	}
	conn, err := voter.ConnectReader(secret.Reader(), nil, v.ClientAddr())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(300*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	_, wrote := js.Publish(t.Context(), "$KV.parlance.content/a.md", []byte("3"), jetstream.WithRetryAttempts(0))
	_, read := js.Stream(t.Context(), "KV_parlance")
	_, consumed := js.CreateConsumer(t.Context(), "KV_parlance", jetstream.ConsumerConfig{})
	_, pushed := js.CreatePushConsumer(t.Context(), "KV_parlance", jetstream.ConsumerConfig{DeliverSubject: "parlance.ledger.x"})
	for what, err := range map[string]error{"wrote": wrote, "read": read, "read from a consumer": consumed, "wrote by a consumer": pushed,
		"deleted": js.DeleteStream(t.Context(), "KV_parlance")} {
		if err == nil {
			t.Errorf("a reader %s", what)
		}
	}
	if got, err := store.ReadFile(open(t, v, 1).Tree("content").Tree(), "a.md"); err != nil || string(got) != "1" {
		t.Errorf("got %q, %v", got, err)
	}
}
