// Package locales holds the catalogs inside the binary, for a server that is given no folder.
package locales

import "embed"

// FS is the locales tree.
//
//go:embed *
var FS embed.FS
