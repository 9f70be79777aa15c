package server

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/render"
)

// problem is a kind of error that handlers return: what is wrong with a request, or with us.
type problem uint8

const (
	internalError problem = iota
	notReady
	badRequest
	foreignOrigin // sent by the page of another site
	foreignHost   // under a name that this server does not have
	notFound
	methodNotAllowed
	requestTimeout
	lengthRequired
	uriTooLong
	unsupportedMediaType
	headersTooLarge
	rangeNotSatisfiable
	// The following show the form of a report again, see [formError].
	partChanged
	tokenExpired
	messageEmpty
	messageTooLong
	bodyTooLarge
	tooManyReports
	reportNotKept
)

// problems are the status that each kind is answered with, and the page that tells the reader: one about the problem, or the form again.
var problems = [...]struct {
	status int
	page   render.Problem
	form   render.ReportProblem
}{
	internalError:        {status: fiber.StatusInternalServerError, page: render.ServerTrouble},
	notReady:             {status: fiber.StatusServiceUnavailable, page: render.ServerTrouble},
	badRequest:           {status: fiber.StatusBadRequest, page: render.BadRequest},
	foreignOrigin:        {status: fiber.StatusForbidden, page: render.BadRequest},
	foreignHost:          {status: fiber.StatusForbidden, page: render.BadRequest},
	notFound:             {status: fiber.StatusNotFound, page: render.NotFound},
	methodNotAllowed:     {status: fiber.StatusMethodNotAllowed, page: render.MethodNotAllowed},
	requestTimeout:       {status: fiber.StatusRequestTimeout, page: render.BadRequest},
	lengthRequired:       {status: fiber.StatusLengthRequired, page: render.BadRequest},
	uriTooLong:           {status: fiber.StatusRequestURITooLong, page: render.URITooLong},
	unsupportedMediaType: {status: fiber.StatusUnsupportedMediaType, page: render.BadRequest},
	headersTooLarge:      {status: fiber.StatusRequestHeaderFieldsTooLarge, page: render.HeadersTooLarge},
	rangeNotSatisfiable:  {status: fiber.StatusRequestedRangeNotSatisfiable, page: render.BadRequest},
	partChanged:          {status: fiber.StatusConflict, form: render.PartChanged},
	tokenExpired:         {status: fiber.StatusForbidden, form: render.NotKept},
	messageEmpty:         {status: fiber.StatusUnprocessableEntity, form: render.MessageEmpty},
	messageTooLong:       {status: fiber.StatusUnprocessableEntity, form: render.MessageTooLong},
	bodyTooLarge:         {status: fiber.StatusRequestEntityTooLarge, form: render.MessageTooLong},
	tooManyReports:       {status: fiber.StatusTooManyRequests, form: render.TooManyReports},
	reportNotKept:        {status: fiber.StatusServiceUnavailable, form: render.NotKept},
}

// status returns the HTTP status that a problem is answered with.
func (p problem) status() int { return problems[p].status }

// Error is for logs; readers get a page.
func (p problem) Error() string { return fasthttp.StatusMessage(p.status()) }

// methodError is methodNotAllowed with the methods that are.
type methodError struct{ allow string }

func (methodError) Error() string { return methodNotAllowed.Error() }
func (methodError) Unwrap() error { return methodNotAllowed }

// rangeError is rangeNotSatisfiable with the size of what there is, in bytes.
type rangeError struct{ size int64 }

func (rangeError) Error() string { return rangeNotSatisfiable.Error() }
func (rangeError) Unwrap() error { return rangeNotSatisfiable }

// formError is a problem with a report that was sent: the form is shown again with what the reader wrote.
type formError struct {
	problem
	form       render.ReportForm
	retryAfter time.Duration // 0: no Retry-After
}

func (e formError) Unwrap() error { return e.problem }

// problemOf returns the kind of an error, the first with its status where it is Fiber's; what is of no kind, a panic among it, is internalError.
func problemOf(err error) problem {
	var own problem
	if errors.As(err, &own) {
		return own
	}
	var fibers *fiber.Error
	if errors.As(err, &fibers) {
		for p := range problems {
			if problems[p].status == fibers.Code {
				return problem(p)
			}
		}
	}
	return internalError
}
