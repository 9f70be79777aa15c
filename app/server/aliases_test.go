package server

import (
	"bytes"
	"testing"

	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// The address that a page had before it was renamed leads to the page in every locale, and links to it lead there at once.
func TestAliasesRedirect(t *testing.T) {
	content, locales := testTrees(t)
	content["safety.md"].Data = bytes.Replace(content["safety.md"].Data, []byte("order"), []byte("aliases = [\"old\", \"guides/safe\"]\norder"), 1)
	content["guides/sleep.md"].Data = append(content["guides/sleep.md"].Data, "\nSee [it](/old#more).\n"...)
	s, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{Origin: "https://parlance.test"})
	if err != nil {
		t.Fatal(err)
	}
	answer := New(s, Options{}).Handler()
	for path, want := range map[string]string{
		"/old": "/safety", "/old/": "/safety", "/guides/safe": "/safety",
		"/en/old": "/en/safety", "/ar/old": "/ar/safety", "/fr/guides/safe": "/fr/safety", "/zh-Hans/old": "/zh-Hans/safety", "/ZH_hans/old": "/zh-Hans/safety",
		"/ar/old?remember": "/ar/safety?remember", "/ar/old/beside/fr": "/ar/safety/beside/fr", "/ar/old/beside/ar": "/ar/safety",
		"/old?utm_source=qr": "/safety", "/ar/old/report": "/ar/safety/report", "/AR/old/report/intro.p1": "/ar/safety/report/intro.p1", "/ar/old/report/none.p1": "",
		"/ar/older": "",
	} {
		ctx := hotRequest(t, path, nil)
		answer(ctx)
		status := 301
		if want == "" {
			status = 404
		}
		if got := string(ctx.Response.Header.Peek("Location")); got != want || ctx.Response.StatusCode() != status {
			t.Errorf("%s: got %d to %q, want %d to %q", path, ctx.Response.StatusCode(), got, status, want)
		}
	}
	ctx := hotRequest(t, "/ar/guides/sleep", nil)
	answer(ctx)
	if body := ctx.Response.Body(); !bytes.Contains(body, []byte(`"/ar/safety#more"`)) {
		t.Errorf("the link does not lead to the page: %s", body)
	}
}
