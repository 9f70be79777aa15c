package document_test

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/document"
)

// A document is made once, however often it is asked for, and has a validator for each coding.
func ExampleCache_Fill() {
	cache := document.NewCache(1 << 20)
	var slot document.Slot
	page := func() *document.Document {
		return document.New("text/html; charset=utf-8", []byte(strings.Repeat("<p>A sentence.</p>\n", 100)))
	}
	d := cache.Fill(&slot, page)
	fmt.Println(slot.Get() == d, cache.Stats().Made)
	fmt.Println(d.Body(document.Identity).ETag != d.Body(document.Brotli).ETag)
	// Output:
	// true 1
	// true
}
