package exchange_test

import (
	"fmt"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/internal/cputime"
)

// many returns a document of n units.
func many(n int) exchange.Document {
	d := exchange.Document{Site: "Parlance", Fingerprint: exchange.Fingerprint("Parlance"), Target: "fr"}
	for i := range n {
		d.Units = append(d.Units, exchange.Unit{Key: fmt.Sprintf("a.b.p%d", i), Page: "a", Source: catalog.Forms{Other: "Call **your** care team."},
			Text: catalog.Forms{Other: "Appelez **votre** équipe."}, State: exchange.Draft})
	}
	return d
}

// Eight times the units take about eight times as long, measured in one run.
func TestLaw8TimeGrowsWithTheSize(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	eachFormat(t, func(t *testing.T, f format) {
		small, large := many(250), many(2000)
		round := func(d exchange.Document) {
			data, err := f.write(d)
			if err != nil {
				t.Fatal(err)
			}
			imported, err := f.read("file", data)
			if err != nil {
				t.Fatal(err)
			}
			if r, err := exchange.Merge(d, imported); err != nil || r.Unchanged != len(d.Units) {
				t.Fatal(err, r)
			}
		}
		short, long := cputime.Least(4, func() { round(small) }), cputime.Least(4, func() { round(large) })
		if ratio := float64(long) / float64(short); ratio > 24 {
			t.Errorf("eight times the units take %.1f times as long", ratio)
		}
	})
}
