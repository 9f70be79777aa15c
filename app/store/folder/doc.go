// Package folder is a tree on the disk: it implements the contract of package store there, and is the only package that writes to a disk.
//
// It promises that a crash leaves no half a file: one is written to a temporary file beside it, synced, then renamed over it ([Folder.Apply]). Files that
// only grow are appended to under a lock ([Folder.Append], and [Log] outside the trees); a line torn by a crash spoils no other, and
// of an append that fails nothing stays (law 3). A change under a watched tree is reported once, soon after the last write of a
// burst ([Folder.Watch]), also where the folder is replaced or a symbolic link leads elsewhere.
package folder
