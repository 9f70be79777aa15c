package cli

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// report sends a reader's report.
func (b *browser) report(t *testing.T, path, message string) {
	t.Helper()
	_, page := b.readers.get(path)
	fields := url.Values{"message": {message}}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`).FindAllStringSubmatch(page, -1) {
		fields.Set(m[1], m[2])
	}
	answer, err := http.PostForm(b.readers.url+path, fields)
	if err != nil || answer.StatusCode != 200 {
		t.Fatal(answer, err)
	}
	answer.Body.Close()
}

// Each thing that stands beside a text, in one browser and of one server.
func TestBesideATextInABrowser(t *testing.T) {
	ctx, tools := startChromium(t)
	b := &browser{process: startIn(t, besideTrees(t), "--work-addr", "127.0.0.1:0", "--as", "Ada"), tabs: make(chan *tab, 1)}
	b.toWorkbench()
	b.tabs <- openTab(t, ctx, b.url, tools)
	b.in(t, func(x *tab) {
		x.open(t, b.url+restText, 1280)
		for name, is := range map[string]string{
			"the English":                          `.english [lang=en] => Call [the ward](https://example.org/ward) within 2 days if the stem cell treatment makes you tired.`,
			"the author's note":                    `.note => Author's note: the reader lies in bed`,
			"what the English said before":         `.diff del => 3`,
			"what it says now":                     `.diff ins => 2`,
			"the previous translation":             `.previous .insert => ` + strings.Replace(tired, "2 días", "3 días", 1),
			"its English":                          `.previous .source => Call [the ward](https://example.org/ward) within 3 days if the stem cell treatment makes you tired.`,
			"a wrong rendering of a term":          `.terms li => stem cell: célula madre, never célula tallo`,
			"the text in another language":         `.beside-languages li [lang=ar] => اتصل [بالقسم](https://example.org/ward) خلال يومين.`,
			"and in a second one":                  `.beside-languages li [lang=de] => Rufen Sie [die Station](https://example.org/ward) an.`,
			"its state":                            `.state => outdated.`,
			"the way to the page as it is read":    `aside a[href="/es/rest"] => The page as readers will see it`,
			"the language and direction of a text": `textarea[lang=es][dir=ltr] => `,
		} {
			t.Run(name, func(t *testing.T) { x.says(t, is) })
		}
		t.Run("a likely translation with its likeness", x.memory)
		t.Run("a term goes in with one press", func(t *testing.T) { x.inserts(t, ".terms button", "célula madre") })
		t.Run("a link goes in with one press", func(t *testing.T) { x.inserts(t, ".pieces button", "[](https://example.org/ward)") })
		t.Run("a link goes around what is chosen", func(t *testing.T) { x.goesAround(t) })
		t.Run("other languages of one's choice", func(t *testing.T) { b.otherLanguages(t, x) })
		t.Run("readers who met it in English", func(t *testing.T) { b.metInEnglish(t, x) })
		t.Run("what is found is shown at the right letter", func(t *testing.T) { b.foundAtTheLetter(t, x) })
		t.Run("its history", func(t *testing.T) { b.textHistory(t, x) })
		t.Run("questions and answers", func(t *testing.T) { b.questions(t, x) })
		t.Run("what readers reported", func(t *testing.T) { b.reported(t, x) })
		t.Run("plural forms with a number each", func(t *testing.T) { b.pluralForms(t, x) })
		t.Run("what was read back", func(t *testing.T) { b.readBackBeside(t, x) })
	})
}

// says holds an element to saying something: "selector => text".
func (x *tab) says(t *testing.T, is string) {
	t.Helper()
	selector, want, _ := strings.Cut(is, " => ")
	got := ask[string](t, x, fmt.Sprintf(`document.querySelector(%q)?.textContent.trim().replace(/\s+/g, " ") ?? "nothing is there"`, selector))
	if got != want {
		t.Errorf("%s says %q, want %q", selector, got, want)
	}
}

func (x *tab) memory(t *testing.T) {
	got := ask[string](t, x, `document.querySelector(".memory li")?.textContent ?? ""`)
	if percent, rest, ok := strings.Cut(got, " % "); !ok || len(percent) != 2 || !strings.Contains(rest, "makes you sick") || !strings.Contains(rest, "le enferma") {
		t.Errorf("the memory says %q", got)
	}
	x.inserts(t, ".memory button", "Llame a [la sala](https://example.org/ward) antes de 5 días si el tratamiento con célula madre le enferma.")
}

// inserts presses a button by the keyboard, and holds the field to having its text then, and the focus.
func (x *tab) inserts(t *testing.T, button, text string) {
	t.Helper()
	const field = `document.querySelector("textarea[name=other]")`
	x.do(t, chromedp.Evaluate[chromedp.Void](field+`.focus(); `+field+`.value = ""; document.querySelector(`+fmt.Sprintf("%q", button)+`).focus()`), chromedp.KeyEvent(kb.Enter))
	if got := ask[string](t, x, field+`.value`); strings.TrimSpace(got) != text { // chromedp sends the character of Enter after its key
		t.Errorf("%s puts %q in, want %q", button, got, text)
	}
	if !ask[bool](t, x, `document.activeElement === `+field) {
		t.Errorf("after %s the focus is not on the field", button)
	}
}

// goesAround chooses a word, presses the button of a link, and writes on behind the word.
func (x *tab) goesAround(t *testing.T) {
	x.do(t, chromedp.Evaluate[chromedp.Void](`(f => { f.focus(); f.value = "Llame a la sala hoy."; f.setSelectionRange(8, 15); })(document.querySelector("textarea[name=other]"));
		document.querySelector(".pieces button").focus()`), chromedp.KeyEvent(" "), chromedp.KeyEvent(" 5"))
	if got := x.field(t); got != "Llame a [la sala 5](https://example.org/ward) hoy." {
		t.Errorf("the field holds %q", got)
	}
	x.do(t, chromedp.Evaluate[chromedp.Void]("localStorage.clear()"))
}

func (b *browser) otherLanguages(t *testing.T, x *tab) {
	x.open(t, b.url+"/es/rest?open=rest.intro.p1", 1280) // beside the real page, which stays
	x.waitFor(t, `document.activeElement.name === "other"`)
	x.retype(t, "Lo que escribo.")
	x.do(t, chromedp.Evaluate[chromedp.Void](`for (const [id, tag] of [["beside", "fr"], ["beside2", "ar"]]) document.getElementById(id).value = tag;
		document.querySelector("form[method=get] button").focus()`), chromedp.KeyEvent(kb.Enter))
	x.waitFor(t, `document.querySelector(".workbench-panel .beside-languages [lang=fr]")`)
	x.says(t, ".beside-languages li:nth-child(1) => fr (draft): Appelez [le service](https://example.org/ward).")
	x.says(t, ".beside-languages li:nth-child(2) => ar (draft): اتصل [بالقسم](https://example.org/ward) خلال يومين.")
	if got := x.field(t); got != "Lo que escribo." {
		t.Errorf("what was typed is %q then", got)
	}
	x.do(t, chromedp.Evaluate[chromedp.Void]("localStorage.clear()"))
	x.open(t, b.url+restText, 1280) // the choice is remembered
	x.says(t, ".beside-languages li:nth-child(1) => fr (draft): Appelez [le service](https://example.org/ward).")
}

func (b *browser) metInEnglish(t *testing.T, x *tab) {
	met := regexp.MustCompile(`met texts of this page in English ([0-9]+) times`)
	before := met.FindStringSubmatch(ask[string](t, x, `document.querySelector(".state").textContent`))
	for range 3 {
		b.readers.get("/es/rest")
	}
	x.open(t, b.url+restText, 1280)
	if got := met.FindStringSubmatch(ask[string](t, x, `document.querySelector(".state").textContent`)); before != nil || got == nil || got[1] != "3" {
		t.Errorf("it says %q, and before %q", got, before)
	}
}

func (b *browser) foundAtTheLetter(t *testing.T, x *tab) {
	x.open(t, b.url+restText, 1280)
	x.retype(t, "😀 "+strings.Replace(tired, "2 días", "9 días", 1)) // before the letter one that takes two units of UTF-16
	x.waitFor(t, `document.querySelector("#findings-other .error")?.textContent.includes("9")`)
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("textarea[name=other]").setSelectionRange(0, 0); document.querySelector("#findings-other .error button").focus()`), chromedp.KeyEvent(kb.Enter))
	if got := ask[string](t, x, `(f => f.name + ": " + f.value.slice(f.selectionStart).trim().split(" ")[0])(document.activeElement)`); got != "other: 9" {
		t.Errorf("it leads to %q", got)
	}
	x.do(t, chromedp.Evaluate[chromedp.Void]("localStorage.clear()"))
}

func (b *browser) textHistory(t *testing.T, x *tab) {
	x.open(t, b.url+restText, 1280)
	x.retype(t, tired)
	x.leave(t, ctrlEnter())
	x.open(t, b.url+restText, 1280)
	x.says(t, ".history li bdi => Ada")
	x.says(t, ".history li [lang=es] => "+tired)
	x.says(t, ".state => draft."+strings.TrimPrefix(ask[string](t, x, `document.querySelector(".state").textContent`), "draft."))
	if got := entry(t, b.dir, "es", "rest.intro.p1"); got != tired {
		t.Errorf("the catalog says %q", got)
	}
}

func (b *browser) questions(t *testing.T, x *tab) {
	x.open(t, b.url+restText, 1280)
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.getElementById("question").focus()`), chromedp.KeyEvent("¿Cansada o cansado?"))
	x.open(t, b.url+restText, 1280)
	x.waitFor(t, `document.getElementById("question").value === "¿Cansada o cansado?"`) // what was typed survives here too
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("form[action$='/ask'] button[type=submit]").focus()`))
	x.leave(t, chromedp.KeyEvent(kb.Enter))
	x.says(t, ".question => Ada asks the author: ¿Cansada o cansado?")
	x.says(t, "#question => ")
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("form[action$='/answer'] textarea").focus()`), chromedp.KeyEvent("Los dos."))
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("form[action$='/answer'] button").focus()`))
	x.leave(t, chromedp.KeyEvent(kb.Enter))
	if got := ask[string](t, x, `[...document.querySelectorAll(".note")].map((n) => n.textContent).join(" | ")`); !strings.Contains(got, "Asked by Ada: ¿Cansada o cansado? Ada: Los dos.") {
		t.Errorf("the notes are %q", got)
	}
	if kept := ask[int](t, x, `Object.keys(localStorage).filter((k) => k.startsWith("parlance.typed")).length`); kept != 0 {
		t.Errorf("%d forms are kept that were sent", kept)
	}
}

func (b *browser) reported(t *testing.T, x *tab) {
	b.report(t, "/es/rest/report/intro.p1", "No entiendo «célula».")
	x.open(t, b.url+restText, 1280)
	x.says(t, ".report [dir=auto] => No entiendo «célula».")
	x.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".report button").focus()`))
	x.leave(t, chromedp.KeyEvent(kb.Enter))
	x.says(t, ".done => The report was closed.")
	x.says(t, ".report => nothing is there")
}

func (b *browser) pluralForms(t *testing.T, x *tab) {
	x.open(t, b.url+"/ar/ui/ui.search.count", 1280)
	labels := ask[[]string](t, x, `[...document.querySelectorAll("textarea[lang=ar][dir=rtl]")].map((f) => f.name + " " + f.labels[0].textContent)`)
	if len(labels) != 6 {
		t.Fatalf("the fields are %q", labels)
	}
	for _, label := range labels {
		if !regexp.MustCompile(`^[a-z]+ العربية, as with [0-9.]+$`).MatchString(label) {
			t.Errorf("a field is %q", label)
		}
	}
	x.says(t, ".english => As with 1: {{.Count}} place found")
	x.inserts(t, ".pieces button", "{{.Count}}")
}

func (b *browser) readBackBeside(t *testing.T, x *tab) {
	x.open(t, b.url+"/es/rest/rest.intro.p2", 1280)
	x.says(t, ".readback => Call the ward within 50 days if the treatment makes you sick.")
	x.says(t, ".findings[aria-label] .error mark => 50 days if the treatment")
}
