package sitetest

import (
	"bytes"
	"time"
)

// frame is how long one frame of [Silence] is.
const frame = 36 * time.Millisecond

// Silence returns an MP3 file in which nothing is heard: frames of MPEG-1 Audio Layer III, mono, 32 kHz, 32 kbit/s, thus 4,000 bytes a second.
func Silence(length time.Duration) []byte {
	data := make([]byte, 144)
	copy(data, []byte{0xff, 0xfb, 0x18, 0xc0}) // sync and version, rates, mode; side information and samples are zero
	return bytes.Repeat(data, int(length/frame)+1)
}
