package render

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

func TestImageSize(t *testing.T) {
	encoded := func(encode func(*bytes.Buffer) error) string {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	gray := image.NewGray(image.Rect(0, 0, 300, 20))
	webp := func(chunk string, data ...byte) string {
		return "RIFF\x00\x00\x00\x00WEBP" + chunk + "\x00\x00\x00\x00" + string(data) + "0123456789"
	}
	avif := func(width, height uint32) string {
		b := binary.BigEndian.AppendUint32([]byte("\x00\x00\x00\x14ispe\x00\x00\x00\x00"), width)
		return string(binary.BigEndian.AppendUint32(b, height))
	}
	turned := func(tiff string) string {
		photo := encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, gray, nil) })
		exif := "Exif\x00\x00" + tiff
		return photo[:2] + "\xff\xe1" + string([]byte{0, byte(len(exif) + 2)}) + exif + photo[2:]
	}
	for _, c := range []struct {
		name, data    string
		width, height int
	}{
		{"a.png", encoded(func(b *bytes.Buffer) error { return png.Encode(b, gray) }), 300, 20},
		{"a.JPEG", encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, gray, nil) }), 300, 20},
		{"a.gif", encoded(func(b *bytes.Buffer) error { return gif.Encode(b, gray, nil) }), 300, 20},
		{"a.webp", webp("VP8 ", 0, 0, 0, 0x9d, 0x01, 0x2a, 0x2c, 0x01, 0x14, 0x00), 300, 20},
		{"a.webp", webp("VP8L", 0x2f, 0x2b, 0xc1, 0x04, 0x00), 300, 20},
		{"a.webp", webp("VP8X", 0, 0, 0, 0, 0x2b, 0x01, 0x00, 0x13, 0x00, 0x00), 300, 20},
		{"a.svg", `<?xml version="1.0"?><!-- x --><svg width="300px" height="20.4" viewBox="0 0 1 1">`, 300, 20},
		{"a.svg", `<svg width="100%" height="100%" viewBox="0, 0 300 20"/>`, 300, 20},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`, 0, 0},
		{"a.svg", `<svg viewBox="0 0 NaN -1"/>`, 0, 0},
		{"a.svg", ``, 0, 0},
		{"a.png", "\x89PNG cut off", 0, 0},
		{"a.webp", "RIFF", 0, 0},
		{"a.avif", "an image", 0, 0},
		{"a.avif", avif(64, 64) + avif(300, 20) + avif(30, 20), 300, 20},
		{"a.avif", avif(20, 300) + "\x00\x00\x00\x09irot\x01", 300, 20},
		{"a.avif", avif(300, 20)[:12], 0, 0},
		{"a.jpg", turned("MM\x00*\x00\x00\x00\x08\x00\x02\x01\x00\x00\x03\x00\x00\x00\x01\x00\x09\x00\x00\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"), 20, 300},
		{"a.jpg", turned("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x08\x00\x00\x00"), 20, 300},
		{"a.jpg", turned("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x03\x00\x00\x00"), 300, 20},
		{"a.jpg", turned("II*\x00\xff\xff\xff\xff"), 300, 20},
		{"a.jpg", turned("II*\x00\x08\x00\x00\x00\xff\xff"), 300, 20},
	} {
		if w, h := imageSize(c.name, []byte(c.data)); w != c.width || h != c.height {
			t.Errorf("%s %.20q: got %d × %d, want %d × %d", c.name, c.data, w, h, c.width, c.height)
		}
	}
}
