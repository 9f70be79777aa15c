// Package folder is a tree on the disk: read, watched and written.
package folder
