package lang_test

import (
	"fmt"

	"github.com/parlance/parlance/app/check/lang"
)

func ExampleFor() {
	german := lang.For("de-AT", "Latn")
	value, ok := german.NumberWord("zwölf")
	fmt.Println(german.Tag, value, ok)
	fmt.Println(german.SaysNot("Das ist nicht sicher.", "this is not safe."), german.SaysNot("Das ist sicher.", "this is not safe."))
	// Output:
	// de 12 true
	// true false
}
