package cli

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// a sheet of A4 between the margins that the style sheet gives it, in CSS pixels: (210 - 2 × 15) mm
const sheet = 680

var (
	pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)
	pdfBox  = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)`)
)

// paper prints a guide of every locale, and it beside another language.
func (b *browser) paper(t *testing.T) {
	for i := range b.table.Locales {
		l := &b.table.Locales[i]
		t.Run(l.Tag, func(t *testing.T) {
			t.Parallel()
			guide := b.url + "/" + l.Tag + "/" + b.slugs[len(b.slugs)-1]
			for _, address := range []string{guide, guide + "/beside/" + b.other(l).Tag} {
				b.in(t, func(x *tab) {
					x.open(t, address, sheet)
					x.printed(t, address)
				})
			}
		})
	}
}

// printed holds the page that is open to what it must be on paper.
func (x *tab) printed(t *testing.T, address string) {
	t.Helper()
	x.media(t, "print", "light")
	x.none(t, address, "look.paper()")
	if strings.Contains(address, "/beside/") {
		x.none(t, address+" on paper", "look.beside(false)")
	}
	x.media(t, "", "light")
	pdf := x.print(t)
	boxes := pdfBox.FindAllSubmatch(pdf, -1)
	if pages := len(pdfPage.FindAll(pdf, -1)); pages < 1 || pages > 12 || len(boxes) == 0 {
		t.Errorf("%s has %d printed pages, %d with a size", address, pages, len(boxes))
	}
	for _, box := range boxes {
		if !bytes.HasPrefix(box[1], []byte("59")) || !bytes.HasPrefix(box[2], []byte("84")) {
			t.Errorf("%s is printed on %s × %s pt", address, box[1], box[2])
		}
	}
}

// print returns the page as a PDF on A4.
func (x *tab) print(t *testing.T) []byte {
	t.Helper()
	pdf, err := chromedp.Run(x.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}
