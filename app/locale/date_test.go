package locale

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestR31DatesAreCLDRs reads testdata/dates.txt.
func TestR31DatesAreCLDRs(t *testing.T) {
	for _, c := range cases(t, "testdata/dates.txt") {
		day, err := time.Parse(time.DateOnly, c[1])
		if err != nil {
			t.Fatal(err)
		}
		if got := FormatDate(c[0], day); got != c[2] {
			t.Errorf("%s %s: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestDatesFallBackThroughParentsToISO(t *testing.T) {
	day := time.Date(2026, 11, 22, 23, 0, 0, 0, time.FixedZone("", -8*3600))
	for tag, want := range map[string]string{
		"es-MX": "22 de noviembre de 2026", "en-AU": "22 November 2026", "en-001": "22 November 2026",
		"ar-MA": "22 نونبر 2026", "arz": "٢٢ نوفمبر ٢٠٢٦", "prs": "۱ قوس ۱۴۰۵", "zh-HK": "2026年11月22日", "sr-Latn": "22. novembar 2026.",
		"nb": "22. november 2026", "ckb": "٢٢ی تشرینی دووەمی ٢٠٢٦", "eu": "2026(e)ko azaroaren 22(a)", "lt": "2026 m. lapkričio 22 d.",
		"ht": "2026-11-22", "hmn": "2026-11-22", "": "2026-11-22", "no language": "2026-11-22",
	} {
		if got := FormatDate(tag, day); got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
}

// TestDateAndNumberShareTheirDigits goes through every language of the data, since x/text knows an older CLDR.
func TestDateAndNumberShareTheirDigits(t *testing.T) {
	if len(dateForms()) < 250 {
		t.Fatalf("only %d date forms", len(dateForms()))
	}
	for tag, form := range dateForms() {
		var b strings.Builder
		form.writeNumber(&b, 987, 1)
		got := FormatNumber(tag, 987)
		if got != b.String() {
			t.Errorf("%s: FormatNumber writes %q, FormatDate %q", tag, got, b.String())
		}
	}
}

func TestR31Numbers(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "1,234,567", "de": "1.234.567", "es": "1.234.567", "hi": "12,34,567", "ar": "١٬٢٣٤٬٥٦٧", "ar-AE": "1,234,567",
		"fa": "۱٬۲۳۴٬۵۶۷", "prs": "۱٬۲۳۴٬۵۶۷", "bn": "১২,৩৪,৫৬৭", "ur": "1,234,567", "th": "1,234,567", "zh-Hans": "1,234,567",
		"ht": "1,234,567", "no language": "1234567",
	} {
		if got := FormatNumber(tag, 1234567); got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
}

// TestEveryMonthOfEveryLanguageIsThere catches holes in the data.
func TestEveryMonthOfEveryLanguageIsThere(t *testing.T) {
	for tag := range dateForms() {
		seen := map[string]bool{}
		for m := range 12 {
			seen[FormatDate(tag, time.Date(2026, time.Month(m+1), 25, 0, 0, 0, 0, time.UTC))] = true
		}
		if len(seen) != 12 || seen[""] {
			t.Errorf("%s: %d different months", tag, len(seen))
		}
	}
}

func TestSolarHijri(t *testing.T) {
	for day, want := range map[string][3]int{ // anniversaries as both calendars have them
		"1979-02-11": {1357, 11, 22}, "1925-12-15": {1304, 9, 24}, "2000-03-20": {1379, 1, 1}, "2021-03-20": {1399, 12, 30},
		"2021-03-21": {1400, 1, 1}, "2025-03-20": {1403, 12, 30}, "2025-03-21": {1404, 1, 1}, "2026-11-22": {1405, 9, 1}, "2026-09-22": {1405, 6, 31},
		"2026-09-23": {1405, 7, 1},
	} {
		d, _ := time.Parse(time.DateOnly, day)
		y, m, n := solarHijri(d)
		if got := [3]int{y, int(m), n}; got != want {
			t.Errorf("%s: got %v, want %v", day, got, want)
		}
	}
}

// TestSolarHijriNewYears compares with testdata/nowruz.txt, and walks every day between.
func TestSolarHijriNewYears(t *testing.T) {
	data, err := os.ReadFile("testdata/nowruz.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(data), "\n")
	starts := map[string]bool{}
	for i, day := range strings.Fields(text) {
		starts[strconv.Itoa(1800+i)+"-03-"+day] = true
	}
	before := 0
	for d := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2124; d = d.AddDate(0, 0, 1) {
		y, m, day := solarHijri(d)
		if first := m == 1 && day == 1; first != starts[d.Format(time.DateOnly)] {
			t.Fatalf("%s is %d-%d-%d", d.Format(time.DateOnly), y, m, day)
		}
		if number := y*400 + int(m)*32 + day; number <= before {
			t.Fatalf("%s does not come after the day before it", d.Format(time.DateOnly))
		} else {
			before = number
		}
	}
}
