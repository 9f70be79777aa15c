package locale

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unsafe"
)

// TestMemoChangesNoAnswer asks for the same headers again and again, each time with other locales publishable.
func TestMemoChangesNoAnswer(t *testing.T) {
	tab := table(t, manyTags)
	c := NewChooser(tab)
	r := rand.New(rand.NewPCG(5, 6))
	var sent []string
	for range 3000 {
		sent = append(sent, headers(r))
	}
	for range 60_000 {
		header, set := sent[r.IntN(len(sent))], randomSet(r, tab)
		if got, want := c.Choose(header, set), c.weigh(header, set); got != want {
			t.Fatalf("%q: got %s, and %s without the memo", header, tab.Locales[got].Tag, tab.Locales[want].Tag)
		}
	}
	if remembers(c) == 0 {
		t.Error("nothing was remembered, so nothing was tested")
	}
}

// TestLaw8MemoIsBounded sends headers that nobody sends twice, and then each of many twice.
func TestLaw8MemoIsBounded(t *testing.T) {
	c := NewChooser(table(t, manyTags))
	for i := range 100_000 {
		c.Choose(fmt.Sprintf("fr;q=0.%d", i), Set{})
	}
	if n := remembers(c); n > 10 { // traces of 32 bits are hardly ever equal
		t.Errorf("%d headers that came once are remembered", n)
	}
	for i := range 100_000 {
		header := fmt.Sprintf("de,fr;q=0.%d", i)
		c.Choose(header, Set{})
		c.Choose(header, Set{})
	}
	if n := remembers(c); n > memoPlaces || n < memoPlaces/2 {
		t.Errorf("%d headers are remembered", n)
	}
	c.Choose(strings.Repeat("fr,", memoHeader), Set{})
	c.Choose(strings.Repeat("fr,", memoHeader), Set{})
	for i := range c.memo.places {
		if r := c.memo.places[i].Load(); r != nil && len(r.header) > memoHeader {
			t.Errorf("a header of %d bytes is remembered", len(r.header))
		}
	}
}

// TestLaw8MemoKeepsWhatIsUsed: who sends each of a hundred thousand headers twice does not drive out one that comes all the time.
func TestLaw8MemoKeepsWhatIsUsed(t *testing.T) {
	c := NewChooser(table(t, manyTags))
	const header = "fr-CH,fr;q=0.9"
	missed := 0
	for i := range 100_000 {
		hostile := fmt.Sprintf("de,fr;q=0.%d", i)
		c.Choose(hostile, Set{})
		c.Choose(hostile, Set{})
		if i%100 > 0 {
			continue
		}
		if r, _ := c.memo.find(header); r == nil {
			missed++
			c.Choose(header, Set{})
			c.Choose(header, Set{})
		}
	}
	if missed > 30 { // about one is likely
		t.Errorf("not there %d times of 1,000", missed)
	}
}

// TestR18MemoCopiesHeaders changes the bytes of a header after it was sent, as fasthttp does.
func TestR18MemoCopiesHeaders(t *testing.T) {
	tab := table(t, manyTags)
	c := NewChooser(tab)
	set := all(tab)
	for range 2 {
		buffer := []byte("fr-CH,fr;q=0.9")
		c.Choose(unsafe.String(&buffer[0], len(buffer)), set)
		copy(buffer, "th-TH,th;q=0.9")
		c.Choose(unsafe.String(&buffer[0], len(buffer)), set)
	}
	if got := tab.Locales[c.Choose("fr-CH,fr;q=0.9", set)].Tag; got != "fr" {
		t.Errorf("got %s", got)
	}
}

// TestChooseDoesNotAllocateForWhatItNeverSaw sends every header once.
func TestChooseDoesNotAllocateForWhatItNeverSaw(t *testing.T) {
	c := NewChooser(table(t, manyTags))
	var sent []string
	for i := range 2001 {
		sent = append(sent, fmt.Sprintf("de-AT,de;q=0.9,fr;q=0.%d", i))
	}
	i := 0
	if n := testing.AllocsPerRun(2000, func() { c.Choose(sent[i], Set{}); i++ }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// remembers counts what the memo holds.
func remembers(c *Chooser) (n int) {
	for i := range c.memo.places {
		if c.memo.places[i].Load() != nil {
			n++
		}
	}
	return n
}
