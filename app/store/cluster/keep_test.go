package cluster_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
	"github.com/parlance/parlance/app/store/folder"
)

// openKeeping opens a cluster as a server without a voice does, which keeps what it has in a file; "" for none. It returns how many messages and bytes came in for that.
func openKeeping(t testing.TB, v *voter.Voter, path string) (c *cluster.Cluster, messages, size uint64) {
	t.Helper()
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	o := cluster.Options{}
	if path != "" {
		o.Keep = folder.NewLog(path, 1<<30).OwnerOnly()
	}
	if c, err = cluster.Open(ctx, conn, o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	stats := conn.Stats()
	return c, stats.InMsgs, stats.InBytes
}

// everything returns all that a copy of a cluster holds.
func everything(t *testing.T, c *cluster.Cluster) string {
	t.Helper()
	var all strings.Builder
	for _, tree := range []string{"content", "locales"} {
		files := c.Tree(tree).Tree()
		err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				data, err := store.ReadFile(files, name)
				fmt.Fprintf(&all, "%s/%s: %q %v\n", tree, name, data, err)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, log := range []string{"history.jsonl", "reports.jsonl"} {
		if err := c.Log(log).Each(func(name string, data []byte) { fmt.Fprintf(&all, "%s: %q\n", name, data) }); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// A server that keeps what it has reads at its next start what came since alone, and holds then what one holds that read everything.
func TestAStartReadsWhatCameSince(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	inhabit(t, c)
	tree := c.Tree("content")
	var writes []store.Write
	for i := range 300 {
		writes = append(writes, store.Write{Path: fmt.Sprintf("p%d.md", i), New: fmt.Appendf(nil, "page %d", i)})
	}
	if err := tree.Apply(writes); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "today.jsonl")
	first, all, _ := openKeeping(t, v, path)
	first.Close()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode: %v, %v", info.Mode(), err)
	}
	if err := tree.Remove("p7.md", []byte("page 7")); err != nil {
		t.Fatal(err)
	}
	if err := tree.Apply([]store.Write{{Path: "p8.md", Old: []byte("page 8"), New: []byte("since")}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Log("history.jsonl").Append([]byte(`{"since":1}`)); err != nil {
		t.Fatal(err)
	}
	again, since, _ := openKeeping(t, v, path)
	if got, want := everything(t, again), everything(t, c); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if since+250 > all {
		t.Errorf("%d messages came in, and %d where nothing was kept", since, all)
	}
	again.Close()
	if data, err := os.ReadFile(path); err != nil || bytes.Contains(data, []byte("name.")) {
		t.Errorf("names are kept, which may be forgotten: %v", err)
	}
	inhabitant, err := again.Names().Pseudonym(store.Author{Name: "Ada", Account: "a1"})
	if _, heard := again.Names().Author(inhabitant); err != nil || !heard {
		t.Errorf("a name that was not kept is not known: %v", err)
	}
}

// Whatever happens to the file, a bit that flips, an end that is torn, another cluster's, the copy is what the cluster holds, and is kept anew.
func TestDamageOfWhatIsKeptCostsNoTruth(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	inhabit(t, c)
	want := everything(t, c)
	path := filepath.Join(t.TempDir(), "today.jsonl")
	first, _, _ := openKeeping(t, v, path)
	first.Close()
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := startVoters(t, 1)[0]
	inhabit(t, open(t, other, 1))
	elsewhere := filepath.Join(t.TempDir(), "today.jsonl")
	foreign, _, _ := openKeeping(t, other, elsewhere)
	if err := foreign.Tree("content").Apply([]store.Write{{Path: "foreign.md", New: []byte("x")}}); err != nil {
		t.Fatal(err)
	}
	foreign.Close()
	strange, err := os.ReadFile(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	versions := map[string][]byte{"of another cluster": strange, "empty": nil, "another file": []byte("Dear reader\n")}
	for i := range 12 {
		flipped := bytes.Clone(good)
		flipped[r.IntN(len(good))] ^= 1 << r.IntN(8)
		versions[fmt.Sprint("flipped ", i)], versions[fmt.Sprint("torn ", i)] = flipped, good[:r.IntN(len(good))]
	}
	for name, data := range versions {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, start := range []string{"first", "second"} {
			is, _, _ := openKeeping(t, v, path)
			if got := everything(t, is); got != want {
				t.Errorf("%s: the %s start got\n%s\nwant\n%s", name, start, got, want)
			}
			is.Close()
		}
	}
}

// What others have replaced is taken out of the file before it is much more than what stands.
func TestWhatIsKeptDoesNotGrowForever(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	path := filepath.Join(t.TempDir(), "today.jsonl")
	var size int64
	was := []byte(nil)
	for range 3 {
		keeping, _, _ := openKeeping(t, v, path)
		for i := range 6 {
			next := make([]byte, 1<<20)
			rand.NewChaCha8([32]byte{byte(i), byte(size)}).Read(next)
			if err := keeping.Tree("content").Apply([]store.Write{{Path: "a.png", Old: was, New: next}}); err != nil {
				t.Fatal(err)
			}
			was = next
		}
		keeping.Close()
		last, _, _ := openKeeping(t, v, path)
		if got, want := everything(t, last), everything(t, c); got != want {
			t.Error("the copy differs")
		}
		last.Close()
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		size = info.Size()
	}
	if size > 10<<20 {
		t.Errorf("of 1 MB there are %d MB", size>>20)
	}
}

var (
	keptPages   = flag.Int("kept-pages", 50, "pages of the site that a start is measured with")
	keptLocales = flag.Int("kept-locales", 16, "its locales")
)

// BenchmarkStart is a start of a server without a voice: with nothing kept, and with 20 texts changed since it kept what it had.
func BenchmarkStart(b *testing.B) {
	v := startVoters(b, 1)[0]
	c := open(b, v, 1)
	site := synthetic.New(*keptPages, *keptLocales)
	if _, err := c.Fill(b.Context(), "machine", store.Tree{FS: site.Content, Name: "content"}, store.Tree{FS: site.Locales, Name: "locales"}); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "today.jsonl")
	first, _, _ := openKeeping(b, v, path)
	first.Close()
	for i := range 20 {
		if err := c.Tree("content").Apply([]store.Write{{Path: fmt.Sprintf("new%d.md", i), New: []byte("text\n")}}); err != nil {
			b.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	for _, from := range []string{"", path} {
		b.Run(map[bool]string{true: "nothing kept", false: "kept"}[from == ""], func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				if err := os.WriteFile(path, kept, 0o600); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				is, messages, size := openKeeping(b, v, from)
				is.Close()
				b.ReportMetric(float64(messages), "messages/op")
				b.ReportMetric(float64(size)/(1<<20), "MB-in/op")
			}
		})
	}
	b.Logf("the file has %d MB", len(kept)>>20)
}
