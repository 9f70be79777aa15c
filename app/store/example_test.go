package store_test

import (
	"fmt"
	"testing/fstest"

	"github.com/parlance/parlance/app/store"
)

func ExampleAt() {
	page := []byte("# Safety\n\nCall ٩١١ at once.\n")
	fmt.Println(store.At("content/safety.md", page, 15, "write the number as %q", "911"))
	// Output: content/safety.md:3:6: write the number as "911"
}

func ExampleReadFile() {
	tree := store.Tree{FS: fstest.MapFS{"ar/ui.ar.toml": {Data: []byte("other = \"…\"\n")}}, Name: "locales"}
	data, err := store.ReadFile(tree, "ar/ui.ar.toml")
	fmt.Printf("%s: %q, %v\n", tree.Path("ar/ui.ar.toml"), data, err)
	// Output: locales/ar/ui.ar.toml: "other = \"…\"\n", <nil>
}
