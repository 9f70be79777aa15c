package po

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/cputime"
)

func TestLaw8LargePOIsReadInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	header := "msgid \"\"\nmsgstr \"Language: fr\\n\"\n"
	for name, data := range map[string]string{
		"one string of many":  header + "msgctxt \"a.b\"\nmsgid \"x\"\nmsgstr\n" + strings.Repeat("\"a\"\n", 2<<20) + "\n",
		"comments":            header + strings.Repeat("#\n", 4<<20),
		"flags":               header + "#, " + strings.Repeat("x,", 4<<20) + "\n",
		"one line":            header + strings.Repeat(" ", 16<<20) + "x",
		"escapes":             header + "msgid \"" + strings.Repeat(`\101`, 4<<20) + "\"",
		"header":              "msgid \"\"\nmsgstr \"Language: fr\\n" + strings.Repeat(`x: y\n`, 1<<20) + "\"\n",
		"plural forms":        header + "msgid \"x\" msgid_plural \"y\" " + forms(1000),
		"many entries":        header + entries(100_000),
		"entries on one line": strings.ReplaceAll(header+entries(100_000), "\n", " "),
	} {
		if took := cputime.Of(func() { _, _ = Read("file.po", []byte(data)) }); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func forms(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "msgstr[%d] \"x\" ", i)
	}
	return b.String()
}

func entries(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "msgctxt \"a.b.p%d\"\nmsgid \"x\"\nmsgstr \"y\"\n", i)
	}
	return b.String()
}
