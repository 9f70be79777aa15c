package cluster_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// simulation is a cluster whose readers and editors are far from it.
type simulation struct {
	t     *testing.T
	relay *relay
	edits atomic.Int64
	late  atomic.Int64 // edits that began too late, because those before took too long

	mu    sync.Mutex
	waits []time.Duration // of edits, until they were acknowledged
	lags  []time.Duration // from the acknowledgement of an edit until a reader has it
}

const (
	editsEach = 50                     // edits a second
	apart     = 100 * time.Millisecond // one way between the regions
	catalogs  = 200
)

// connect opens the cluster from another region.
func (s *simulation) connect() *cluster.Cluster {
	conn, err := voter.ConnectFull(secret, nil, s.relay.addr)
	if err != nil {
		s.t.Error(err)
		return nil
	}
	c, err := cluster.Open(s.t.Context(), conn, cluster.Options{Name: "test"})
	if err != nil {
		conn.Close()
		s.t.Error(err)
		return nil
	}
	s.t.Cleanup(func() { c.Close(); conn.Close() })
	return c
}

// edit changes a file and adds a line to the history, as the workbench does, every so often until stop is closed.
func (s *simulation) edit(c *cluster.Cluster, editor int, every time.Duration, stop chan struct{}) {
	tree, log := c.Tree("locales"), c.Log(history.Name)
	random := rand.New(rand.NewPCG(7, uint64(editor)))
	for tick := time.NewTicker(every); ; {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		began := time.Now()
		name := fmt.Sprintf("es/p%d.es.toml", random.IntN(catalogs))
		old, err := store.ReadFile(tree.Tree(), name)
		if err != nil {
			s.t.Error(err)
			return
		}
		err = tree.Apply([]store.Write{{Path: name, Old: old, New: s.text(random, began)}})
		if err == nil {
			err = log.Append(fmt.Appendf(nil, `{"key":%q,"after":"about as long as a line of the history is, which names the words before and those after %d"}`, name, random.Int64()))
		}
		if err != nil && !errors.Is(err, store.ErrChanged) {
			s.t.Error(err)
			return
		}
		s.edits.Add(1)
		took := time.Since(began)
		if took > every {
			s.late.Add(1)
		}
		s.mu.Lock()
		s.waits = append(s.waits, took)
		s.mu.Unlock()
	}
}

// text returns a catalog of 6 KB, which shrinks to about 2, with the time at its head.
func (s *simulation) text(random *rand.Rand, at time.Time) []byte {
	text := fmt.Appendf(nil, "%d\n", at.UnixNano())
	for range 60 {
		text = fmt.Appendf(text, "[page.section.p%d]\nhash = \"sha1-%016x\"\nother = \"%x\"\n", random.IntN(100), random.Uint64(), random.Uint64())
	}
	return text
}

// follow notes how late a reader has what was written.
func (s *simulation) follow(c *cluster.Cluster) {
	tree := c.Tree("locales")
	_ = tree.Watch(s.t.Context(), func(paths []string) {
		now := time.Now()
		data, err := store.ReadFile(tree.Tree(), paths[0])
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		var at int64
		if _, err := fmt.Sscan(string(data[:min(20, len(data))]), &at); err == nil {
			s.mu.Lock()
			s.lags = append(s.lags, now.Sub(time.Unix(0, at)))
			s.mu.Unlock()
		}
	})
}

func middle(list []time.Duration, part float64) time.Duration {
	slices.Sort(list)
	if len(list) == 0 {
		return 0
	}
	return list[int(part*float64(len(list)-1))].Round(time.Millisecond)
}

// Readers without a voice and editors are 200 ms away and back from three machines, and 50 edits a second are made. PARLANCE_SIMULATE is how many readers
// there are, and for how many seconds: 1000:60. The machines are in this process, as are the readers: what one takes is what all take, divided.
func TestSimulate(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the machine")
	}
	readers, seconds := 10, 2
	if env := os.Getenv("PARLANCE_SIMULATE"); env != "" {
		if _, err := fmt.Sscanf(env, "%d:%d", &readers, &seconds); err != nil {
			t.Fatal(strconv.Quote(env), err)
		}
	}
	voters := startVoters(t, 3)
	near := open(t, voters[0], 3)
	s := &simulation{t: t, relay: newRelay(t, voters[0].ClientAddr(), apart)}
	random := rand.New(rand.NewPCG(7, 0))
	var writes []store.Write
	for i := range catalogs {
		writes = append(writes, store.Write{Path: fmt.Sprintf("es/p%d.es.toml", i), New: s.text(random, time.Now())})
	}
	if err := near.Tree("locales").Apply(writes); err != nil {
		t.Fatal(err)
	}
	before := heap()
	var joined sync.WaitGroup
	began := time.Now()
	for range readers {
		joined.Go(func() {
			if c := s.connect(); c != nil {
				s.follow(c)
			}
		})
	}
	joined.Wait()
	t.Logf("%d readers joined within %v, and were sent %d KB each, and took %d KB of memory each", readers, time.Since(began).Round(time.Millisecond), int(s.relay.back.Load())>>10/readers, (heap()-before)>>10/readers)
	s.run(time.Duration(seconds)*time.Second, readers)
}

// run has editors edit for a while, and tells what that took.
func (s *simulation) run(lasts time.Duration, readers int) {
	const editors = 25
	var list []*cluster.Cluster
	for range editors {
		list = append(list, s.connect())
	}
	sent, began := s.relay.back.Load(), time.Now()
	stop := make(chan struct{})
	var busy sync.WaitGroup
	for i, c := range list {
		if c != nil {
			busy.Go(func() { s.edit(c, i, time.Second*editors/editsEach, stop) })
		}
	}
	time.Sleep(lasts)
	close(stop)
	busy.Wait()
	took := time.Since(began)
	time.Sleep(4 * apart)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.t.Logf("%d readers and %d editors, %v apart and back: %.1f edits a second (of %d wanted), each acknowledged after %v (median) and %v (99 of 100)", readers, editors, 2*apart,
		float64(s.edits.Load())/took.Seconds(), editsEach, middle(s.waits, 0.5), middle(s.waits, 0.99))
	s.t.Logf("lag of readers behind the beginning of an edit: median %v, 99 of 100 %v; traffic to each: %.1f KB a second; %d goroutines in all", middle(s.lags, 0.5), middle(s.lags, 0.99),
		float64(s.relay.back.Load()-sent)/1024/float64(readers+editors)/took.Seconds(), runtime.NumGoroutine())
}

// heap returns the memory that is in use, in bytes.
func heap() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc + m.StackInuse)
}
