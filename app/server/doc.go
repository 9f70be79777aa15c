// Package server answers HTTP requests with the documents of a [site.Site], by Fiber.
//
// It promises:
//
//   - A request sees one snapshot from start to end (law 7), and every answer is bytes that were finished before: the request only picks them.
//     A 200 and a 304 allocate nothing.
//   - On a neutral URL the reader gets the language of the cookie, else of Accept-Language, else English, in place: 200, never a redirect and
//     never 406 (R14). A locale's own URL is that locale, whatever the browser says.
//   - No request makes it fail: what is wrong with a request is answered 301, 400, 404, 405, 408, 414 or 431 (a report: 403, 409, 411, 413, 415,
//     422 or 429), in the reader's language where the request could be read that far. 5xx means that the fault is ours.
//   - Every answer carries the security headers (R23), those to requests that could not be parsed too.
//   - Time and memory are bounded (law 8): head of a request, time of a connection, connections at once, lines of the log that wait. Bodies are
//     read only from the form of a report, up to 16 KB.
//   - Nothing of a request outlives it, in memory or in a log, but a hash of its Accept-Language: the path is logged, no header and no query ever is
//     (R18, R24).
//
// Every route is declared in routes.go and handled by a Fiber handler; handlers return a problem as an error, and errorHandler answers it. Requests
// are routed by the target as it was sent (RFC 9112, section 3.2), decoded once. What Fiber cannot do stands below it, each in a file that begins
// with the reason: connlimit.go, conndeadline.go, rejectbody.go, lingerclose.go, unknownmethod.go and parsererror.go.
package server
