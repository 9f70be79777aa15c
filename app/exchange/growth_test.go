package exchange_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// many gives a document of n units.
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
	eachFormat(t, func(t *testing.T, f format) {
		small, large := many(250), many(2000)
		round := func(d exchange.Document) time.Duration {
			start := time.Now()
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
			return time.Since(start)
		}
		ratio := 1e9
		for range 4 {
			ratio = min(ratio, float64(round(large))/float64(round(small)))
		}
		if ratio > 24 {
			t.Errorf("eight times the units take %.1f times as long", ratio)
		}
	})
}
