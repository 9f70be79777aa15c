package xliff

import (
	"bytes"
	"testing"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func TestXmllintLeavesTheTextsAsTheyAre(t *testing.T) {
	for tag, d := range exchangetest.Real(t) {
		for _, args := range [][]string{{"--nonet", "--format", "FILE"}, {"--nonet", "--c14n", "FILE"}, {"--nonet", "--encode", "UTF-8", "FILE"}} {
			data := exchangetest.Tool(t, encode(t, d), "xmllint", args...)
			t.Run(tag+" "+args[1], func(t *testing.T) { exchangetest.Unchanged(t, d, decode(t, bytes.TrimSpace(data))) })
		}
	}
}

func encode(t *testing.T, d exchange.Document) []byte {
	t.Helper()
	data, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
