package check_test

import (
	"fmt"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
)

func ExampleEnglish_Check() {
	english := check.NewEnglish(check.Unit{Key: "doses.p1", Kind: "paragraph", Source: catalog.Forms{Other: "Do **not** take more than 1.5 g a day."}}, nil)
	german := catalog.Forms{Other: "Nehmen Sie **nicht** mehr als 15 g am Tag."}
	for _, f := range english.Check(german, nil, check.Context{Tag: "de", Script: "Latn"}) {
		fmt.Printf("%s, byte %d: %s: %s\n", f.Severity, f.Offset, f.Rule, f.Message)
	}
	// Output: error, byte 30: numbers: the English says 1.5 g, the translation 15 g
}
