// Package site turns pages and catalogs into finished documents, and keeps the snapshot that is served.
//
// It promises:
//
//   - A translation is published only if its hash is that of today's English, and on a critical page only if a
//     sign-off names both texts. Every other segment stands in English, under lang="en" dir="ltr" (laws 2 and 6).
//   - A [Snapshot] never changes. A reload makes a new one and swaps it in whole; a file with a fault goes on being
//     served as it last was good, and the fault is listed (law 7).
//   - A [Document] is bytes: made once, when first asked for, in every content coding, with the ETag of each.
//
// Nothing here knows of HTTP requests: which document a reader gets is decided by app/server with the snapshot's [locale.Chooser].
package site
