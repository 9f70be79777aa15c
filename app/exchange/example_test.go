package exchange_test

import (
	"fmt"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

func ExampleMerge() {
	unit := exchange.Unit{Key: "safety.intro.p1", Page: "safety", Source: catalog.Forms{Other: "Do not run."}}
	current := exchange.Document{Target: "fr", Units: []exchange.Unit{unit}}
	unit.Text.Other = "Ne courez pas."
	imported := exchange.Document{Target: "fr", Units: []exchange.Unit{unit}}

	result, err := exchange.Merge(current, imported)
	if err != nil {
		fmt.Println(err)
	}
	for _, c := range result.Changes {
		fmt.Printf("%s: %q\n", c.Key, c.Text.Other)
	}
	// Output: safety.intro.p1: "Ne courez pas."
}
