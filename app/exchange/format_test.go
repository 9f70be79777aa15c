package exchange_test

import (
	"testing"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/exchange/xliff"
)

// format is one of the two, so that what both promise is tested on both.
type format struct {
	name  string
	write func(exchange.Document) ([]byte, error)
	read  func(string, []byte) (exchange.Document, error)
}

var formats = []format{{"po", po.Write, po.Read}, {"xliff", xliff.Write, xliff.Read}}

func eachFormat(t *testing.T, test func(t *testing.T, f format)) {
	t.Helper()
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) { test(t, f) })
	}
}

func (f format) must(t *testing.T, d exchange.Document) []byte {
	t.Helper()
	data, err := f.write(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (f format) again(t *testing.T, data []byte) exchange.Document {
	t.Helper()
	d, err := f.read("file."+f.name, data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d
}
