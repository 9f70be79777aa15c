package catalog_test

import (
	"fmt"
	"time"

	"github.com/parlance/parlance/app/catalog"
)

const exampleEnglish = `#. paragraph
[safety.intro.p1]
other = "Tell us early."
`

// A fault is named by file, line and column, and costs the other entries nothing.
func ExampleParse() {
	f, err := catalog.Parse("safety.de.toml", []byte("[safety.intro.p1]\nother = \"Früh\"\n\n[safety.intro.p2]\nother = 2\n"))
	fmt.Println(err)
	for _, m := range f.Messages() {
		fmt.Println(m.Key, m.Forms.Other)
	}
	// Output:
	// safety.de.toml:5:1: other is no text: put it between quotation marks: write it as other = "2"
	// safety.intro.p1 Früh
}

// A translator fills what is empty.
func ExampleSyncLocale() {
	english, err := catalog.Parse("safety.en.toml", []byte(exampleEnglish))
	if err != nil {
		panic(err)
	}
	fmt.Print(string(catalog.SyncLocale(english, nil, catalog.Categories("de")).Bytes()))
	// Output:
	// #. paragraph
	// #> Tell us early.
	// [safety.intro.p1]
	// hash = "sha1-cb77da5a633f04e1c2dbd8b45e2d2f219db0a7d4"
	// other = ""
}

// Words that others replace are kept above the entry.
func ExampleFile_SetValues() {
	english, err := catalog.Parse("safety.en.toml", []byte(exampleEnglish))
	if err != nil {
		panic(err)
	}
	f := catalog.SyncLocale(english, nil, catalog.Categories("de"))
	for _, text := range []string{"Bald.", "Früh."} {
		f, _ = f.SetValues(map[string]catalog.Forms{"safety.intro.p1": {Other: text}})
	}
	m, _ := f.Find("safety.intro.p1")
	fmt.Println(m.Forms.Other, m.Previous[0].Text.Other)
	// Output: Früh. Bald.
}

func ExampleRecord_Line() {
	r := catalog.Record{SignOff: catalog.SignOff{Key: "safety.intro.p1", Source: catalog.Hash(catalog.Forms{Other: "Tell us early."}),
		Text: catalog.Hash(catalog.Forms{Other: "Früh."}), By: "Dr. Amal", At: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}}
	line, err := r.Line()
	if err != nil {
		panic(err)
	}
	signed, faults := catalog.ParseLedger("reviews.jsonl", line)
	fmt.Println(signed[0].By, len(faults))
	// Output: Dr. Amal 0
}
