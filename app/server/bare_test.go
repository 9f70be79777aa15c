package server

import (
	"bufio"
	"cmp"
	"net"
	"os"
	"slices"
	"testing"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// fixed is one finished answer: what the bare handler writes.
type fixed struct {
	status int
	fields [][2][]byte // name, value
	etag   []byte
	body   []byte
}

// fix copies an answer of the server. What fasthttp sets by itself is left to it.
func fix(r *fasthttp.Response) fixed {
	f := fixed{status: r.StatusCode(), body: slices.Clone(r.Body())}
	for k, v := range r.Header.All() {
		switch string(k) {
		case fasthttp.HeaderContentLength, fasthttp.HeaderConnection, fasthttp.HeaderDate, fasthttp.HeaderServer:
			continue
		case "Etag", fasthttp.HeaderETag:
			f.etag = slices.Clone(v)
		}
		f.fields = append(f.fields, [2][]byte{slices.Clone(k), slices.Clone(v)})
	}
	return f
}

// bare is the baseline of every measurement: Fiber that routes "/:tag/*" and "/*" to a handler that writes fixed bytes with the headers that the
// server would send. It answers unchanged to who has the bytes of full.
func bare(full, unchanged fixed) *fiber.App {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	handler := func(c *fiber.Ctx) error {
		f := &full
		if string(c.Context().Request.Header.Peek(fiber.HeaderIfNoneMatch)) == string(full.etag) {
			f = &unchanged
		}
		response := &c.Context().Response
		response.SetStatusCode(f.status)
		for i := range f.fields {
			response.Header.SetCanonical(f.fields[i][0], f.fields[i][1])
		}
		response.SetBodyRaw(f.body)
		return nil
	}
	app.Get("/:tag/*", handler)
	app.Get("/*", handler)
	return app
}

// TestServeBare serves the baseline at BARE_ADDR, for make bench-serve: of the answers at BARE_OF to the languages in the file
// BARE_LANGUAGES the one whose length is nearest the mean.
func TestServeBare(t *testing.T) {
	addr := os.Getenv("BARE_ADDR")
	if addr == "" {
		t.Skip("BARE_ADDR names no address")
	}
	full, unchanged := typical(t, os.Getenv("BARE_OF"), os.Getenv("BARE_LANGUAGES"))
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Fatal(bare(full, unchanged).Listener(ln))
}

// typical fetches the answer to each language, and returns the one nearest the mean length and the 304 in its place.
func typical(t *testing.T, url, languages string) (full, unchanged fixed) {
	var answers []fixed
	total := 0
	for _, language := range lines(t, languages) {
		f := fetch(t, url, language, nil)
		answers, total = append(answers, f), total+len(f.body)
	}
	distance := func(f fixed) int { return max(len(f.body)*len(answers)-total, total-len(f.body)*len(answers)) }
	full = slices.MinFunc(answers, func(a, b fixed) int { return cmp.Compare(distance(a), distance(b)) })
	for _, language := range lines(t, languages) {
		if unchanged = fetch(t, url, language, full.etag); unchanged.status == fasthttp.StatusNotModified {
			return full, unchanged
		}
	}
	t.Fatalf("%s gives no 304", url)
	return full, unchanged
}

// fetch asks the way a browser does.
func fetch(t *testing.T, url, language string, etag []byte) fixed {
	t.Helper()
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(response)
	request.SetRequestURI(url)
	request.Header.Set(fasthttp.HeaderAcceptLanguage, language)
	request.Header.Set(fasthttp.HeaderAcceptEncoding, "gzip, deflate, br, zstd")
	if etag != nil {
		request.Header.SetBytesV(fasthttp.HeaderIfNoneMatch, etag)
	}
	if err := fasthttp.Do(request, response); err != nil {
		t.Fatal(err)
	}
	return fix(response)
}

// lines reads a file of one thing a line.
func lines(t testing.TB, name string) (list []string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		list = append(list, s.Text())
	}
	return list
}
