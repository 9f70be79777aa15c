package render

import (
	"fmt"

	"github.com/parlance/parlance/app/corpus"
	"rsc.io/qr"
)

// printSection writes what a page needs on paper and nowhere else: language, version, and its address to read and to scan.
func (d *writer) printSection(pub *corpus.Publication, path string) {
	address := d.absolute(path)
	d.write("<section class=\"paper\">\n")
	if code := qrCode(address); code != "" {
		d.write(code)
		d.element("p", d.say("ui.paper.code"))
	}
	d.write("<ul>\n")
	d.element("li", d.say("ui.paper.language", arg{"Language", "<bdi>" + escape(d.in.Name) + "</bdi>"}))
	d.element("li", d.say("ui.paper.version", arg{"Version", `<bdi dir="ltr">` + escape(pub.Version()) + "</bdi>"}))
	d.element("li", d.say("ui.footer.address", arg{"Address", `<bdi dir="ltr">` + escape(address) + "</bdi>"}))
	d.write("</ul>\n</section>\n")
}

// quietZone is the width of the empty border of a QR code, in modules (ISO/IEC 18004).
const quietZone = 4

// qrCode draws an address as a QR code, an image of its own that needs no script, and "" if the address is too long for one. The modules of a row are strokes, each
// from where the one before ended: every page carries a code, and this is half of what squares take on the wire.
func qrCode(address string) markup {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return ""
	}
	path := fmt.Appendf(nil, "M%d %d.5", quietZone, quietZone) // the middle of the first row
	for y := range code.Size {
		at := 0 // where the pen stands
		for x := 0; x < code.Size; x++ {
			start := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > start {
				path = fmt.Appendf(path, "m%d 0h%d", start-at, x-start)
				at = x
			}
		}
		path = fmt.Appendf(path, "m-%d 1", at)
	}
	size := code.Size + 2*quietZone
	return markup(fmt.Sprintf("<svg class=\"code\" aria-hidden=\"true\" viewBox=\"0 0 %d %d\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path stroke=\"#000\" d=\"%s\"/></svg>\n",
		size, size, size, size, path))
}
