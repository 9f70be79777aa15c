package workbench

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/workbench/team"
)

// R44: nobody signs their own words; somebody else does, and takes the signature back.
func TestSignatures(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	form := b.form(firstText, "")
	form.Set("note", "read by ear")
	own := b.want(403, firstText+"/sign", form)
	b.person = both("Bo")
	changed := b.want(409, firstText+"/sign", url.Values{"source": form["source"], "was": {"sha1-0"}, "note": {"read by ear"}})
	if !strings.Contains(own.body, "read by ear") || !strings.Contains(changed.body, "read by ear") {
		t.Errorf("the note is lost: %s\n%s", plain(own.body), plain(changed.body))
	}
	b.want(409, firstText+"/sign", url.Values{"source": form["source"], "was": {"sha1-0"}, "note": {"\u202e"}}) // before 422
	for _, note := range []string{"read \u202e twice", "read twice" + strings.Repeat("!", 1<<20)} {
		form.Set("note", note)
		if a := b.want(422, firstText+"/sign", form); !strings.Contains(plain(a.body), "The note cannot be kept") || !strings.Contains(a.body, note) {
			t.Errorf("a note that no ledger takes: got %.300s", plain(a.body))
		}
	}
	form.Set("note", "read\n twice")
	b.want(303, firstText+"/sign", form)
	if page := plain(b.want(200, firstText, nil).body); !strings.Contains(page, "reviewed.") {
		t.Errorf("the text says %s", page)
	}
	b.person = both("Ada")
	b.want(303, firstText+"/revoke", url.Values{})
	if page := plain(b.want(200, firstText, nil).body); !strings.Contains(page, "draft.") {
		t.Errorf("the text says %s", page)
	}
	b.person = someone("Cy", team.Translator)
	b.want(403, firstText+"/sign", form)
}

// The signatures of a page are taken back together, where some of its texts have none.
func TestSignaturesOfAPageAreTakenBack(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.want(422, "/es/sleep/revoke", url.Values{})
	b.person = both("Bo")
	b.want(303, firstText+"/sign", b.form(firstText, ""))
	a := b.want(303, "/es/sleep/revoke", url.Values{"note": {"wrong word"}})
	if page := plain(b.want(200, a.Header.Get("Location"), nil).body); !strings.Contains(page, "Texts whose signatures were taken back: 1.") {
		t.Errorf("got %s", page)
	}
}

// R44: whoever wrote words first may not sign them when somebody else has written them again.
func TestOwnWordsStayOwn(t *testing.T) {
	b := newBench(t)
	for _, save := range [][2]string{{"Ada", "Dormir le ayuda a sanar."}, {"Bo", "Dormir ayuda."}, {"Bo", "Dormir le ayuda a sanar."}} {
		b.person = both(save[0])
		b.want(303, firstText, b.form(firstText, save[1]))
	}
	b.person = both("ada")
	b.want(403, firstText+"/sign", b.form(firstText, ""))
}

// R44: another name in the team's list makes nobody somebody else; the ledger names who wrote the words.
func TestR44OwnWordsStayOwnUnderAnotherName(t *testing.T) {
	b := newBench(t)
	b.person = both("Ada Lovelace")
	b.person.Issuer, b.person.Subject = "https://login.example.org", "1"
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	data, err := os.ReadFile(filepath.Join(b.dir, "locales/es/reviews.jsonl"))
	if err != nil || !strings.Contains(string(data), `{"kind":"credit","key":"sleep.intro.p1",`) || !strings.Contains(string(data), `"by":"Ada Lovelace"`) || strings.Contains(string(data), "account") {
		t.Errorf("the ledger says %s, %v", data, err)
	}
	b.person.Name = "Countess of Nowhere"
	b.want(403, firstText+"/sign", b.form(firstText, ""))
	b.person.Subject = "2"
	b.want(303, firstText+"/sign", b.form(firstText, ""))
}

// What is left of a page is signed at once, but for one's own words; the form stands for what it showed.
func TestSignAPage(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.person = both("Bo")
	last := "/es/sleep/sleep.at-night.p2"
	b.want(303, last, b.form(last, "Pida ayuda **de inmediato**."))
	list := b.want(200, "/es/sleep?as=list", nil).body
	_, rest, _ := strings.Cut(list, `name="was" value="`)
	was, _, _ := strings.Cut(rest, `"`)
	b.want(409, "/es/sleep/sign", url.Values{"was": {"sha1-0"}})
	a := b.want(303, "/es/sleep/sign", url.Values{"was": {was}})
	if page := plain(b.want(200, a.Header.Get("Location"), nil).body); !strings.Contains(page, "Texts signed: 1.") || !strings.Contains(page, "your own: 1.") {
		t.Errorf("the page says %s", page)
	}
}

// Signed words of a critical page stay with readers until somebody signs others; the save says so, and they can be withdrawn at once.
func TestCriticalPageKeepsSignedWords(t *testing.T) {
	b := newBench(t)
	text := "/es/danger/danger.intro.p1"
	b.want(303, text, b.form(text, "Vaya hoy al hospital."))
	b.person = both("Bo")
	b.want(303, text+"/sign", b.form(text, ""))
	a := b.want(303, text, b.form(text, "Vaya al hospital hoy."))
	next := b.want(200, a.Header.Get("Location"), nil).body
	if !strings.Contains(plain(next), "readers go on getting the words that were signed") || !strings.Contains(next, `action="`+text+`/revoke"`) {
		t.Fatalf("the next page says %s", plain(next))
	}
	l, _ := b.Site.Snapshot().Locales.Find("es")
	served := func() string { return string(b.Site.Snapshot().Document("danger", l.Index).Body(0).Bytes) }
	if !strings.Contains(served(), "Vaya hoy al hospital.") {
		t.Error("readers do not get the signed words")
	}
	b.want(303, text+"/revoke", url.Values{})
	if strings.Contains(served(), "Vaya hoy al hospital.") {
		t.Error("readers still get the words that were withdrawn")
	}
}

// After the last text that was left there is no next one to say it on: the list of the page does.
func TestCriticalPageOffersToWithdrawAfterTheLastText(t *testing.T) {
	b := newBench(t)
	ui, err := os.ReadFile("../../locales/es/ui.es.toml")
	if err != nil {
		t.Fatal(err)
	}
	b.write("locales/es/ui.es.toml", string(ui))
	if err := b.Site.Reload(everything()); err != nil {
		t.Fatal(err)
	}
	last := "/es/danger/danger.intro.p1"
	for _, x := range [][2]string{
		{"/es/sleep/sleep.page.title", "Sueño"}, {"/es/sleep/sleep.page.summary", "Cómo dormir bien."}, {firstText, "Dormir le ayuda a sanar."},
		{"/es/sleep/sleep.at-night.heading", "De noche"}, {wardText, "Llame a [la sala](https://example.org/ward) si no puede dormir durante 3 noches."},
		{"/es/sleep/sleep.at-night.p2", "Pida ayuda **de inmediato**."}, {"/es/danger/danger.page.title", "Peligro"}, {"/es/danger/danger.page.summary", "Lo que es urgente."},
	} {
		b.want(303, x[0], b.form(x[0], x[1]))
	}
	a := b.want(303, last, b.form(last, "Vaya hoy al hospital."))
	if page := b.want(200, a.Header.Get("Location"), nil).body; !strings.Contains(plain(page), "Saved: danger.intro.p1.") || strings.Contains(page, "/revoke") {
		t.Errorf("%s says %s", a.Header.Get("Location"), plain(page))
	}
	b.person = both("Bo")
	b.want(303, last+"/sign", b.form(last, ""))
	a = b.want(303, last, b.form(last, "Vaya al hospital hoy."))
	page := b.want(200, a.Header.Get("Location"), nil).body
	if !strings.Contains(plain(page), "readers go on getting the words that were signed") || !strings.Contains(page, `action="`+last+`/revoke"`) {
		t.Errorf("%s says %s", a.Header.Get("Location"), plain(page))
	}
	b.person = someone("Cy", team.Translator)
	if page := b.want(200, a.Header.Get("Location"), nil).body; strings.Contains(page, "/revoke") {
		t.Error("who may not take signatures back is offered it")
	}
}

// Questions are asked, answered, listed while nobody has answered, and stand beside the text.
func TestQuestions(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText+"/ask", url.Values{"to": {"author"}, "text": {"¿Curarse <o> sanar?"}})
	b.want(422, firstText+"/ask", url.Values{"to": {"author"}, "text": {" \x00"}})
	b.want(422, wardText+"/ask", url.Values{"text": {strings.Repeat("ш", 4001)}})
	b.want(303, wardText+"/ask", url.Values{"text": {strings.Repeat("ш", 4000)}}) // 8,000 bytes
	if page := plain(b.want(200, "/es", nil).body); !strings.Contains(page, "¿Curarse <o> sanar?") {
		t.Errorf("the language says %s", page)
	}
	_, rest, _ := strings.Cut(b.want(200, firstText, nil).body, `name="id" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	b.want(404, firstText+"/answer", url.Values{"id": {"ffff"}, "text": {"Sanar."}})
	b.person = someone("Author", team.Author)
	b.want(303, firstText+"/answer", url.Values{"id": {id}, "text": {"Sanar."}})
	page := plain(b.want(200, firstText, nil).body)
	if !strings.Contains(page, "Asked by Ada : ¿Curarse <o> sanar?") || !strings.Contains(page, "Author : Sanar.") {
		t.Errorf("the text says %s", page)
	}
	b.want(403, firstText, url.Values{"other": {"x"}})
	questions, err := os.ReadFile(filepath.Join(b.dir, "locales/es/questions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	b.write("locales/es/questions.jsonl", string(questions)+"{\"kind\":\"question\",\"key\":\"sleep.in")
	if page := plain(b.want(200, "/es", nil).body); !strings.Contains(page, "questions.jsonl:4: this line is no question") {
		t.Errorf("a torn line is not told of: %s", page)
	}
}

// Readers' reports are shown to reviewers of their language alone, and closed by them.
func TestReports(t *testing.T) {
	b := newBench(t)
	line := b.report("sleep.intro.p1")
	b.person = someone("Cy", team.Translator)
	for _, path := range []string{"/es", firstText} {
		if page := plain(b.want(200, path, nil).body); strings.Contains(page, "wrong word") {
			t.Errorf("%s shows the report to a translator", path)
		}
	}
	b.person = someone("Bo", team.Reviewer)
	page := b.want(200, firstText, nil).body
	if !strings.Contains(plain(page), "wrong word") {
		t.Fatal(plain(page))
	}
	_, rest, _ := strings.Cut(page, `name="id" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	b.want(404, firstText+"/close", url.Values{"id": {"ffff"}})
	b.want(303, firstText+"/close", url.Values{"id": {id}})
	if page := plain(b.want(200, "/es", nil).body); strings.Contains(page, "wrong word") {
		t.Error("the report is still open")
	}
	if data, err := os.ReadFile(filepath.Join(b.dir, "data/reports.jsonl")); err != nil || !strings.HasPrefix(string(data), line) {
		t.Errorf("the report itself was changed: %s, %v", data, err)
	}
}

// A reviewer who does not translate reads and signs: there is nothing to be typed that could not be saved.
func TestReviewersWhoDoNotTranslateAreGivenNoFormToSave(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.person = someone("Bo", team.Reviewer)
	page := b.want(200, firstText, nil).body
	for _, want := range []string{" readonly ", "Translators of Español change this text.", "Sign these words and go on"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, not := range []string{"Save and go on", "data-check"} {
		if strings.Contains(page, not) {
			t.Errorf("the page says %q", not)
		}
	}
	b.person = someone("Cy", team.Translator)
	if page := b.want(200, firstText, nil).body; strings.Contains(page, " readonly ") || !strings.Contains(page, "Save and go on") {
		t.Error("a translator may not write")
	}
}
