package cluster_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// asVoter makes the test program one machine of a cluster: its options as JSON.
const asVoter = "PARLANCE_TEST_VOTER"

func TestMain(m *testing.M) {
	if options := os.Getenv(asVoter); options != "" {
		runVoter(options)
		return
	}
	os.Exit(m.Run())
}

// runVoter is a machine until its standard input ends, as it does with the test.
func runVoter(options string) {
	var o voter.Options
	if err := json.Unmarshal([]byte(options), &o); err != nil {
		panic(err)
	}
	v, err := voter.Start(o)
	if err != nil {
		panic(err)
	}
	if conn, err := v.Connect(); err != nil {
		panic(err)
	} else if _, err := cluster.Tell(conn, cluster.Self{Machine: v.Name(), Version: "test", Cluster: o.Cluster, Size: o.Replicas(), Disk: func() cluster.Disk {
		free, known, full := v.Disk()
		return cluster.Disk{Free: free, Known: known, Full: full}
	}}); err != nil {
		panic(err)
	}
	io.Copy(io.Discard, os.Stdin)
}

// battlefield is a cluster of processes, and what was done with it.
type battlefield struct {
	t       *testing.T
	options []voter.Options
	cmds    []*exec.Cmd
	clients []string

	mu      sync.Mutex
	history []porcupine.Operation
	lines   map[string]bool // acknowledged ledger lines
	began   time.Time
	acks    atomic.Int64 // acknowledged writes
	lastAck atomic.Int64
	waits   []time.Duration // from the loss of one machine to the next acknowledged write
}

func (b *battlefield) start(i int) {
	options, err := json.Marshal(b.options[i])
	if err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asVoter+"="+string(options))
	if _, err := cmd.StdinPipe(); err != nil {
		b.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.cmds[i] = cmd
	b.t.Cleanup(func() { b.kill(i) })
}

func (b *battlefield) kill(i int) {
	b.cmds[i].Process.Signal(syscall.SIGCONT)
	b.cmds[i].Process.Kill()
	b.cmds[i].Wait()
}

// edit is a compare-and-swap of one text.
type edit struct{ key, old, new string }

// What became of an edit.
const (
	wentIn = iota
	refused
	unknown
	found // it is no edit, but what was read in the end
)

// register is a text that is written by compare-and-swap (https://jepsen.io/consistency/models/linearizable). No word is written twice.
var register = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		byKey := map[string][]porcupine.Operation{}
		for _, op := range history {
			key := op.Input.(edit).key
			byKey[key] = append(byKey[key], op)
		}
		var parts [][]porcupine.Operation
		for _, part := range byKey {
			parts = append(parts, part)
		}
		return parts
	},
	Init: func() any { return "" },
	Step: func(state, input, output any) (bool, any) {
		e, is := input.(edit), state.(string)
		switch output.(int) {
		case wentIn:
			return is == e.old, e.new
		case refused:
			return is != e.old, is
		case found:
			return is == e.new, is
		}
		if is == e.old {
			return true, e.new
		}
		return true, is
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprint(input, output) },
}

const forever = int64(1) << 62

// record adds what became of an edit. What nobody knows of may happen at any time from its beginning on.
func (b *battlefield) record(worker int, e edit, began time.Time, became int) {
	ended := time.Since(b.began).Nanoseconds()
	if became == unknown {
		ended = forever
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.history = append(b.history, porcupine.Operation{ClientId: worker, Input: e, Output: became, Call: began.Sub(b.began).Nanoseconds(), Return: ended})
}

// work edits texts and adds to a ledger until stop is closed.
func (b *battlefield) work(worker, texts int, c *cluster.Cluster, random *rand.Rand, stop chan struct{}) {
	tree := c.Tree("locales")
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		e := edit{key: fmt.Sprint("text", random.IntN(texts)), new: fmt.Sprintf("%d-%d", worker, n)}
		w := store.Write{Path: e.key, New: []byte(e.new)}
		if old, err := store.ReadFile(tree.Tree(), e.key); err == nil {
			w.Old, e.old = old, string(old)
		} else if !errors.Is(err, fs.ErrNotExist) {
			b.t.Error(err)
		}
		began := time.Now()
		err := tree.Apply([]store.Write{w})
		switch {
		case err == nil:
			b.acknowledged()
			b.record(worker, e, began, wentIn)
			if now, _ := store.ReadFile(tree.Tree(), e.key); string(now) == e.old && e.old != "" {
				b.t.Errorf("%s: a reader went back behind its own edit", e.key)
			}
		case errors.Is(err, store.ErrChanged):
			b.record(worker, e, began, refused)
		case errors.Is(err, cluster.ErrUnsaved):
			b.record(worker, e, began, unknown)
		default:
			b.t.Errorf("edit: %v", err)
		}
		if n%5 == 0 {
			line := e.new + "\n"
			if err := tree.Append("ar/reviews.jsonl", func([]byte) ([]byte, error) { return []byte(line), nil }); err == nil {
				b.mu.Lock()
				b.lines[line] = true
				b.mu.Unlock()
			} else if !errors.Is(err, cluster.ErrUnsaved) {
				b.t.Errorf("ledger: %v", err)
			}
		}
		time.Sleep(time.Duration(random.IntN(20)) * time.Millisecond)
	}
}

func (b *battlefield) acknowledged() {
	b.acks.Add(1)
	b.lastAck.Store(time.Now().UnixNano())
}

// round does one harm to the cluster and mends it.
func (b *battlefield) round(random *rand.Rand) string {
	i := random.IntN(len(b.cmds))
	lost := time.Now()
	what := ""
	switch kind := random.IntN(10); {
	case kind < 6:
		what = fmt.Sprint("kill ", i)
		b.kill(i)
		b.waits = append(b.waits, b.awaitAck(lost))
		b.start(i)
	case kind < 8:
		what = fmt.Sprint("stop ", i)
		b.cmds[i].Process.Signal(syscall.SIGSTOP)
		b.waits = append(b.waits, b.awaitAck(lost))
		time.Sleep(time.Duration(random.IntN(3000)) * time.Millisecond)
		b.cmds[i].Process.Signal(syscall.SIGCONT)
	default:
		what = "kill all"
		for i := range b.cmds {
			b.kill(i)
		}
		for i := range b.cmds {
			b.start(i)
		}
	}
	b.awaitAck(time.Now())
	time.Sleep(time.Duration(random.IntN(2000)) * time.Millisecond)
	return what
}

// awaitAck waits for a write that was acknowledged a moment after a loss.
func (b *battlefield) awaitAck(lost time.Time) time.Duration {
	for began := time.Now(); b.lastAck.Load() < lost.Add(100*time.Millisecond).UnixNano(); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			b.t.Fatal("nothing was acknowledged for a minute")
		}
	}
	return time.Since(lost)
}

// Law 3: an acknowledged edit survives whatever is done to a minority of the machines, or to all of them. PARLANCE_CHAOS is how many rounds, and a seed behind a colon.
func TestNemesis(t *testing.T) {
	if testing.Short() {
		t.Skip("kills machines")
	}
	rounds, seed := 3, uint64(time.Now().UnixNano())
	if env := os.Getenv("PARLANCE_CHAOS"); env != "" {
		n, s, _ := strings.Cut(env, ":")
		rounds, _ = strconv.Atoi(n)
		if s != "" {
			seed, _ = strconv.ParseUint(s, 10, 64)
		}
	}
	t.Logf("PARLANCE_CHAOS=%d:%d", rounds, seed)
	b := &battlefield{t: t, options: voterOptions(t, 3), cmds: make([]*exec.Cmd, 3), lines: map[string]bool{}, began: time.Now()}
	b.clients = freeaddr.List(t, 3)
	for i := range b.options {
		b.options[i].Client, b.options[i].Log = b.clients[i], nil
		b.start(i)
	}
	stop := make(chan struct{})
	var workers sync.WaitGroup
	for worker := range 4 {
		c := b.join(t)
		random := rand.New(rand.NewPCG(seed, uint64(worker)))
		workers.Go(func() { b.work(worker, 20*max(1, min(rounds, 10)), c, random, stop) })
	}
	random := rand.New(rand.NewPCG(seed, 100))
	for n := range rounds {
		what := b.round(random)
		t.Logf("round %d: %s, acknowledged so far: %d", n, what, b.acks.Load())
	}
	close(stop)
	workers.Wait()
	b.judge()
}

// join connects to whichever machine answers.
func (b *battlefield) join(t *testing.T) *cluster.Cluster {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		conn, err := voter.ConnectFull(secret, nil, b.clients...)
		if err != nil && time.Now().Before(end) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(conn.Close)
		c, err := cluster.Open(t.Context(), conn, cluster.Options{Name: "test", Replicas: 3})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		return c
	}
}

// judge holds what stands in the end, and the whole history, against what was acknowledged.
func (b *battlefield) judge() {
	tree := b.join(b.t).Tree("locales").Tree()
	names, err := fs.Glob(tree, "text*")
	if err != nil {
		b.t.Fatal(err)
	}
	for _, name := range names {
		text, err := store.ReadFile(tree, name)
		if err != nil {
			b.t.Fatal(err)
		}
		b.record(99, edit{key: name, new: string(text)}, time.Now(), found)
	}
	ledger, err := store.ReadFile(tree, "ar/reviews.jsonl")
	if err != nil {
		b.t.Fatal(err)
	}
	times := map[string]int{}
	for line := range strings.Lines(string(ledger)) {
		times[line]++
		if times[line] > 1 {
			b.t.Errorf("the line %q stands twice", line)
		}
	}
	for line := range b.lines {
		if times[line] == 0 {
			b.t.Errorf("the acknowledged line %q is lost", line)
		}
	}
	outcomes := map[int]int{}
	for _, op := range b.history {
		outcomes[op.Output.(int)]++
	}
	slices.Sort(b.waits)
	b.waits = append([]time.Duration{0}, b.waits...)
	b.t.Logf("%d edits went in, %d were refused, of %d nobody knows; %d texts, %d lines; waits for a write after a loss: median %v, longest %v",
		outcomes[wentIn], outcomes[refused], outcomes[unknown], len(names), len(b.lines), b.waits[len(b.waits)/2].Round(time.Millisecond), b.waits[len(b.waits)-1].Round(time.Millisecond))
	if result := porcupine.CheckOperationsTimeout(register, b.history, time.Minute); result != porcupine.Ok {
		b.t.Errorf("the history is not that of texts that are written by compare-and-swap: %v", result)
	}
}
