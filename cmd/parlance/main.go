// Command parlance serves patient information in the reader's own language, and keeps the catalogs that its translators edit.
package main

import (
	"os"

	"github.com/parlance/parlance/app/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}
