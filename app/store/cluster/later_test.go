package cluster_test

import (
	"strings"
	"testing"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store"
)

// Law 9: what a later build wrote in a format that this one does not know is refused with both formats' reason, is not written over, and costs nothing else.
func TestLaw9AMessageOfALaterFormatIsRefusedAlone(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	tree := c.Tree("locales")
	for name, text := range map[string]string{"a.toml": "1", "b.toml": "1"} {
		if err := tree.Apply([]store.Write{{Path: name, New: []byte(text)}}); err != nil {
			t.Fatal(err)
		}
	}
	line := func([]byte) ([]byte, error) { return []byte("{}\n"), nil }
	for _, name := range []string{"de/reviews.jsonl", "ar/reviews.jsonl"} {
		if err := tree.Append(name, line); err != nil {
			t.Fatal(err)
		}
	}
	_, js := connect(t, v)
	later := map[string]uint64{}
	for _, subject := range []string{"$KV.parlance.locales/a.toml", "parlance.ledger.locales/de/reviews.jsonl"} {
		ack, err := js.PublishMsg(t.Context(), &nats.Msg{Subject: subject, Data: []byte("what only a later build can read"), Header: nats.Header{"Parlance-Format": {"2"}}})
		if err != nil {
			t.Fatal(err)
		}
		later[ack.Stream] = ack.Sequence
	}
	fresh := open(t, v, 1).Tree("locales") // has read all of it
	_, read := store.ReadFile(fresh.Tree(), "a.toml")
	_, readLines := store.ReadFile(fresh.Tree(), "de/reviews.jsonl")
	for what, err := range map[string]error{"reading": read, "reading a ledger": readLines, "adding to a ledger": fresh.Append("de/reviews.jsonl", line),
		"writing": fresh.Apply([]store.Write{{Path: "a.toml", Old: []byte("1"), New: []byte("2")}})} {
		if err == nil || !strings.Contains(err.Error(), `it was written in format "2", which this program does not know: use the release of parlance that wrote it`) {
			t.Errorf("%s: got %v", what, err)
		}
	}
	if err := fresh.Apply([]store.Write{{Path: "a.toml", New: []byte("2")}}); err == nil {
		t.Error("it was written over as a file that is not there")
	}
	for name, at := range later {
		s, err := js.Stream(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if last := s.CachedInfo().State.LastSeq; last != at {
			t.Errorf("%s: something was written behind it: %d after %d", name, last, at)
		}
	}
	if err := fresh.Apply([]store.Write{{Path: "b.toml", Old: []byte("1"), New: []byte("2")}}); err != nil {
		t.Error(err)
	}
	if err := fresh.Append("ar/reviews.jsonl", line); err != nil {
		t.Error(err)
	}
}
