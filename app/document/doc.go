// Package document holds finished documents: bytes in every content coding with their validators, in a cache of bounded size.
//
// It promises:
//
//   - A [Document] never changes what it says. Each of its codings has a strong validator of its own (RFC 9110, 8.8.1; R17).
//   - A [Cache] keeps its bound in bytes (law 8), makes a document once however many ask for it at the same time, and returns a
//     document that is there without a lock and without an allocation.
//   - Bodies are compressed quickly while a reader waits, and again as well as their coding can when the process is idle.
//
// It knows nothing of pages, locales or HTTP requests.
package document
