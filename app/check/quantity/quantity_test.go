package quantity

import (
	"testing"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// R39: numbers are read by value, in the digits and with the separators of the language.
func TestR39NumbersAreReadByValue(t *testing.T) {
	for _, c := range []struct {
		tag, text string
		value     float64
		unit      string
	}{
		{"en", "1.5 mg", 1.5, "mg"}, {"de", "1,5 mg", 1.5, "mg"}, {"de", "1.500 mg", 1500, "mg"}, {"en", "1,500 mg", 1500, "mg"},
		{"ar", "١٫٥ مجم", 1.5, "mg"}, {"hi", "१२ घंटे", 12, "h"}, {"fr", "10 000 mg", 10000, "mg"}, {"en", "1½ hours", 1.5, "h"}, {"en", "1/2 hour", 0.5, "h"},
		{"zh-Hans", "３万克", 30000, "g"}, {"en", "−5 °C", -5, "°c"}, {"en", "12,34,567", 1234567, ""},
	} {
		l := lang.For(c.tag, "")
		list := numbersIn(newNumText(c.text), l)
		if len(list) != 1 || !equal(list[0].values[0], c.value) || list[0].unit != c.unit {
			t.Errorf("%s, %q: got %v %v, want %g %s", c.tag, c.text, list, list[0].values, c.value, c.unit)
		}
	}
}

func TestChineseNumeralsAreRead(t *testing.T) {
	for text, want := range map[string]float64{"三百二十天": 320, "十二小时": 12, "两周": 2, "二三": 2, "一千零五": 1005, "天": 0} {
		if got, _ := cjkNumeral(text); got != want {
			t.Errorf("%s: got %g, want %g", text, got, want)
		}
	}
}

// FuzzCompare holds that no text makes a comparison panic, and that differences point into the translation (law 8).
func FuzzCompare(f *testing.F) {
	f.Add("en", "Call +49 30 1234567 at 10:30 pm.", "Rufen Sie 112 um 22.30 Uhr an.")
	f.Add("zh-Hans", "Two doses of 1.5 g, 1/2 an hour apart", "两剂各１５００毫克，间隔半小时")
	f.Add("ar", "10,000 or -5%", "١٠٬٠٠٠ أو ساعتين")
	f.Fuzz(func(t *testing.T, tag, english, text string) {
		source := ReadSource(english, lang.Words(english))
		for _, d := range source.Compare(text, lang.Words(text), lang.For(tag, "")) {
			if d.Start < 0 || d.Start > len(text) {
				t.Errorf("%+v points outside %q", d, text)
			}
		}
		if got := source.Compare(english, lang.Words(english), lang.English()); len(got) > 0 && len(source.numbers)+len(source.phones) == 0 {
			t.Errorf("%q differs from itself: %+v", english, got)
		}
	})
}

func TestCountNumeralsKnowsAllOfThem(t *testing.T) {
	for r := rune(0); r <= 0x10FFFF; r++ {
		if s := "ä" + string(r); utf8.ValidRune(r) && (CountNumerals(s, 1) > 0) != isNumeral(r) {
			t.Errorf("%U: got %v", r, !isNumeral(r))
		}
	}
	if CountNumerals("1a٢३", 9) != 3 || CountNumerals("1a٢३", 2) != 2 {
		t.Error("the numerals of three scripts are not three")
	}
}
