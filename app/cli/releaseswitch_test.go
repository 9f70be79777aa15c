package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
)

// objects are the files of releases, by their sums.
type objects map[cluster.Sum]string

// Object implements [released.Source].
func (o objects) Object(_ context.Context, sum cluster.Sum) ([]byte, error) {
	if text, ok := o[sum]; ok {
		return []byte(text), nil
	}
	return nil, errors.New("there is no such file")
}

// Revocations implements [released.Source].
func (o objects) Revocations(string) []byte { return nil }

// release adds a release of a site.
func (o objects) release(f *sitetest.Fixture) cluster.Sum {
	m := cluster.Manifest{}
	add := func(text string) cluster.Sum {
		sum := cluster.SumOf([]byte(text))
		o[sum] = text
		return sum
	}
	for name, file := range f.Content {
		m["content/"+name] = cluster.Listed{Sum: add(string(file.Data)), Size: int64(len(file.Data))}
	}
	for name, file := range f.Locales {
		m["locales/"+name] = cluster.Listed{Sum: add(string(file.Data)), Size: int64(len(file.Data))}
	}
	return add(string(m.Text()))
}

// A large site reads a catalog when it is first asked for: it is that of the release which the snapshot is of, though the disk serves another one already.
func TestLaw7ASnapshotIsOfOneReleaseWhileAnotherTakesItsPlace(t *testing.T) {
	f, all := sitetest.New(t), objects{}
	f.Sync()
	f.Arabic()
	first := all.release(f)
	name := corpus.CatalogPath("ar", "page")
	f.Edit(f.Locales, name, "اقتباس.", "اقتباس جديد.")
	second := all.release(f)
	disk, err := released.Open(filepath.Join(t.TempDir(), "releases"))
	if err != nil {
		t.Fatal(err)
	}
	disk.Connect(all)
	if err := disk.Take(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	read := func() string {
		r := corpus.NewReader(disk.Tree("content"), disk.Tree("locales"))
		r.CatalogBytes = 1 << 20 // with more than no catalog, all on demand
		done := disk.Steady()
		taken := make(chan error, 1)
		if disk.ID() == first {
			go func() { taken <- disk.Take(t.Context(), second) }()
			time.Sleep(50 * time.Millisecond) // it would take its place now
		} else {
			taken <- nil
		}
		c, err := r.Read(corpus.Changes{})
		done()
		if err := errors.Join(err, <-taken); err != nil || !c.OnDemand {
			t.Fatalf("%v, on demand %v", err, c.OnDemand)
		}
		if disk.ID() != second {
			t.Fatal("the second release is not served")
		}
		ar, _ := c.Locales.Find("ar")
		var texts strings.Builder
		for _, one := range c.Pages[0].Publication(ar).Texts {
			texts.WriteString(one.Text + "\n")
		}
		return texts.String()
	}
	if got := read(); !strings.Contains(got, "اقتباس.") || strings.Contains(got, "جديد") {
		t.Errorf("a snapshot of the first release has\n%s", got)
	}
	if got := read(); !strings.Contains(got, "جديد") {
		t.Errorf("a snapshot of the second release has\n%s", got)
	}
}
