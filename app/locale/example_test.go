package locale_test

import (
	"fmt"
	"time"

	"github.com/parlance/parlance/app/locale"
)

const exampleTable = `
[[locale]]
tag = "en"
name = "English"

[[locale]]
tag = "ar"
name = "العربية"

[[locale]]
tag = "zh-Hant"
name = "繁體中文"
`

func ExampleParseTable() {
	table, err := locale.ParseTable("locales.toml", []byte(exampleTable))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range table.Locales {
		fmt.Println(l.Tag, l.Script, l.Dir)
	}
	// Output:
	// en Latn ltr
	// ar Arab rtl
	// zh-Hant Hant ltr
}

func ExampleChooser_Choose() {
	table, _ := locale.ParseTable("locales.toml", []byte(exampleTable))
	var publishable locale.Set
	for _, l := range table.Locales {
		publishable.Add(l.Index)
	}
	chooser := locale.NewChooser(table)
	for _, header := range []string{"ar-EG,ar;q=0.9,en;q=0.5", "zh-TW", "zh-CN", "$$$, yue;q=0.8", ""} {
		fmt.Println(table.Locales[chooser.Choose(header, publishable)].Tag)
	}
	// Output:
	// ar
	// zh-Hant
	// en
	// zh-Hant
	// en
}

func ExampleFormatDate() {
	day := time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)
	fmt.Println(locale.FormatDate("es-MX", day))
	fmt.Println(locale.FormatDate("zh-Hant", day))
	// Output:
	// 22 de noviembre de 2026
	// 2026年11月22日
}
