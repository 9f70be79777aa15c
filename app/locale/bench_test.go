package locale

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

var benchHeaders = []string{
	"es-MX,es;q=0.9,en-US;q=0.8,en;q=0.7",
	"de-AT,de;q=0.9,fr;q=0.8,it;q=0.7",
	"ckb-IQ,ku;q=0.9,xx;q=0.8,yy;q=0.7",
	"zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
	"ca-ES-valencia,ca;q=0.9,es;q=0,en;q=0.7",
	"ar-u-nu-latn,he-u-nu-latn;q=0.9",
}

const served21 = "en ar es fr hi th zh-Hans zh-Hant pt-BR ru de tr ur fa bn vi id ko ja it he"

const served50 = served21 + " es-419 pt-PT en-GB fr-CA sw am ti so ps ckb ku uz kk az hy ka ro pl uk cs hu el nl sv nb fil ms ta te"

// spellings returns n spellings of a header, 65,536 at most, so that no cache and no branch predictor has seen them all: in different cases, and with
// another weight where there are too few letters.
func spellings(header string, n int) []string {
	list := make([]string, n)
	for i := range list {
		spelt, bits := []byte(header), i
		for j := len(spelt) - 1; j >= 0; j-- {
			if c := spelt[j] | 0x20; 'a' <= c && c < 'q' || 'q' < c && c <= 'z' {
				spelt[j] ^= byte(bits&1) << 5
				bits >>= 1
			}
		}
		list[i] = strings.Replace(string(spelt), "0.9", fmt.Sprintf("0.9%02d", bits), 1)
	}
	return list
}

// BenchmarkChoose has its baseline beside it: what x/text does with the same headers.
func BenchmarkChoose(b *testing.B) {
	tab := table(b, served21)
	c, set := NewChooser(tab), all(tab)
	var tags []language.Tag
	for _, l := range tab.Locales {
		tags = append(tags, language.MustParse(l.Tag))
	}
	matcher := language.NewMatcher(tags)
	for i, header := range benchHeaders {
		b.Run(fmt.Sprintf("%d/new", i), func(b *testing.B) {
			headers := spellings(header, 1<<16)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				c.Choose(headers[n%len(headers)], set)
			}
		})
		b.Run(fmt.Sprintf("%d/xtext", i), func(b *testing.B) {
			headers := spellings(header, 1<<16)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				want, _, _ := language.ParseAcceptLanguage(headers[n%len(headers)])
				matcher.Match(want...)
			}
		})
	}
}

func BenchmarkChooseHostile(b *testing.B) {
	tab := table(b, served50)
	c, set := NewChooser(tab), all(tab)
	header := strings.Repeat("zh-yue-Hant-XX-u-nu-latn;q=0.01,", 40000)
	b.ReportAllocs()
	for b.Loop() {
		c.Choose(header, set)
	}
}

func BenchmarkNewChooser(b *testing.B) {
	var many []string
	for _, r := range language.Supported.Regions()[:255] {
		if c := r.Canonicalize().String(); c == r.String() {
			many = append(many, "en-"+r.String())
		}
	}
	for _, bench := range []struct{ name, served string }{{"21", served21}, {"50", served50}, {"English256", strings.Join(many, " ")}} {
		tab := table(b, bench.served)
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				NewChooser(tab)
			}
		})
	}
}
