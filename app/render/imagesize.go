package render

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"image"
	_ "image/gif" // formats whose size is read
	_ "image/jpeg"
	_ "image/png"
	"math"
	"path"
	"strconv"
	"strings"
)

// imageSize returns the width and the height of an image in CSS pixels, from its header, so that a browser keeps its place free. They are 0 if
// the image does not say, as an SVG may not.
func imageSize(name string, data []byte) (width, height int) {
	switch strings.ToLower(path.Ext(name)) {
	case ".svg":
		return svgSize(data)
	case ".webp":
		return webpSize(data)
	case ".avif":
		return avifSize(data)
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	if liesOnItsSide(data) {
		return c.Height, c.Width
	}
	return c.Width, c.Height
}

// webpSize reads the first chunk of a WebP file (RFC 9649, 2.5 to 2.7).
func webpSize(data []byte) (width, height int) {
	if len(data) < 30 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WEBP" {
		return 0, 0
	}
	switch chunk := data[20:]; string(data[12:16]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(chunk[6:]) & 0x3FFF), int(binary.LittleEndian.Uint16(chunk[8:]) & 0x3FFF)
	case "VP8L":
		bits := binary.LittleEndian.Uint32(chunk[1:])
		return int(bits&0x3FFF) + 1, int(bits>>14&0x3FFF) + 1
	case "VP8X":
		return uint24(chunk[4:]) + 1, uint24(chunk[7:]) + 1
	}
	return 0, 0
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// svgSize reads the attributes of an SVG's root (SVG 2, 8.2): the width and the height if they are pixels, else those of the viewBox.
func svgSize(data []byte) (width, height int) {
	attributes := map[string]string{}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		t, err := d.RawToken()
		if err != nil {
			return 0, 0
		}
		if root, ok := t.(xml.StartElement); ok {
			for _, a := range root.Attr {
				attributes[a.Name.Local] = a.Value
			}
			break
		}
	}
	if w, h := pixels(attributes["width"]), pixels(attributes["height"]); w > 0 && h > 0 {
		return w, h
	}
	box := strings.FieldsFunc(attributes["viewBox"], func(c rune) bool { return c == ',' || c == ' ' || c == '\t' || c == '\n' })
	if len(box) != 4 {
		return 0, 0
	}
	return pixels(box[2]), pixels(box[3])
}

// pixels returns a length in pixels, rounded, and 0 for any other.
func pixels(length string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || !(n > 0 && n < 1<<20) {
		return 0
	}
	return max(1, int(math.Round(n)))
}
