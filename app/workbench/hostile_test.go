package workbench

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parlance/parlance/app/workbench/team"
)

// hostile is a text that ends whatever it is written into without being escaped.
const hostile = `"'></textarea></title></script><evil onclick=x>{{.}}<!`

// injected returns what a hostile text has become part of the page as, "" for nothing.
func injected(page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return err.Error()
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		loaded := n.Data != "script"
		for _, a := range n.Attr {
			loaded = loaded || a.Key == "src" || a.Key == "type" && a.Val == "application/json"
			if strings.HasPrefix(a.Key, "on") {
				return n.Data + " " + a.Key
			}
		}
		if n.Data == "evil" || !loaded {
			return n.Data
		}
	}
	return ""
}

// Glossaries, notes, reports, questions, names, comments, faults, addresses and the names of fields are texts and nothing else, wherever they are shown.
func TestHostileTextsAreTexts(t *testing.T) {
	b, _ := withTeam(t)
	quoted := strings.ReplaceAll(hostile, `"`, `\"`)
	b.person = both(hostile)
	b.person.Issuer, b.person.Subject, b.person.Admin = teamIssuer, "1", true
	b.write("locales/team.toml", fmt.Sprintf("[[person]]\nname = \"%s\"\nissuer = \"%s\"\nsubject = \"1\"\nadmin = true\n", quoted, teamIssuer))
	b.write("locales/glossary.toml", fmt.Sprintf("[\"heal\"]\nnote = \"%[1]s\"\nes = { translation = \"%[1]s\", forbidden = [\"%[1]sx\"] }\n", quoted))
	b.write("content/sleep.md", strings.Replace(fixturePage, "Sleep helps", "<!-- note: "+hostile+" -->\nSleep helps", 1))
	b.write("locales/locales.toml", strings.ReplaceAll(fixtureLocales, "Español", quoted))
	b.sync()
	b.write("locales/fr/sleep.fr.toml", "[x."+hostile+"]\nother = 1\n")
	b.write("data/reports.jsonl", fmt.Sprintf(`{"at":"2026-11-29T10:00:00Z","page":"sleep","locale":"es","key":"sleep.intro.p1","state":"draft","message":"%[1]s","text":"%[1]s"}`+"\n", quoted))
	if err := b.Site.Reload(everything()); err != nil {
		t.Fatal(err)
	}
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.want(303, firstText, b.form(firstText, "Dormir ayuda a sanar."))
	b.want(303, firstText+"/ask", url.Values{"to": {"author"}, "text": {hostile}})
	q := url.QueryEscape(hostile)
	shown := 0
	for _, path := range []string{
		"/", "/es", "/es/sleep", "/es/sleep?as=list&done=" + q, firstText, wardText + "?page=" + q + "&saved=" + q + "&done=" + q, "/es?state=" + q + "&q=" + q, "/es/" + url.PathEscape(hostile),
		"/team", "/team?person=" + q, "/team?done=set&of=" + q, "/" + url.PathEscape(hostile),
	} {
		a := b.send(path, nil)
		if what := injected(a.body); what != "" || a.StatusCode >= 500 {
			t.Errorf("%s: got %d, and %s in\n%s", path, a.StatusCode, what, a.body)
		}
		shown += strings.Count(plain(a.body), hostile[:12])
	}
	if shown < 12 {
		t.Errorf("the texts are shown %d times: where are the others?", shown)
	}
	form := url.Values{"other": {hostile}, hostile: {hostile}, "reason": {hostile}, "name": {hostile}, "mail": {hostile}, "translator": {hostile}, "person": {hostile}, "version": {hostile}, "id": {hostile}}
	for _, path := range []string{firstText, "/es/none", firstText + "/sign", firstText + "/revoke", firstText + "/answer", firstText + "/close", "/team", "/team/remove", "/sign-out"} {
		a := b.send(path, form)
		if what := injected(a.body); what != "" || a.StatusCode >= 500 {
			t.Errorf("POST %s: got %d, and %s in\n%s", path, a.StatusCode, what, a.body)
		}
	}
	if a := b.send(firstText+"/check", form); strings.Contains(a.body, "<evil") || !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") {
		t.Errorf("check: got %s", a.body)
	}
}

// A team file with any fault costs nobody a page, and gives nobody a right.
func TestFaultyTeamFileIsNoPanic(t *testing.T) {
	b, _ := withTeam(t)
	good := b.teamFile()
	for _, bad := range []string{"", "\x00", "\xff\xfe", "[[person]]\n", good + good, good + "\n[[person]]\nname = \"" + hostile + "\"", "person = 1", strings.Repeat("[", 100_000), good[:len(good)-20],
		"[[person]]\nname = \"\u202e\"\nmail = \"x@example.org\"\nadmin = true\n"} {
		b.write("locales/team.toml", bad)
		for _, path := range []string{"/", "/team"} {
			if a := b.send(path, nil); a.StatusCode != 200 || injected(a.body) != "" {
				t.Errorf("%.30q: %s: got %d, %s", bad, path, a.StatusCode, plain(a.body))
			}
		}
		if err := b.SignIn.Team().Set(t.Context(), accountOf(b.person), team.Seen{}, team.Person{Name: "Eve", Mail: "eve@example.org", Admin: true}); err == nil {
			t.Errorf("%.30q: the team was changed", bad)
		}
	}
}

// A few hundred kilobytes unpack to a gigabyte (law 8).
func TestPackedFormsAreNotUnpacked(t *testing.T) {
	b := newBench(t)
	var packed bytes.Buffer
	gz := gzip.NewWriter(&packed)
	if _, err := gz.Write([]byte(b.form(firstText, "Dormir ayuda.").Encode())); err != nil {
		t.Fatal(err)
	}
	if err := gz.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{firstText, firstText + "/check", "/es/none", "/team"} {
		a := b.post(path, packed.String(), "Content-Encoding", "gzip")
		if want := map[string]int{"/team": 403}[path]; a.StatusCode != cmp.Or(want, 415) || strings.Contains(a.body, "Dormir ayuda") {
			t.Errorf("%s: got %d, %s", path, a.StatusCode, plain(a.body))
		}
	}
	if got := b.stands("es", "sleep", "sleep.intro.p1"); got != "" {
		t.Errorf("it was saved: %q", got)
	}
}
