package po

import (
	"testing"

	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func FuzzReadPO(f *testing.F) {
	for _, tag := range []string{"ar", "fr", "ja"} {
		f.Add(encoded(f, tag))
	}
	f.Add([]byte("msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgctxt \"a\" msgid \"b\" msgid_plural \"c\" msgstr[0] \"\\x41\" \"\\101\"\n#~ x\n#, fuzzy\n"))
	f.Fuzz(func(t *testing.T, data []byte) { exchangetest.FuzzRead(t, Read, data) })
}
