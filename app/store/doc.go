// Package store is where the two trees live: content and locales, each a folder or a tree inside the binary.
//
// It promises three things. A tree is read through [io/fs.FS], so that a folder, an embedded tree and a test's
// map are all the same to the rest. A file is written whole or not at all: to a temporary file beside it, synced, then
// renamed over it, and only if nobody else changed it since it was read. And a change under a watched tree is told once,
// soon after the last write of a burst.
//
// No other package writes a file. store also says what a fault in a file is ([Fault]), since everybody who reads one needs it.
package store
