package exchange

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
)

// many gives a document of n units.
func many(n int) Document {
	d := Document{Site: "Parlance", Fingerprint: Fingerprint("Parlance"), Target: "fr"}
	for i := range n {
		d.Units = append(d.Units, Unit{Key: fmt.Sprintf("a.b.p%d", i), Page: "a", Source: catalog.Forms{Other: "Call **your** care team."},
			Text: catalog.Forms{Other: "Appelez **votre** équipe."}, State: Draft})
	}
	return d
}

// Eight times the units take about eight times as long, measured in one run.
func TestLaw8TimeGrowsWithTheSize(t *testing.T) {
	eachFormat(t, func(t *testing.T, f format) {
		small, large := many(250), many(2000)
		round := func(d Document) time.Duration {
			start := time.Now()
			data, err := f.write(d)
			if err != nil {
				t.Fatal(err)
			}
			imported, err := f.read("file", data)
			if err != nil {
				t.Fatal(err)
			}
			if r, err := Merge(d, imported); err != nil || r.Same != len(d.Units) {
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

func TestLaw8LargePOIsReadInProportion(t *testing.T) {
	header := "msgid \"\"\nmsgstr \"Language: fr\\n\"\n"
	for name, data := range map[string]string{
		"one string of many":  header + "msgctxt \"a.b\"\nmsgid \"x\"\nmsgstr\n" + strings.Repeat("\"a\"\n", 2<<20) + "\n",
		"comments":            header + strings.Repeat("#\n", 4<<20),
		"flags":               header + "#, " + strings.Repeat("x,", 4<<20) + "\n",
		"one line":            header + strings.Repeat(" ", 16<<20) + "x",
		"escapes":             header + "msgid \"" + strings.Repeat(`\101`, 4<<20) + "\"",
		"header":              "msgid \"\"\nmsgstr \"Language: fr\\n" + strings.Repeat(`x: y\n`, 1<<20) + "\"\n",
		"plural forms":        header + "msgid \"x\" msgid_plural \"y\" " + forms(1000),
		"many entries":        header + entries(100_000),
		"entries on one line": strings.ReplaceAll(header+entries(100_000), "\n", " "),
	} {
		start := time.Now()
		_, _ = ReadPO("file.po", []byte(data))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func forms(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "msgstr[%d] \"x\" ", i)
	}
	return b.String()
}

func entries(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "msgctxt \"a.b.p%d\"\nmsgid \"x\"\nmsgstr \"y\"\n", i)
	}
	return b.String()
}
