package cluster_test

import (
	"context"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
)

// A server of readers holds neither today's trees nor the logs in memory: it knows which release is served, and what was taken back, and can add to a log.
func TestAServerOfReadersHoldsReleasesAlone(t *testing.T) {
	v := startVoters(t, 1)[0]
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	reader, err := cluster.Open(ctx, conn, cluster.Options{Name: "test", Replicas: 1, ReleasesOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(reader.Close)
	const signed, revoked = "{\"key\":\"a\"}\n", "{\"kind\":\"revoke\",\"key\":\"a\"}\n"
	trees := fstest.MapFS{"a.md": {Data: []byte("one")}, "ar/reviews.jsonl": {Data: []byte(signed)}}
	if by, err := reader.Fill(ctx, "reader", store.Tree{FS: trees, Name: "locales"}); by != "reader" || err != nil {
		t.Fatal(by, err)
	}
	first, err := reader.Release(ctx, "", "")
	if err != nil {
		t.Fatal(err)
	}
	full := open(t, v, 1)
	told := make(chan bool, 100)
	reader.Revoked(ctx, func(names []string) {
		for range names {
			told <- true
		}
	})
	<-told
	if got := string(reader.Revocations("locales/ar/reviews.jsonl")); got != "" {
		t.Errorf("got %q", got)
	}
	if err := full.Tree("locales").Append("ar/reviews.jsonl", func([]byte) ([]byte, error) { return []byte(revoked), nil }); err != nil {
		t.Fatal(err)
	}
	for string(reader.Revocations("locales/ar/reviews.jsonl")) != revoked {
		select {
		case <-told:
		case <-ctx.Done():
			t.Fatalf("got %q", reader.Revocations("locales/ar/reviews.jsonl"))
		}
	}
	if _, err := fs.Stat(reader.Tree("locales").Tree(), "a.md"); err == nil {
		t.Error("it holds today's trees")
	}
	for _, c := range []*cluster.Cluster{reader, full, reader} {
		if err := c.Log("reports.jsonl").Append([]byte("{}")); err != nil {
			t.Fatal(err)
		}
	}
	for lines := ""; lines != "{}\n{}\n{}\n"; { // what another one wrote is told
		if ctx.Err() != nil {
			t.Fatalf("got %q", lines)
		}
		lines = ""
		if err := full.Log("reports.jsonl").Each(func(_ string, data []byte) { lines += string(data) }); err != nil {
			t.Fatal(err)
		}
	}
	moved := make(chan bool, 100)
	go reader.Released(ctx, func() { moved <- true })
	second, err := full.Release(ctx, "", "")
	if err != nil || second.ID == first.ID {
		t.Fatal(err)
	}
	for {
		<-moved
		if now, err := reader.Current(ctx); err != nil {
			t.Fatal(err)
		} else if now.ID == second.ID {
			return
		}
	}
}
