package workbench

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
)

const (
	firstText = "/es/sleep/sleep.intro.p1"
	wardText  = "/es/sleep/sleep.at-night.p1"
)

// A save is in the catalog, in the history and with readers when it is answered, and leads to the next text.
func TestSave(t *testing.T) {
	b := newBench(t)
	a := b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	if to := a.Header.Get("Location"); !strings.HasPrefix(to, "/es/sleep/sleep.at-night.") {
		t.Errorf("it leads to %q", to)
	} else if page := b.want(200, to, nil); !strings.Contains(plain(page.body), "Saved: sleep.intro.p1.") {
		t.Errorf("the next text says %s", plain(page.body))
	}
	if got := b.stands("es", "sleep", "sleep.intro.p1"); got != "Dormir le ayuda a sanar." {
		t.Errorf("the catalog says %q", got)
	}
	records, _, err := b.Journal.Records("es", "")
	if err != nil || len(records) != 1 || records[0].By != "Ada" || records[0].Via != catalog.ViaWorkbench {
		t.Errorf("the history has %v, %v", records, err)
	}
	l, _ := b.Site.Snapshot().Locales.Find("es")
	if doc := b.Site.Snapshot().Document("sleep", l.Index); !strings.Contains(string(doc.Body(0).Bytes), "Dormir le ayuda a sanar.") {
		t.Error("readers do not get it")
	}
}

// Sent again, by the back button for example, the same words are no conflict and change nothing (law 5).
func TestSaveTwice(t *testing.T) {
	b := newBench(t)
	form := b.form(firstText, "Dormir le ayuda a sanar.")
	b.want(303, firstText, form)
	b.want(303, firstText, form)
	if records, _, _ := b.Journal.Records("es", ""); len(records) != 1 {
		t.Errorf("the history has %v", records)
	}
}

// 409: somebody else was quicker. All three texts are shown, nothing is stored, and the form then stands for what there is now.
func TestConflictShowsThreeTexts(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "El sueño ayuda."))
	mine := b.form(firstText, "Dormir le ayuda a sanar.")
	b.person = both("Bo")
	b.want(303, firstText, b.form(firstText, "Dormir ayuda a curarse."))
	a := b.want(409, firstText, mine)
	for _, text := range []string{"El sueño ayuda.", "Dormir ayuda a curarse.", "Dormir le ayuda a sanar."} {
		if !strings.Contains(plain(a.body), text) {
			t.Errorf("%q is not shown: %s", text, plain(a.body))
		}
	}
	if got := b.stands("es", "sleep", "sleep.intro.p1"); got != "Dormir ayuda a curarse." {
		t.Errorf("the catalog says %q", got)
	}
	again := url.Values{"other": {"Dormir le ayuda a curarse."}}
	for _, m := range hidden.FindAllStringSubmatch(a.body, 2) {
		again.Set(m[1], m[2])
	}
	b.want(303, firstText, again)
}

// 409 against what one has saved oneself, in another window or before going back: it is not said to be somebody else's.
func TestConflictWithOnesOwnSave(t *testing.T) {
	b := newBench(t)
	old := b.form(firstText, "Dormir le ayuda a sanar.")
	b.want(303, firstText, b.form(firstText, "Dormir ayuda a curarse."))
	if said := plain(b.want(409, firstText, old).body); !strings.Contains(said, "have saved here yourself") || strings.Contains(said, "somebody else has changed") {
		t.Errorf("it says %s", said)
	}
	b.person = both("Bo")
	if said := plain(b.want(409, firstText, old).body); !strings.Contains(said, "somebody else has changed") {
		t.Errorf("to Bo it says %s", said)
	}
}

// The last save of a language says so too, and what a script called the form comes back with every answer that did what it asked for, and with no other.
func TestTheLastSaveIsSaid(t *testing.T) {
	b := newBench(t)
	to := firstText
	for range 200 {
		m := b.moment()
		p, ok := m.find("es", strings.TrimPrefix(to, "/es/"))
		if !ok {
			t.Fatal(to)
		}
		form := b.form(to, joined(m.unit(p).Source))
		for _, category := range catalog.Categories("es") {
			form.Set(category, m.unit(p).Source.Get("other"))
		}
		form.Set("reason", "it stays in English here")
		form.Set("sent", "form-1")
		a := b.want(303, to, form)
		next, err := a.Location()
		if err != nil || next.Query().Get("sent") != "form-1" {
			t.Fatal(next, err)
		}
		page := b.want(200, next.RequestURI(), nil)
		if !strings.Contains(page.body, `data-sent="form-1"`) || !strings.Contains(plain(page.body), "Saved: "+p.key+".") {
			t.Fatalf("%s says %s", next, plain(page.body))
		}
		if to = next.Path; next.Query().Get("as") == "list" {
			return
		}
	}
	t.Error("there is no end")
}

// 409: the English has changed meanwhile. What was typed is shown beside both.
func TestConflictWithTheEnglish(t *testing.T) {
	b := newBench(t)
	form := b.form(firstText, "Dormir le ayuda a sanar.")
	b.write("content/sleep.md", strings.Replace(fixturePage, "Sleep helps you to heal.", "Sleep helps you to heal quickly.", 1))
	b.sync()
	if err := b.Site.Reload(everything()); err != nil {
		t.Fatal(err)
	}
	a := b.want(409, firstText, form)
	for _, text := range []string{"Dormir le ayuda a sanar.", "heal quickly."} {
		if !strings.Contains(plain(a.body), text) {
			t.Errorf("%q is not shown: %s", text, plain(a.body))
		}
	}
}

// 404: the text has gone from the catalog, or the catalog itself has, while somebody typed. It is no conflict, and what was typed is shown.
func TestTextThatHasGoneFromTheCatalog(t *testing.T) {
	b := newBench(t)
	form := b.form(firstText, "Dormir le ayuda a sanar.")
	path := filepath.Join(b.dir, "locales/es/sleep.es.toml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	entry := strings.Index(string(data), "[sleep.intro.p1]")
	b.write("locales/es/sleep.es.toml", string(data[:entry])+string(data[entry+strings.Index(string(data[entry:]), "\n\n"):]))
	for _, name := range []string{"the entry", "the catalog"} {
		if a := b.want(404, firstText, form); textareaOf(t, a.body, "other") != "Dormir le ayuda a sanar." || !strings.Contains(plain(a.body), "run parlance sync") {
			t.Errorf("%s: got %s", name, plain(a.body))
		}
		if err := os.Remove(path); err != nil && name == "the entry" {
			t.Fatal(err)
		}
	}
}

// 422: what can harm or mislead readers is refused whatever the reason, and shown again.
func TestRefusedWhateverTheReason(t *testing.T) {
	b := newBench(t)
	for name, words := range map[string]string{
		"link":      "Llame a [la sala](https://evil.example/) si no puede dormir durante 3 noches.",
		"markup":    "Llame a **la [sala](https://example.org/ward)** si no puede dormir durante 3 noches.",
		"html":      "Llame a <b>[la sala](https://example.org/ward)</b> si no puede dormir durante 3 noches.",
		"telephone": "Llame a [la sala](https://example.org/ward), 911, si no puede dormir durante 3 noches.",
		"direction": "Llame a [la sala](https://example.org/ward)\u202E si no puede dormir durante 3 noches.",
	} {
		t.Run(name, func(t *testing.T) {
			form := b.form(wardText, words)
			form.Set("reason", "because I say so")
			a := b.want(422, wardText, form)
			if got := textareaOf(t, a.body, "other"); got != words {
				t.Errorf("the field holds %q, want %q", got, words)
			}
			if got := b.stands("es", "sleep", "sleep.at-night.p1"); got != "" {
				t.Errorf("%q was saved", got)
			}
		})
	}
}

// 422: another error passes with a reason, which stands in the catalog as a comment that check knows.
func TestPassesWithAReason(t *testing.T) {
	b := newBench(t)
	words := "Llame a [la sala](https://example.org/ward) si no puede dormir durante 4 noches."
	form := b.form(wardText, words)
	a := b.want(422, wardText, form)
	if !strings.Contains(a.body, `name="reason"`) || textareaOf(t, a.body, "other") != words || !strings.Contains(a.body, "save it, and say why") || strings.Contains(a.body, "# check: allow") {
		t.Fatal(plain(a.body))
	}
	for reason, says := range map[string]string{
		"no": "The reason does not do", strings.Repeat("x", 401): "longer than 400 letters", "the ward\nsays four": "a line break", "the ward \u202esays four": "nobody sees",
	} {
		form.Set("reason", reason)
		if a := b.want(422, wardText, form); !strings.Contains(plain(a.body), says) || textareaOf(t, a.body, "other") != words {
			t.Errorf("%q: got %s", reason, plain(a.body))
		}
	}
	form.Set("reason", "the ward here says four")
	b.want(303, wardText, form)
	if got := b.stands("es", "sleep", "sleep.at-night.p1"); got != words {
		t.Errorf("the catalog says %q", got)
	}
	m := b.moment()
	p, _ := m.find("es", "sleep/sleep.at-night.p1")
	text, err := b.open(m, p)
	if err != nil {
		t.Fatal(err)
	}
	if some, _ := hasErrors(m.findings(text, text.own.Forms, text.own.Comments)); some || len(text.own.Comments) == 0 {
		t.Errorf("check still finds an error beside %q", text.own.Comments)
	}
}

// What is too long, or nothing, is shown again and not saved (law 8).
func TestBounds(t *testing.T) {
	b := newBench(t)
	long := strings.Repeat("palabra ", 1<<17) + "fin"
	if a := b.want(422, firstText, b.form(firstText, long)); textareaOf(t, a.body, "other") != long {
		t.Error("what was typed is lost")
	}
	b.want(422, firstText, b.form(firstText, " "))
}

// 403, 404, 409, 422, in this order, and what was typed is shown by each.
// The key of a text may be named without the page that it begins with: that leads to its one address, and a form is taken there too.
func TestATextIsFoundByTheRestOfItsKey(t *testing.T) {
	b := newBench(t)
	if to := b.want(301, "/es/sleep/at-night.p1?beside=ru", nil).Header.Get("Location"); to != wardText+"?beside=ru" {
		t.Errorf("it leads to %q", to)
	}
	if to := b.want(301, "/es/sleep/", nil).Header.Get("Location"); to != "/es/sleep" {
		t.Errorf("the page with a slash leads to %q", to)
	}
	b.want(404, "/es/sleep/at-night.p9", nil)
	b.want(303, "/es/sleep/at-night.p1", b.form(wardText, wardSpanish))
	if got := b.stands("es", "sleep", "sleep.at-night.p1"); got != wardSpanish {
		t.Errorf("the catalog says %q", got)
	}
}

// Who saves and stays comes back to the same text.
func TestSaveAndStay(t *testing.T) {
	b := newBench(t)
	form := b.form(firstText, "Dormir le ayuda a sanar.")
	form.Set("stay", "1")
	if to := b.want(303, firstText, form).Header.Get("Location"); !strings.HasPrefix(to, firstText+"?") {
		t.Errorf("it leads to %q", to)
	}
}
