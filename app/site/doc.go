// Package site keeps the snapshot that is served: a view of both trees with the documents made from it.
//
// It promises:
//
//   - A [Snapshot] never changes. A reload makes a new one and swaps it in whole; a file with a fault goes on being
//     served as it last was good, and the fault is listed (law 7).
//   - A [document.Document] is bytes: made once, when first asked for, in every content coding, with the ETag of each.
//
// It knows nothing of HTTP requests: app/server decides with the snapshot's [locale.Chooser] which document a reader gets.
package site
