package render

import (
	"fmt"
	"strconv"

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

// qrCode draws an address as a QR code, an image of its own that needs no script, and "" if the address is too long for one.
func qrCode(address string) markup {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return ""
	}
	path := make([]byte, 0, 8<<10)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			start := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > start {
				path = append(strconv.AppendInt(append(path, 'M'), int64(start+quietZone), 10), ' ')
				path = append(strconv.AppendInt(path, int64(y+quietZone), 10), 'h')
				path = append(strconv.AppendInt(path, int64(x-start), 10), "v1h-"...)
				path = append(strconv.AppendInt(path, int64(x-start), 10), 'z')
			}
		}
	}
	size := code.Size + 2*quietZone
	return markup(fmt.Sprintf("<svg class=\"code\" aria-hidden=\"true\" viewBox=\"0 0 %d %d\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"%s\"/></svg>\n",
		size, size, size, size, path))
}
