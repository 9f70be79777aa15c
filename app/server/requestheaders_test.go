package server

import (
	"bufio"
	"bytes"
	"testing"

	"github.com/valyala/fasthttp"
)

// FuzzAsked compares the pass over the bytes of a head with what fasthttp says of the same head.
func FuzzAsked(f *testing.F) {
	for _, seed := range scriptBytes(f) {
		f.Add(seed)
	}
	for _, seed := range []string{
		"Accept-Language: ar\r\n", "accept-LANGUAGE:ar\n", "Accept-Language: ar\r\nAccept-Language: fr\r\n", "Accept-Language:\r\n fr\r\n",
		"Cookie: lang=ar\r\ncookie: x=y\r\n", "If-None-Match: \"a\" \t\r\n", "Accept-Encoding: br;q=0, gzip\r\nA: b\r\n", "A:\r\n\tb\r\nAccept-Language: fr\r\n",
	} {
		f.Add([]byte("GET / HTTP/1.1\r\nHost: x\r\n" + seed + "\r\n"))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var head fasthttp.RequestHeader
		if head.Read(bufio.NewReaderSize(bytes.NewReader(in), maxTarget+maxHeaders)) != nil {
			return
		}
		got, want := readAsked(&head), askAll(&head)
		if !bytes.Equal(got.languages, want.languages) || !bytes.Equal(got.cookies, want.cookies) || !bytes.Equal(got.known, want.known) || got.coding != want.coding {
			t.Errorf("%q:\ngot  %q\nwant %q", in, []any{got.languages, got.cookies, got.known, got.coding}, []any{want.languages, want.cookies, want.known, want.coding})
		}
	})
}
