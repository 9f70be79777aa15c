package server

import (
	"errors"
	"net"
	"os"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/site"
)

// trouble is what can be wrong with a request, or with us.
type trouble uint8

const (
	none trouble = iota
	badRequest
	notFound
	wrongMethod
	tooSlow
	uriTooLong
	headTooLarge
	wrongType // of a body
	noLength  // of a body
	foreign   // sent by another site
	broken
	notReady
)

// troubles says for each trouble the status it is answered with, and the page that tells the reader.
var troubles = [...]struct {
	status int
	page   site.Problem
}{
	badRequest:   {fasthttp.StatusBadRequest, site.BadRequest},
	notFound:     {fasthttp.StatusNotFound, site.NotFound},
	wrongMethod:  {fasthttp.StatusMethodNotAllowed, site.MethodNotAllowed},
	tooSlow:      {fasthttp.StatusRequestTimeout, site.BadRequest},
	uriTooLong:   {fasthttp.StatusRequestURITooLong, site.URITooLong},
	headTooLarge: {fasthttp.StatusRequestHeaderFieldsTooLarge, site.HeadersTooLarge},
	wrongType:    {fasthttp.StatusUnsupportedMediaType, site.BadRequest},
	noLength:     {fasthttp.StatusLengthRequired, site.BadRequest},
	foreign:      {fasthttp.StatusForbidden, site.BadRequest},
	broken:       {fasthttp.StatusInternalServerError, site.ServerTrouble},
	notReady:     {fasthttp.StatusServiceUnavailable, site.ServerTrouble},
}

// parserTrouble says what an error of fasthttp, met before there was a request to route, is for the client.
func parserTrouble(err error) trouble {
	var small *fasthttp.ErrSmallBuffer
	var network net.Error
	switch {
	case errors.As(err, &small):
		return headTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return tooSlow
	}
	return badRequest
}
