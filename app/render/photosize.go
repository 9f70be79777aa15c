package render

import (
	"bytes"
	"encoding/binary"
)

// maxImageHeader is how many bytes of an image are searched for its size.
const maxImageHeader = 64 << 10

// avifSize reads the properties of an AVIF file (ISO/IEC 23008-12, 6.5): the largest size in it is that of the image as a whole, and not of a tile or a
// thumbnail. Browsers turn the image as it asks for.
func avifSize(data []byte) (width, height int) {
	data = data[:min(len(data), maxImageHeader)]
	for rest := data; ; {
		at := bytes.Index(rest, []byte("ispe"))
		if at < 0 || len(rest) < at+16 {
			break
		}
		w, h := int(binary.BigEndian.Uint32(rest[at+8:])), int(binary.BigEndian.Uint32(rest[at+12:]))
		if max(w, h) < 1<<20 && w*h > width*height {
			width, height = w, h
		}
		rest = rest[at+16:]
	}
	if at := bytes.Index(data, []byte("irot")); at >= 0 && len(data) > at+4 && data[at+4]&1 == 1 {
		return height, width
	}
	return width, height
}

// The orientation of a photo (Exif 2.32, 4.6.4): from 5 on, browsers turn it by a quarter.
const (
	orientationTag = 0x0112
	firstOnSide    = 5
)

// liesOnItsSide reports whether a JPEG file says that it is to be turned by a quarter.
func liesOnItsSide(data []byte) bool {
	_, tiff, ok := bytes.Cut(data[:min(len(data), maxImageHeader)], []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return false
	}
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	directory := int(order.Uint32(tiff[4:]))
	if directory < 0 || directory+2 > len(tiff) {
		return false
	}
	entries := tiff[directory+2:]
	for range order.Uint16(tiff[directory:]) {
		if len(entries) < 12 {
			return false
		}
		if order.Uint16(entries) == orientationTag {
			return order.Uint16(entries[8:]) >= firstOnSide
		}
		entries = entries[12:]
	}
	return false
}
