package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"strings"

	"rsc.io/qr"
)

// paper writes what a page needs on paper and nowhere else: language, version, and its address to read and to scan.
func (d *draft) paper(p *Page, pub *publication, path string) {
	address := d.snapshot.absolute(path)
	d.write("<section class=\"paper\">\n")
	if code := square(address); code != "" {
		d.write(code)
		d.element("p", d.say("ui.paper.code"))
	}
	d.write("<ul>\n")
	d.element("li", d.say("ui.paper.language", fill{"Language", "<bdi>" + html.EscapeString(d.in.Name) + "</bdi>"}))
	d.element("li", d.say("ui.paper.version", fill{"Version", `<bdi dir="ltr">` + pub.version() + "</bdi>"}))
	d.element("li", d.say("ui.footer.address", fill{"Address", `<bdi dir="ltr">` + html.EscapeString(address) + "</bdi>"}))
	d.write("</ul>\n</section>\n")
}

// version gives a short code that changes when any text of the page changes.
func (pub *publication) version() string {
	sum := sha256.New()
	for _, t := range pub.texts {
		sum.Write([]byte(t.as.Tag + "\x00" + t.text + "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:4])
}

// quiet is the width of the empty border of a QR code, in modules (ISO/IEC 18004).
const quiet = 4

// square draws an address as a QR code, an image of its own that needs no script; "" where the address is too long for one.
func square(address string) string {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return ""
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			start := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > start {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", start+quiet, y+quiet, x-start, x-start)
			}
		}
	}
	size := code.Size + 2*quiet
	return fmt.Sprintf("<svg class=\"code\" aria-hidden=\"true\" viewBox=\"0 0 %d %d\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"%s\"/></svg>\n",
		size, size, size, size, path.String())
}
