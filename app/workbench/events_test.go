package workbench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// Fifty editors see within a second what one of them saves, and who is there.
func TestFiftyEditorsSeeASave(t *testing.T) {
	const editors = 50
	b := newBench(t)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Serve(ctx, ln) }()
	streams := make([]*bufio.Scanner, editors)
	for i := range streams {
		answer, err := http.Get(fmt.Sprintf("http://%s/events?at=es+text%d", ln.Addr(), i))
		if err != nil || answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream" || answer.Header.Get("X-Accel-Buffering") != "no" {
			t.Fatal(answer, err)
		}
		t.Cleanup(func() { answer.Body.Close() })
		streams[i] = bufio.NewScanner(answer.Body)
		streams[i].Buffer(nil, 1<<20)
	}
	await := func(stream *bufio.Scanner, text string) {
		t.Helper()
		for stream.Scan() {
			if strings.Contains(stream.Text(), text) {
				return
			}
		}
		t.Fatalf("the stream ended without %q: %v", text, stream.Err())
	}
	await(streams[editors-1], fmt.Sprintf("text%d", editors-2)) // of oneself nobody is told
	began := time.Now()
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	for _, stream := range streams {
		await(stream, `"kind":"saved","tag":"es","page":"sleep","key":"sleep.intro.p1","by":"Ada"`)
	}
	if took := time.Since(began); took > 20*time.Second { // a second on a machine that does nothing else
		t.Errorf("it took %v", took)
	} else {
		t.Logf("saved and seen by %d editors in %v", editors, took)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// Law 8: more pages than a bound are not told; who does not read loses events, and holds up nobody.
func TestWatchersAreBounded(t *testing.T) {
	s := newWatchers()
	at := func(tag, by, place string) []spot { return []spot{{tag, here{by, place}}} }
	slow := s.add("", at("es", "Ada", "x"), "")
	for range maxPending + 10 {
		s.tell(event{Kind: "saved", Tag: "es"})
	}
	if len(slow.events) != maxPending {
		t.Errorf("%d events wait", len(slow.events))
	}
	open := make([]*watcher, 0, maxWatchers)
	for range maxWatchers - 1 {
		open = append(open, s.add("", at("ar", "Bo", "y"), ""))
	}
	if slices.Contains(open, nil) || s.add("", at("ar", "Bo", "y"), "") != nil {
		t.Error("the bound does not hold")
	}
}

// A browser that was away for a moment is told what it missed; one that cannot be told, after a restart for example, is told that it missed something.
func TestEventsAreCaughtUpWith(t *testing.T) {
	s := newWatchers()
	at := []spot{{"es", here{"Ada", "x"}}, {"ar", here{"Ada", "z"}}}
	s.tell(event{Kind: "saved", Tag: "es", Key: "1"})
	first := s.id()
	s.add("b", at, "") // no page is new below
	for _, e := range []event{{Kind: "saved", Tag: "es", Key: "2"}, {Kind: "saved", Tag: "fr", Key: "3"}, {Kind: "signed", Tag: "ar", Key: "4"}} {
		s.tell(e)
	}
	for after, want := range map[string]string{
		"": "here here", s.id(): "here here", first: "saved 2 signed 4 here here", "older-3": "missed missed here here", s.run + "-x": "missed missed here here",
	} {
		w := s.add("b", at, after)
		var got []string
		for len(w.events) > 0 {
			e := <-w.events
			got = append(got, strings.TrimSpace(e.Kind+" "+e.Key))
			if e.id != s.id() && e.Kind == kindHere {
				t.Errorf("who is there is told as of %q, want %q", e.id, s.id())
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("after %q: got %q, want %q", after, got, want)
		}
	}
}

// A page is made before its stream is open: what was saved between the two is missed by nobody, and only that page is told to look again.
func TestANewPageLooksForWhatItMissed(t *testing.T) {
	s := newWatchers()
	at := func(places ...string) (list []spot) {
		for _, place := range places {
			list = append(list, spot{"es", here{"Ada", place}})
		}
		return list
	}
	for _, step := range []struct {
		browser string
		at      []spot
		missed  string
	}{
		{"b", at("safety"), "safety"},
		{"b", at("safety.intro.p1"), ""},
		{"b", at("safety", "session.a"), "session"},
		{"c", at("safety"), "safety"},
		{"", at("safety"), "safety"},
		{"b", at("safety", "session"), ""},
	} {
		w := s.add(step.browser, step.at, s.id())
		var missed []string
		for len(w.events) > 0 {
			if e := <-w.events; e.Kind == kindMissed {
				missed = append(missed, e.Page)
			}
		}
		if got := strings.Join(missed, " "); got != step.missed {
			t.Errorf("browser %q with %v: told to look at %q, want %q", step.browser, step.at, got, step.missed)
		}
	}
}

// Everybody is told who else is there: not of what they show themselves, in this stream or in the one before it; of themselves in another browser.
func TestWhoElseIsThere(t *testing.T) {
	s := newWatchers()
	ada := func(place string) []spot { return []spot{{"es", here{"Ada", place}}} }
	heard := func(w *watcher) string {
		var last []here
		for len(w.events) > 0 {
			last = (<-w.events).Here
		}
		return fmt.Sprint(last)
	}
	s.add("one", ada("x"), "")
	one := s.add("one", ada("y"), "")
	if got := heard(one); got != "[]" {
		t.Errorf("alone: %s", got)
	}
	two := s.add("two", ada("y"), "")
	bo := s.add("", []spot{{"es", here{"Bo", "y"}}}, "")
	if got := heard(one); got != "[{Ada y} {Bo y}]" {
		t.Errorf("in the first browser: %s", got)
	}
	if got := heard(bo); got != "[{Ada y}]" {
		t.Errorf("the other person hears of %s", got)
	}
	if got := heard(two); got != "[{Ada y} {Bo y}]" {
		t.Errorf("in the second browser: %s", got)
	}
}

// Who has lost their rights is told nothing more, while the stream is still open.
func TestAStreamEndsWithTheRights(t *testing.T) {
	b, _ := withTeam(t)
	person := b.person
	person.Issuer, person.Subject = teamIssuer, "1"
	entry := "[[person]]\nname = \"Ada\"\nissuer = \"" + teamIssuer + "\"\nsubject = \"1\"\n"
	b.write("locales/team.toml", entry+"translator = [\"es\"]\n")
	may := b.mayStillHear(person, b.moment(), []spot{{"es", here{"Ada", "x"}}, {"en", here{"Ada", "x"}}})
	w := b.watchers.add("", []spot{{"es", here{"Ada", "x"}}}, "")
	if !may() {
		t.Fatal("a translator hears nothing")
	}
	for _, file := range []string{entry, entry + "translator = [\"fr\"]\n", ""} {
		b.write("locales/team.toml", file)
		b.watchers.tell(event{Kind: "saved", Tag: "es", By: "Bo"})
		var out bytes.Buffer
		if b.watchers.write(bufio.NewWriter(&out), w, may); may() || strings.Contains(out.String(), "Bo") {
			t.Errorf("%q: got %s", file, out.String())
		}
	}
}
