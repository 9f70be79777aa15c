// Command parlance serves patient information in the reader's own language, and keeps the catalogs that its translators edit.
package main

import (
	"os"
	"runtime/debug"

	"github.com/parlance/parlance/app/cli"
)

func main() {
	// Where all of 1,000 pages in 16 locales have changed, sync would take 4.0 GB without a limit: its heap may grow freely below it.
	if len(os.Args) > 1 && os.Args[1] == "sync" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(3 << 30)
	}
	os.Exit(cli.Run(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}
