package quantity_test

import (
	"fmt"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/check/quantity"
)

func ExampleSource_Compare() {
	english := "Take 1.5 g twice, at most 4000 mg a day."
	source := quantity.ReadSource(english, lang.Words(english))
	german := "Nehmen Sie zweimal 1,5 mg, höchstens 4 g am Tag."
	for _, d := range source.Compare(german, lang.Words(german), lang.For("de", "Latn")) {
		fmt.Println(d.English, "became", d.Translation)
	}
	// Output: 1.5 g became 1,5 mg
}
