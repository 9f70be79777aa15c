package site

import (
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/cputime"
	"github.com/parlance/parlance/app/store"
)

// TestLargeSearch measures searching a large site that was written to the folder SEARCH_SITE, as write_test.go of app/internal/synthetic does.
func TestLargeSearch(t *testing.T) {
	dir := os.Getenv("SEARCH_SITE")
	if dir == "" {
		t.Skip("SEARCH_SITE names no folder")
	}
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS(dir + "/" + name), Name: name} }
	s, err := New(tree("content"), tree("locales"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	for !s.validating.TryLock() { // until the catalogs are validated
		time.Sleep(10 * time.Millisecond)
	}
	s.validating.Unlock()
	now := s.Snapshot()
	for _, l := range now.Locales.Locales {
		if only := os.Getenv("SEARCH_LOCALES"); only != "" && !strings.Contains(only, l.Tag) {
			continue
		}
		start, before := time.Now(), processTime()
		found := now.Search(l.Index, strings.Fields(now.Pages[500].Publication(&l).Texts[8].Text)[0], 1).Total
		first, work := time.Since(start), processTime()-before
		var took []time.Duration
		for i := range 200 {
			words := strings.Fields(now.Pages[i*5].Publication(&l).Texts[5+i%30].Text)
			query := strings.Join(words[:min(len(words), 1+i%4)], " ")
			took = append(took, cputime.Of(func() { now.SearchPage(&l, now.Search(l.Index, query, 1)) }))
		}
		slices.Sort(took)
		x := now.searchIndex(l.Index)
		t.Logf("%-8s first %d ms, %d ms of processor time (%d hits); then processor time in the median %.1f ms, p99 %.1f ms; words %d KB, index %d KB, all %d KB; cache %d MB of %d",
			l.Tag, first.Milliseconds(), work.Milliseconds(), found, took[100].Seconds()*1e3, took[198].Seconds()*1e3,
			x.own.dictionary.Size()>>10, x.own.index.Size()>>10, x.complete()>>10, s.Stats().Bytes>>20, s.Stats().Limit>>20)
	}
}

// processTime returns the processor time that the process has taken.
func processTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
