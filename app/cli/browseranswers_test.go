package cli

import (
	"net/http"
	"testing"
	"time"
)

// What a server says of a guide that is kept: whoever reads it offline afterwards reads the copy, or that there is none.
func TestWhatAServerSaysOfAKeptGuide(t *testing.T) {
	b := openBrowser(t)
	p := startProxy(t, b.url)
	x := <-b.tabs
	defer func() { b.tabs <- x }()
	const serversWord = `document.body.textContent.includes("in the server's place")`
	const path, moved = "/de/safety", "/de/side-effects"
	for _, c := range []struct {
		says          string
		answer        http.HandlerFunc
		shown         string // while it says so
		kept, keptNew bool   // afterwards
	}{
		{"404: there is no such guide any more", status(404), serversWord, false, false},
		{"410: it is gone", status(410), serversWord, false, false},
		{"403: something in between is in the way", status(403), serversWord, true, false},
		{"429: too much was asked", status(429), serversWord, true, false},
		{"500: it has a fault", status(500), copyIsRead, true, false},
		{"503: it is out of order", status(503), copyIsRead, true, false},
		{"200, and another page", status(200), serversWord, false, false},
		{"301: it has moved", redirect(301, moved), originalIsRead, false, true},
		{"302 to another host", redirect(302, b.url+"/livez"), `location.pathname === "/livez"`, true, false},
		{"nothing for a while", func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-time.After(15 * time.Second):
			case <-r.Context().Done():
			}
			panic(http.ErrAbortHandler)
		}, copyIsRead, true, false},
		{"nothing at all", noNetwork, copyIsRead, true, false},
	} {
		x.visit(t, p.url+"/de/therapy-session") // so that there is something to read in any case
		x.until(t, "the page knows what is kept", `!!document.querySelector(".keep") && !document.querySelector(".keep").hidden`)
		if ask[bool](t, x, `document.querySelector("[data-do=remove]").hidden`) {
			x.keepGuide(t)
		}
		x.visit(t, p.url+path)
		x.keepGuide(t)
		before := x.keptSince(t, path)
		p.answer(path, c.answer)
		x.visit(t, p.url+path)
		x.until(t, c.says, c.shown)
		x.visit(t, p.url+"/de/")
		x.settled(t, "/de/therapy-session")
		if got := x.keptSince(t, path); (got != "") != c.kept || c.kept && got != before {
			t.Errorf("%s: afterwards the copy is of %q, before of %q", c.says, got, before)
		}
		if got := x.keptSince(t, moved); (got != "") != c.keptNew {
			t.Errorf("%s: at the new address there is a copy of %q", c.says, got)
		}
		p.answer(path, nil)
		p.answer("*", noNetwork)
		want := nothingIsRead
		if c.kept {
			want = copyIsRead
		}
		x.visit(t, p.url+path)
		x.until(t, c.says+"; then offline", want)
		p.answer("*", nil)
		x.visit(t, p.url+"/de/therapy-session")
		for _, done := range []string{path, moved} {
			x.tell(t, "remove", done)
		}
	}
}

// settled waits until the worker has asked for every copy again. Tasks that change what is kept take turns, so that one that it is given now comes after.
func (x *tab) settled(t *testing.T, path string) {
	t.Helper()
	x.tell(t, "keep", path)
}

// tell sends the worker a task, and returns the date that it answers, "" if none.
func (x *tab) tell(t *testing.T, task, path string) string {
	t.Helper()
	return ask[string](t, x, `new Promise((resolve) => { const c = new MessageChannel(); c.port1.onmessage = (e) => resolve(e.data.kept || "");
		navigator.serviceWorker.ready.then((r) => r.active.postMessage({ do: "`+task+`", page: "`+path+`" }, [c.port2])); })`)
}
