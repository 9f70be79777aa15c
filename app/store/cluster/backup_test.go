package cluster_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// backup returns a backup of what a machine and the others hold.
func backup(t *testing.T, v *voter.Voter) []byte {
	t.Helper()
	conn, _ := connect(t, v)
	var out bytes.Buffer
	steps := 0
	if err := cluster.Backup(t.Context(), conn, &out, func(of int) { steps++ }); err != nil || steps == 0 {
		t.Fatal(err, steps)
	}
	return out.Bytes()
}

// restore restores a backup.
func restore(t *testing.T, v *voter.Voter, data []byte) error {
	t.Helper()
	conn, _ := connect(t, v)
	_, err := cluster.Restore(t.Context(), conn, bytes.NewReader(data), func(int) {})
	return err
}

// inhabit has a cluster hold something of every kind.
func inhabit(t *testing.T, c *cluster.Cluster) {
	t.Helper()
	content, locales := c.Tree("content"), c.Tree("locales")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Fill(t.Context(), "machine", mapTree("content", map[string]string{"a.md": "first"}), mapTree("locales", map[string]string{"de/a.de.toml": "eins"})); err != nil {
		t.Fatal(err)
	}
	must(content.Apply([]store.Write{{Path: "größe 1.md", New: []byte("x")}, {Path: "b.md", New: bytes.Repeat([]byte("b"), 5000)}}))
	must(content.Remove("größe 1.md", []byte("x")))
	for _, line := range []string{`{"kind":"sign"}`, `{"kind":"revoke"}`} {
		must(locales.Append("de/reviews.jsonl", func([]byte) ([]byte, error) { return []byte(line + "\n"), nil }))
	}
	must(locales.Append("de/questions.jsonl", func([]byte) ([]byte, error) { return []byte("{}\n"), nil }))
	must(c.Log("history.jsonl").AppendLines([][]byte{[]byte(`{"by":"Ada"}`), bytes.Repeat([]byte("long "), 1000)}))
	for _, name := range []string{"Ada", "Eve Forgotten"} {
		who, err := c.Names().Pseudonym(store.Author{Name: name, Account: "a1"})
		must(err)
		if name != "Ada" {
			must(c.Names().Erase([]string{who}))
		}
	}
	must(c.Log("reports.jsonl").Append([]byte(`{"report":1}`)))
	for i := range 3 {
		old, err := store.ReadFile(content.Tree(), "a.md")
		must(err)
		must(content.Apply([]store.Write{{Path: "a.md", Old: old, New: fmt.Append(nil, "version ", i)}}))
		if _, err := c.Release(t.Context(), fmt.Sprint("release ", i), "Ada"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Rollback(t.Context(), "", "Ben"); err != nil {
		t.Fatal(err)
	}
}

// A backup brings everything back: from all machines and disks that are gone, byte by byte, with releases, rollback and all versions that were kept.
func TestBackupBringsBackWhatAllMachinesHeld(t *testing.T) {
	before := startVoters(t, 3)
	c := open(t, before[0], 3)
	inhabit(t, c)
	was, err := c.Releases(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	data := backup(t, before[1])
	for _, v := range before {
		v.Close()
	}
	after := startVoters(t, 3)
	c = open(t, after[0], 3)
	if err := restore(t, after[1], data); err != nil {
		t.Fatal(err)
	}
	if by, err := c.Fill(t.Context(), "machine", mapTree("content", map[string]string{"a.md": "never"})); err != nil || by != "a backup" {
		t.Errorf("got %q, %v: a machine's own folder is nothing to what was restored", by, err)
	}
	c = open(t, after[2], 3)
	if is, err := c.Releases(t.Context()); err != nil || !reflect.DeepEqual(is, was) {
		t.Errorf("got %v, %v, want %v", is, err, was)
	}
	if r, err := c.Rollback(t.Context(), "", "Ada"); err != nil || r.Note != "release 0" {
		t.Errorf("rolling back: %v, %v", r, err)
	}
	if names, err := c.Names().All(); err != nil || len(names) != 1 || c.Names().Forgotten() != 1 || strings.Contains(unpacked(t, data), base64.StdEncoding.EncodeToString([]byte("Eve"))) {
		t.Errorf("got the names %v, %v", names, err)
	} else if a, heard := c.Names().Author(slices.Collect(maps.Keys(names))[0]); a.Name != "Ada" || !heard {
		t.Errorf("got %v, %v", a, heard)
	}
	if object, err := c.Object(t.Context(), was[0].ID); err != nil || !strings.Contains(string(object), "content/a.md") {
		t.Errorf("got %q, %v", object, err)
	}
	if got, err := store.ReadFile(c.Tree("content").Tree(), "a.md"); err != nil || string(got) != "version 2" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := store.ReadFile(c.Tree("content").Tree(), "größe 1.md"); err == nil {
		t.Error("what was removed is there again")
	}
	if err := c.Tree("locales").Append("de/reviews.jsonl", func(now []byte) ([]byte, error) {
		if string(now) != "{\"kind\":\"sign\"}\n{\"kind\":\"revoke\"}\n" {
			t.Errorf("got %q", now)
		}
		return []byte("{}\n"), nil
	}); err != nil {
		t.Error(err)
	}
	if err := restore(t, after[0], data); err == nil || !strings.Contains(err.Error(), "restored already") {
		t.Errorf("restoring twice: %v", err)
	}
}

// What a backup holds of a cluster that was restored is what it was restored from.
func TestBackupOfWhatWasRestoredIsTheSame(t *testing.T) {
	first := startVoters(t, 1)[0]
	inhabit(t, open(t, first, 1))
	data := backup(t, first)
	second := startVoters(t, 1)[0]
	open(t, second, 1)
	if err := restore(t, second, data); err != nil {
		t.Fatal(err)
	}
	if is, was := messagesOf(t, backup(t, second)), messagesOf(t, data); !reflect.DeepEqual(is, was) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(is, "\n"), strings.Join(was, "\n"))
	}
	if err := restore(t, first, data); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("restoring into a cluster that is not empty: %v", err)
	}
}

// What is damaged, cut off or of something else is refused with its reason, and nothing is written.
func TestRestoreRefuses(t *testing.T) {
	v := startVoters(t, 1)[0]
	inhabit(t, open(t, v, 1))
	good := backup(t, v)
	packed := func(text string) []byte {
		enc, err := zstd.NewWriter(nil)
		if err != nil {
			t.Fatal(err)
		}
		return enc.EncodeAll([]byte(text), nil)
	}
	text := unpacked(t, good)
	empty := startVoters(t, 1)[0]
	open(t, empty, 1)
	_, js := connect(t, empty)
	flipped := bytes.Clone(good)
	flipped[len(flipped)/2] ^= 1
	lines := strings.SplitAfter(text, "\n")
	for name, test := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":         {nil, "cut off"},
		"another file":    {[]byte("Dear reader"), "no backup"},
		"other lines":     {packed("{\"head\":{\"kind\":\"recipe\"}}\n"), "no backup"},
		"a page":          {packed("# Safety\n"), "damaged"},
		"a flipped bit":   {flipped, "damaged"},
		"half":            {good[:len(good)/2], "cut off"},
		"most":            {good[:len(good)-3], "cut off"},
		"a newer format":  {packed(strings.Replace(text, `"format":2`, `"format":3`, 1)), "format 3"},
		"newer things":    {packed(strings.Replace(text, `"stored":"1"`, `"stored":"2"`, 1)), "of format 2"},
		"a changed text":  {packed(strings.Replace(text, `"data":"`, `"data":"AAAA`, 1)), "damaged"},
		"a line less":     {packed(strings.Join(append(lines[:3:3], lines[4:]...), "")), "damaged"},
		"no last line":    {packed(strings.Join(lines[:len(lines)-2], "")), "cut off"},
		"half a line":     {packed(text[:len(text)-20]), "cut off"},
		"something after": {packed(text + "{}\n"), "damaged"},
	} {
		if err := restore(t, empty, test.data); err == nil || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "nothing was restored") {
			t.Errorf("%s: got %v, want %q", name, err, test.says)
		}
	}
	for _, name := range []string{"KV_parlance", "parlance-ledgers", "parlance-logs", "parlance-objects", "parlance-names"} {
		s, err := js.Stream(t.Context(), name)
		if err != nil || s.CachedInfo().State.Msgs > 0 {
			t.Errorf("%s was written to: %v", name, err)
		}
	}
	if err := restore(t, empty, good); err != nil {
		t.Error(err)
	}
}

// messagesOf returns the messages of a backup without their times, and without those that say how the cluster began.
func messagesOf(t *testing.T, data []byte) (list []string) {
	t.Helper()
	for line := range strings.Lines(unpacked(t, data)) {
		message, _, _ := strings.Cut(line, `,"at":`)
		if strings.HasPrefix(line, `{"message"`) && !strings.Contains(line, "=cluster") {
			list = append(list, message)
		}
	}
	return list
}

func unpacked(t *testing.T, data []byte) string {
	t.Helper()
	r, err := zstd.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What was interrupted is served by nobody, is filled by no machine, and goes on with the same file alone.
func TestAnInterruptedRestoreGoesOn(t *testing.T) {
	first := startVoters(t, 1)[0]
	c := open(t, first, 1)
	inhabit(t, c)
	other := backup(t, first)
	for i := range 150 { // more than are sent at once
		if err := c.Log("reports.jsonl").Append(fmt.Appendf(nil, `{"report":%d}`, i+2)); err != nil {
			t.Fatal(err)
		}
	}
	data := backup(t, first)
	second := startVoters(t, 1)[0]
	c = open(t, second, 1)
	conn, js := connect(t, second)
	ctx, cancel := context.WithCancel(t.Context())
	steps := 0
	_, err := cluster.Restore(ctx, conn, bytes.NewReader(data), func(of int) {
		if steps++; steps == of-3 {
			cancel()
		}
	})
	if err == nil || !strings.Contains(err.Error(), "run the same command again") || !strings.Contains(err.Error(), "interrupted") {
		t.Fatalf("got %v", err)
	}
	logs, err := js.Stream(t.Context(), "parlance-logs")
	if err != nil || logs.CachedInfo().State.Msgs == 0 {
		t.Fatalf("nothing was written before: %v", err)
	}
	waiting, stop := context.WithTimeout(t.Context(), 2*time.Second)
	defer stop()
	if by, err := c.Fill(waiting, "machine", mapTree("content", map[string]string{"a.md": "never"})); err == nil {
		t.Errorf("a machine served or filled what is half restored: %q", by)
	}
	if s, err := cluster.StatusOf(t.Context(), conn, nil); err != nil || !strings.Contains(strings.Join(s.Todo, "\n"), "run parlance restore with the same file again") {
		t.Errorf("got %q, %v", s.Todo, err)
	}
	if err := restore(t, second, other); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("another file: %v", err)
	}
	if err := restore(t, second, data); err != nil {
		t.Fatal(err)
	}
	if is, was := messagesOf(t, backup(t, second)), messagesOf(t, data); !reflect.DeepEqual(is, was) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(is, "\n"), strings.Join(was, "\n"))
	}
}
