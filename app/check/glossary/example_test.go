package glossary_test

import (
	"fmt"

	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
)

func ExampleCheck() {
	g, err := glossary.Parse("glossary.toml", []byte(`["bone marrow"]
de = { translation = "Knochenmark", forbidden = ["rückenmark"] }
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	english := "The bone marrow makes blood cells."
	terms := g.Find(lang.Words(english), english)
	for _, m := range glossary.Check(terms, "Das Rückenmark bildet Blutzellen.", "de") {
		fmt.Println(m.Term, m.Forbidden, m.Translation)
	}
	// Output:
	// bone marrow rückenmark Knochenmark
	// bone marrow  Knochenmark
}
