package server

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/document"
)

// coding returns the content coding of the answer, by Accept-Encoding.
func (r *request) coding() document.Coding {
	return negotiateCoding(r.header(fiber.HeaderAcceptEncoding, ","))
}

// header returns the value of a header, its lines joined, whose name has its normal form. The bytes are the request's (R18).
func (r *request) header(name, separator string) []byte {
	head := &r.ctx.Request.Header
	head.DisableNormalizing() // of the name
	defer head.EnableNormalizing()
	return joinLines(head.PeekAll(name), separator)
}

// joinLines joins the lines of one header into the one list that they are (R4; RFC 9110, section 5.3). It copies nothing where there is one.
func joinLines(lines [][]byte, separator string) []byte {
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return lines[0]
	}
	return bytes.Join(lines, []byte(separator))
}
