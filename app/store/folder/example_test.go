package folder_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

func Example() {
	dir, _ := os.MkdirTemp("", "locales")
	defer os.RemoveAll(dir)
	locales, err := folder.Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	// A file is made, and then written by two who both read the same.
	fmt.Println(locales.Apply([]store.Write{{Path: "ar/ui.ar.toml", New: []byte("1")}}))
	fmt.Println(locales.Apply([]store.Write{{Path: "ar/ui.ar.toml", Old: []byte("1"), New: []byte("2")}}))
	err = locales.Apply([]store.Write{{Path: "ar/ui.ar.toml", Old: []byte("1"), New: []byte("3")}})
	fmt.Println(errors.Is(err, store.ErrChanged))

	// A ledger grows by what is decided while nobody else writes to it.
	err = locales.Append("ar/reviews.jsonl", func(now []byte) ([]byte, error) {
		return fmt.Appendf(nil, "{\"size\":%d}\n", len(now)), nil
	})
	data, _ := store.ReadFile(locales.Tree(), "ar/reviews.jsonl")
	fmt.Printf("%s%v\n", data, err)
	// Output:
	// <nil>
	// <nil>
	// true
	// {"size":0}
	// <nil>
}

func ExampleLog() {
	dir, _ := os.MkdirTemp("", "data")
	defer os.RemoveAll(dir)
	reports := folder.NewLog(filepath.Join(dir, "reports.jsonl"), 32)
	for _, line := range []string{`{"page":"safety"}`, `{"page":"home"}`} {
		err := reports.Append([]byte(line))
		fmt.Println(err == nil, errors.Is(err, folder.ErrFull))
	}
	// Output:
	// true false
	// false true
}
