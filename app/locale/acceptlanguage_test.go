package locale

import (
	"strings"
	"testing"
)

// Law 8 and R2: whatever the header, so much of it is read and no more.
func TestAcceptLanguageIsBounded(t *testing.T) {
	for name, header := range map[string]string{
		"many items":     strings.Repeat("fr,", 1<<20),
		"one long item":  strings.Repeat("fr-", 1<<20),
		"long subtags":   strings.Repeat("f", 1<<20) + ",fr",
		"many empty":     strings.Repeat(",", 1<<20) + "fr",
		"many weights":   "fr" + strings.Repeat(";q=1", 1<<20),
		"long weight":    "fr;q=0." + strings.Repeat("9", 1<<20),
		"no good at all": strings.Repeat("$,", 1<<20),
	} {
		if cut := truncateHeader(header); len(cut) > maxHeaderBytes || !strings.HasPrefix(header, cut) {
			t.Errorf("%s: %d bytes are read", name, len(cut))
		}
		var p priorityList
		p.parse(header)
		if p.n > maxLanguageRanges {
			t.Errorf("%s: %d items", name, p.n)
		}
	}
}

func TestTruncateHeaderKeepsWholeItems(t *testing.T) {
	items := strings.Repeat("fr-FR,", maxHeaderBytes/6) // 1,020 bytes
	for header, want := range map[string]string{
		"fr":                 "fr",
		items + "de,":        items + "de,",
		items + "de-DE":      strings.TrimSuffix(items, ","),
		items + "de-A,de-DE": items + "de-A",
	} {
		if got := truncateHeader(header); got != want {
			t.Errorf("%d bytes: got the end %q, want %q", len(header), got[max(0, len(got)-12):], want[max(0, len(want)-12):])
		}
	}
}

// R2: a weight outside 0 to 1, or that is no number, spoils its item.
func TestQValue(t *testing.T) {
	for parameters, want := range map[string]int{
		"": 1_000_000, "q=1": 1_000_000, "q=1.000": 1_000_000, "q=0.5": 500_000, " Q = .5 ": 500_000, "q=0": 0, "q=0.000": 0, "q=0.1234567": 123_456,
		"q=0.0000000001": 1, "level=1;q=0.5": 500_000, ";": 1_000_000,
		"q=1.5": -1, "q=2": -1, "q=-1": -1, "q=NaN": -1, "q=": -1, "q=.": -1, "q=1e-1": -1, "q": -1, "q=0.5;q=0.5": -1, "=1": -1, "q=1.0001": -1,
	} {
		got, ok := parseParameters(parameters)
		if ok != (want >= 0) || ok && int(got) != want {
			t.Errorf("%q: got %d, %v, want %d", parameters, got, ok, want)
		}
	}
}
