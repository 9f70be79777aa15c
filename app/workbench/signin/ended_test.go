package signin

import (
	"maps"
	"strconv"
	"testing"
	"time"
)

// Whoever kept a copy of a cookie is not let in with it once its session was ended; the person's other browsers are not signed out.
func TestACopyOfACookieEndsWithSigningOut(t *testing.T) {
	w := newWorkbench(t, origin, nil)
	w.enter(Path)
	other := maps.Clone(w.cookies)
	clear(w.cookies)
	w.enter(Path)
	kept := maps.Clone(w.cookies)
	w.do("POST", OutPath, "Sec-Fetch-Site", "same-origin")
	for status, cookies := range map[int]map[string]string{401: kept, 200: other} {
		w.cookies = maps.Clone(cookies)
		if who := w.do("GET", "/who"); who.status != status {
			t.Errorf("got %+v, want %d", who, status)
		}
	}
}

// Law 8: of the sessions that were ended those that are over anyway are forgotten first.
func TestEndedSessionsAreBounded(t *testing.T) {
	var e endedSessions
	now := time.Unix(start, 0)
	for n := range maxEnded {
		e.add(session{ID: strconv.Itoa(n), Began: now.Add(-SessionLength).Unix() - int64(n%2)}, now)
	}
	last := session{ID: "last", Began: now.Unix()}
	e.add(last, now)
	if len(e.sessions) != maxEnded/2+1 || !e.has(last) {
		t.Errorf("%d are remembered", len(e.sessions))
	}
	for n := range maxEnded {
		e.add(session{ID: "new" + strconv.Itoa(n), Began: now.Unix()}, now)
	}
	if len(e.sessions) != maxEnded {
		t.Errorf("%d are remembered", len(e.sessions))
	}
}
