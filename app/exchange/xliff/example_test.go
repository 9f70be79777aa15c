package xliff_test

import (
	"fmt"

	"github.com/parlance/parlance/app/exchange/xliff"
)

func ExampleRead() {
	document, err := xliff.Read("safety.xlf", []byte(`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr">
  <file id="safety">
    <unit id="safety.intro.p1">
      <segment state="translated">
        <source>Do not run.</source>
        <target>Ne courez pas.</target>
      </segment>
    </unit>
  </file>
</xliff>`))
	if err != nil {
		fmt.Println(err)
	}
	for _, u := range document.Units {
		fmt.Printf("%s: %q (%s)\n", u.Key, u.Text.Other, u.State)
	}
	// Output: safety.intro.p1: "Ne courez pas." (draft)
}
