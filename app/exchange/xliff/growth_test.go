package xliff

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/cputime"
)

func TestLaw8LargeXLIFFIsReadInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, data := range map[string]string{
		"attribute":  `<xliff a="` + strings.Repeat("x", 8<<20) + `"/>`,
		"attributes": "<xliff " + attributes(200_000) + "/>",
		"namespaces": "<xliff " + strings.ReplaceAll(attributes(50_000), " a", " xmlns:a") + "/>",
		"name":       "<" + strings.Repeat("x", 8<<20) + "/>",
		"comment":    "<!--" + strings.Repeat("x ", 4<<20) + "--><x/>",
		"one line":   `<xliff xmlns="` + coreSpace + `" version="2.1" srcLang="en" trgLang="fr"><file id="f">` + units(20_000) + "</file></xliff>",
	} {
		var err error
		took := cputime.Of(func() { _, err = Read("file.xlf", []byte(data)) })
		if err == nil && name != "one line" {
			t.Errorf("%s: no error", name)
		}
		if took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d="x"`, i)
	}
	return b.String()
}

func units(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<unit id="a.b.p%d"><segment><source>x</source><target>y</target></segment></unit>`, i)
	}
	return b.String()
}
