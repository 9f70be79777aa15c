package readers_test

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/parlance/parlance/app/store/cluster/voter"
)

// The secret of readers gives a right to ask, and to nothing else: not to write, not to JetStream, not to listen to others, not to the system account.
func TestReadersCanDoNothingElse(t *testing.T) {
	w := newWorld(t)
	w.write(t, "content", "a.md", "", "one")
	w.write(t, "locales", "team.toml", "", "people")
	w.write(t, "locales", "ar/reviews.jsonl", "", "{}\n")
	if _, err := w.cluster.Release(t.Context(), "", ""); err != nil {
		t.Fatal(err)
	}
	before := w.holds(t)
	denied := make(chan error, 10_000)
	w.reader.SetErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { denied <- err })
	for _, subject := range []string{">", "*.>", "$JS.>", "$KV.>", "_INBOX.>", "$SYS.>", "$OBJ.>", "$O.>", "parlance.>", "parlance.ask.>", "parlance.ask.status", "parlance.reader.>",
		"parlance.reader.release", "parlance.ledger.>", "parlance.log.>", "parlance.object.>"} {
		for _, queue := range []string{"", "readers"} {
			if _, err := w.reader.QueueSubscribe(subject, queue, func(m *nats.Msg) { t.Errorf("heard %s", m.Subject) }); err != nil {
				t.Fatal(err)
			}
			w.expectDenied(t, denied, map[string]bool{subject: true})
		}
	}
	tried := map[string]bool{}
	for _, subject := range w.forbidden(t) {
		tried[subject] = true
		for _, reply := range []string{"", "_READER.x.y", "$KV.parlance.content/a.md"} {
			if err := w.reader.PublishMsg(&nats.Msg{Subject: subject, Reply: reply, Data: []byte("{}")}); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.expectDenied(t, denied, tried)
	w.tryAnswers(t)
	if after := w.holds(t); !maps.Equal(before, after) {
		t.Errorf("the cluster held\n%v\nand holds\n%v", before, after)
	}
}

// Nobody gets in with the secret of readers as somebody else.
func TestTheSecretOfReadersIsNoOther(t *testing.T) {
	w := newWorld(t)
	for _, user := range []string{"parlance", "members", "peer", "sys", "admin", "", "nobody"} {
		if conn, err := nats.Connect(w.reader.ConnectedAddr(), nats.UserInfo(user, secret.Reader())); err == nil {
			conn.Close()
			t.Errorf("%q got in", user)
		}
	}
	if _, err := voter.NewSecret(secret.Reader()); !errors.Is(err, voter.ErrReader) {
		t.Errorf("got %v", err)
	}
	if _, err := voter.ConnectReader(voter.Secret("another secret that only tests know").Reader(), nil, w.reader.ConnectedAddr()); err == nil || !strings.Contains(err.Error(), "secret is another one") {
		t.Errorf("got %v", err)
	}
}

// expectDenied waits until NATS has denied everything that was tried.
func (w world) expectDenied(t *testing.T, denied chan error, tried map[string]bool) {
	t.Helper()
	left := maps.Clone(tried)
	for patience := time.After(2 * time.Minute); len(left) > 0; {
		select {
		case err := <-denied:
			if !errors.Is(err, nats.ErrPermissionViolation) {
				t.Fatal(err)
			}
			for subject := range left {
				if strings.Contains(strings.ToLower(err.Error()), `"`+strings.ToLower(subject)+`"`) {
					delete(left, subject)
				}
			}
		case <-patience:
			t.Fatalf("not denied: %v", slices.Sorted(maps.Keys(left)))
		}
	}
}

// literals are the subjects of the API of JetStream and of the system account, as the source of the server spells them.
var literals = regexp.MustCompile(`"((?:\$JS|\$SYS|\$JSC|\$NRG|\$SRV|\$GR|_R_)\.[^"\s]*)"`)

// forbidden returns every subject that means something to the server or to the machines, and that no reader may write to.
func (w world) forbidden(t *testing.T) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/nats-io/nats-server/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "server", "*.go"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files of the server, %v", len(files), err)
	}
	found := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, m := range literals.FindAllStringSubmatch(string(text), -1) {
			for _, name := range streams {
				subject := regexp.MustCompile(`%[sdv]|[*>]`).ReplaceAllString(m[1], name)
				found[strings.TrimSuffix(subject, ".")] = true
			}
		}
	}
	if len(found) < 200 {
		t.Fatalf("%d subjects of the server alone", len(found))
	}
	for _, stream := range w.list(t) {
		for _, subject := range stream.Config.Subjects {
			for _, name := range []string{"x", "content/a.md", "=release", "locales/ar/reviews.jsonl", "logs/history.jsonl"} {
				found[strings.TrimSuffix(subject, ">")+name] = true
			}
		}
	}
	for _, own := range []string{"ask.status", "ask.here", "ask.candidate.x", "ask.release", "tell.release", "tell.ledgers", "tell.status", "tell.candidate", "x"} {
		found["parlance."+own] = true
	}
	return append(slices.Collect(maps.Keys(found)), "_INBOX.x", "_READER.x", "$O.x.C.y", "$OBJ.x", "x")
}

var streams = []string{"KV_parlance", "parlance-ledgers", "parlance-logs", "parlance-names", "parlance-objects"}

// tryAnswers asks whatever readers may ask, and names subjects of texts and of the server for the answer, which is written with full rights.
func (w world) tryAnswers(t *testing.T) {
	t.Helper()
	for _, reply := range []string{"$KV.parlance.content/a.md", "$KV.parlance.=release", "parlance.ledger.locales/ar/reviews.jsonl", "parlance.log.logs/history.jsonl", "$JS.API.STREAM.DELETE.KV_parlance",
		"$JS.API.CONSUMER.CREATE.KV_parlance"} {
		for _, ask := range []string{"release", "object", "ledgers", "revocations", "report", "status.x", "here", "candidate.x"} {
			msg := &nats.Msg{Subject: "parlance.reader." + ask, Reply: reply, Data: []byte(`{"answer":"` + reply + `","machine":"x"}`),
				Header: nats.Header{"Parlance-Format": {"1"}, "Nats-Trace-Dest": {reply}, "Nats-Expected-Stream": {"KV_parlance"}}}
			if err := w.reader.PublishMsg(msg); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := w.client.Current(t.Context()); err != nil { // all that came before was dealt with, or is about to be
		t.Fatal(err)
	}
	time.Sleep(300 * time.Millisecond)
}

// holds returns what every stream is like and holds.
func (w world) holds(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, info := range w.list(t) {
		text, err := json.Marshal([]any{info.Config, info.State.Msgs, info.State.FirstSeq, info.State.LastSeq, info.State.Bytes, info.State.NumDeleted})
		if err != nil {
			t.Fatal(err)
		}
		all[info.Config.Name] = string(text)
	}
	return all
}

// list returns all streams of the cluster.
func (w world) list(t *testing.T) (list []*jetstream.StreamInfo) {
	t.Helper()
	admin, err := jetstream.New(w.full(t))
	if err != nil {
		t.Fatal(err)
	}
	all := admin.ListStreams(t.Context())
	for info := range all.Info() {
		list = append(list, info)
	}
	if err := all.Err(); err != nil || len(list) != len(streams) {
		t.Fatalf("%d streams, %v", len(list), err)
	}
	return list
}

// full returns a connection with full rights.
func (w world) full(t *testing.T) *nats.Conn {
	t.Helper()
	conn, err := voter.ConnectFull(secret, nil, w.reader.ConnectedAddr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	return conn
}
