// Package store defines where the two trees live: content and locales, each a folder or a tree inside the binary.
//
// It promises three things to those who read a tree. A tree is an [io/fs.FS], so that a folder, an embedded tree and a test's
// map are all the same ([Tree]). No file is read beyond a bound ([ReadFile], law 8). And what is wrong with a file is reported with file, line
// and column ([Fault], laws 7 and 9).
//
// What those may rely on who write or watch a tree is the contract of [Store]: a write replaces only what was read, and nothing that others
// write is lost (law 3). Package folder implements it on a disk, and is the only one that writes to a disk; package storetest
// holds every implementation to it.
package store
