package po_test

import (
	"fmt"

	"github.com/parlance/parlance/app/exchange/po"
)

func ExampleRead() {
	document, err := po.Read("safety.po", []byte(`
msgid ""
msgstr "Language: pt_BR\n"

msgctxt "safety.intro.p1"
msgid "Do not run."
msgstr "Não corra."
`))
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(document.Target)
	for _, u := range document.Units {
		fmt.Printf("%s: %q\n", u.Key, u.Text.Other)
	}
	// Output:
	// pt-BR
	// safety.intro.p1: "Não corra."
}
