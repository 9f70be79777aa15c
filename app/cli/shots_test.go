package cli

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "folder for pictures of a guide in every locale; without it, none are taken")

// TestShots takes pictures for eyes: a guide in every locale on a phone, on a desk and on paper, and beside English on paper.
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Skip(`pictures are taken by "make shots"`)
	}
	if err := os.MkdirAll(*shots, 0o755); err != nil {
		t.Fatal(err)
	}
	b := openBrowser(t)
	for i := range b.table.Locales {
		l := &b.table.Locales[i]
		t.Run(l.Tag, func(t *testing.T) {
			t.Parallel()
			guide := b.url + "/" + l.Tag + "/" + b.slugs[len(b.slugs)-1]
			b.in(t, func(x *tab) {
				x.media(t, "", "light")
				for name, page := range map[string]string{"": guide, "-beside": guide + "/beside/" + b.other(l).Tag, "-home": b.url + "/" + l.Tag + "/"} {
					for _, width := range []int64{320, 1280} {
						x.open(t, page, width)
						x.picture(t, fmt.Sprintf("%s%s-%d.png", l.Tag, name, width), width)
					}
					if name != "-home" {
						x.leaflet(t, l.Tag+name+"-paper")
					}
				}
			})
		})
	}
}

// tallest is how many pixels of a page a picture shows: programs that show pictures refuse those of more than 16,384.
const tallest = 12000

// picture keeps the page as it is seen.
func (x *tab) picture(t *testing.T, name string, width int64) {
	t.Helper()
	height := min(ask[int64](t, x, "document.documentElement.scrollHeight"), tallest)
	x.do(t, chromedp.EmulateViewport(width, height))
	png, err := chromedp.Run(x.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	x.keep(t, name, png)
}

// leaflet keeps the page as it is printed, and pictures of its sheets where pdftoppm (Debian's poppler-utils) is there to draw them.
func (x *tab) leaflet(t *testing.T, name string) {
	t.Helper()
	x.keep(t, name+".pdf", x.print(t))
	path := filepath.Join(*shots, name)
	if draw, err := exec.LookPath("pdftoppm"); err == nil {
		if out, err := exec.Command(draw, "-png", "-r", "70", path+".pdf", path).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

func (x *tab) keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(*shots, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}
