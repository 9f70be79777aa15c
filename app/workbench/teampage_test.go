package workbench

import (
	"bytes"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/workbench/team"
)

const teamIssuer = "http://127.0.0.1:1"

// withTeam returns a workbench of a team with one admin, who sends the requests, and one translator.
func withTeam(t *testing.T) (b *bench, log *bytes.Buffer) {
	t.Helper()
	b, log = newBench(t), &bytes.Buffer{}
	b.log = slog.New(slog.NewTextHandler(log, nil))
	b.write("locales/team.toml", "# of the ward\n[[person]]\nname = \"Ada\"\nissuer = \""+teamIssuer+"\"\nsubject = \"1\"\nadmin = true\n\n[[person]]\nname = \"Bo\"\nmail = \"bo@example.org\"\ntranslator = [\"es\", \"nl\"] # half days\n")
	b.signIn()
	b.person = team.Person{Name: "Ada", Issuer: teamIssuer, Subject: "1", Admin: true}
	return b, log
}

func (b *bench) teamFile() string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, "locales/team.toml"))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(data)
}

var (
	hiddenPerson = regexp.MustCompile(`<input type="hidden" name="(person|version)" value="([^"]*)">`)
	filledText   = regexp.MustCompile(`name="(name|mail|subject)" type="text"[^>]* value="([^"]*)">`)
	checkedBox   = regexp.MustCompile(`name="(\w+)" value="([^"]*)"[^>]* checked>`)
)

// personForm returns what the first form of a page sends that nobody has typed into.
func personForm(page string) url.Values {
	form := url.Values{}
	page, _, _ = strings.Cut(page, `action="/team/remove"`)
	for _, pattern := range []*regexp.Regexp{hiddenPerson, filledText, checkedBox} {
		for _, m := range pattern.FindAllStringSubmatch(page, -1) {
			form.Add(m[1], m[2])
		}
	}
	return form
}

// An admin adds, changes and removes people by plain forms; what is in the file besides stays, and each change is a line of the log.
func TestTeamIsChangedByAnAdmin(t *testing.T) {
	b, log := withTeam(t)
	if page := b.want(200, "/", nil).body; !strings.Contains(page, `<a href="/team">Team</a>`) {
		t.Error("an admin finds no way to the team")
	}
	list := b.want(200, "/team", nil).body
	for _, says := range []string{"bo@example.org", "es, nl", "known", "invited"} {
		if !strings.Contains(plain(list), says) {
			t.Errorf("the team says %s", plain(list))
		}
	}
	before := b.teamFile()
	if page := b.want(200, "/team?person=Bo", nil).body; !strings.Contains(page, `<p class="person"><bdi>Ada</bdi></p>`) {
		t.Errorf("it does not say who changes it: %s", plain(page))
	}
	form := personForm(b.want(200, "/team?person=Bo", nil).body)
	b.want(303, "/team", form)
	if after := b.teamFile(); after != before {
		t.Errorf("a form that nobody has typed into changed the file to\n%s", after)
	}
	form.Set("name", "Bo Test")
	form["translator"], form["reviewer"] = []string{"es"}, []string{"ru"}
	b.want(303, "/team", form)
	if s := b.teamFile(); !strings.Contains(s, "# of the ward") || !strings.Contains(s, "# half days") || !strings.Contains(s, `name = "Bo Test"`) || !strings.Contains(s, `reviewer = ["ru"]`) {
		t.Errorf("got\n%s", s)
	}
	a := b.want(303, "/team", url.Values{"person": {""}, "version": {""}, "name": {"Cy <b>\"x\"</b>"}, "mail": {"cy@example.org"}, "translator": {"*"}, "author": {"yes"}})
	page := b.want(200, a.Header.Get("Location"), nil).body
	if strings.Contains(page, "<b>") || !strings.Contains(plain(page), `The team now says so of Cy <b>"x"</b>.`) {
		t.Errorf("got %s", page)
	}
	b.want(303, "/team/remove", personForm(b.want(200, "/team?person=Bo+Test", nil).body))
	if s := b.teamFile(); strings.Contains(s, "bo@example.org") || !strings.Contains(s, "cy@example.org") {
		t.Errorf("got\n%s", s)
	}
	for _, line := range []string{`what="changed person in team" person="Bo Test" before=Bo`, `what="added person to team"`, `what="removed person from team" person="Bo Test"`} {
		if !strings.Contains(log.String(), line) {
			t.Errorf("%s is in no line of\n%s", line, log)
		}
	}
}

// 403, 404, 409, 422, and nothing is changed: only an admin changes the team, never over what somebody else has changed, and an admin stays.
func TestTeamRefuses(t *testing.T) {
	b, _ := withTeam(t)
	before := b.teamFile()
	bo, ada := personForm(b.want(200, "/team?person=Bo", nil).body), personForm(b.want(200, "/team?person=Ada", nil).body)
	if a := b.send("/team", bo, "Sec-Fetch-Site", "cross-site"); a.StatusCode != 403 {
		t.Errorf("from another site: got %d", a.StatusCode)
	}
	b.want(404, "/team?person=Nobody", nil)
	if a := b.want(422, "/team/remove", ada); !strings.Contains(plain(a.body), "make somebody else an admin first") {
		t.Errorf("the last admin: got %s", plain(a.body))
	}
	ada.Del("admin")
	b.want(422, "/team", ada)
	bad := url.Values{"person": {""}, "version": {""}, "name": {"Di"}, "mail": {"no address"}, "translator": {"<i>"}}
	if a := b.want(422, "/team", bad); !strings.Contains(plain(a.body), `"no address" is no mail address`) || !strings.Contains(a.body, `value="no address"`) {
		t.Errorf("got %s", plain(a.body))
	}
	b.want(422, "/team", url.Values{"name": {"BO"}, "mail": {"other@example.org"}})
	b.person.Admin = false
	b.want(403, "/team", nil)
	b.want(403, "/team", bo)
	b.want(403, "/team/remove", bo)
	b.person = team.Person{Name: "Eve", Issuer: teamIssuer, Subject: "9", Admin: true} // by the request, and not by the file of this moment
	b.want(403, "/team", bo)
	if after := b.teamFile(); after != before {
		t.Errorf("the file was changed to\n%s", after)
	}
	b.person = team.Person{Name: "Ada", Issuer: teamIssuer, Subject: "1", Admin: true}
	b.write("locales/team.toml", strings.Replace(before, "bo@", "bo.test@", 1))
	bo.Set("mail", "mine@example.org")
	a := b.want(409, "/team", bo)
	if !strings.Contains(plain(a.body), "bo.test@example.org") || !strings.Contains(a.body, `value="mine@example.org"`) {
		t.Errorf("got %s", plain(a.body))
	}
	b.want(409, "/team/remove", bo)
	b.want(303, "/team", personForm(a.body))
	if s := b.teamFile(); !strings.Contains(s, "mine@example.org") {
		t.Errorf("got\n%s", s)
	}
	b.write("locales/team.toml", before+"[[person]\n")
	for _, path := range []string{"/", "/team"} {
		if page := plain(b.want(200, path, nil).body); !strings.Contains(page, "team.toml:12") {
			t.Errorf("%s tells an admin of no fault: %s", path, page)
		}
	}
	if a := b.want(409, "/team", bo); !strings.Contains(plain(a.body), "mend it first") {
		t.Errorf("got %s", plain(a.body))
	}
	b.SignIn = nil
	b.want(403, "/team", nil)
}
