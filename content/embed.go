// Package content holds the English pages inside the binary, for a server that is given no folder.
package content

import "embed"

// FS is the content tree.
//
//go:embed *
var FS embed.FS
