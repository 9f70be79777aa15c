package workbench

import (
	"strings"
	"testing"
	"time"
)

// Beside a text stands what helps to translate it.
func TestBeside(t *testing.T) {
	b := newBench(t)
	b.want(303, wardText, b.form(wardText, "Llame a [la sala](https://example.org/ward) si no puede dormir durante 3 noches."))
	french := strings.Replace(wardText, "/es/", "/ru/", 1)
	b.want(303, french, b.form(french, "Позвоните [в отделение](https://example.org/ward), если не можете заснуть 3 ночи."))
	b.write("content/sleep.md", strings.Replace(fixturePage, "for 3 nights", "for 4 nights", 1))
	b.sync()
	if err := b.Site.Reload(everything()); err != nil {
		t.Fatal(err)
	}
	page := b.want(200, wardText, nil).body
	for name, want := range map[string]string{
		"the author's note":        "the reader lies in bed",
		"what has gone":            "<del>3 </del>",
		"what has come":            "<ins>4 </ins>",
		"a previous translation":   "durante 3 noches.",
		"a link":                   `<code class="insert" dir="ltr">[…](https://example.org/ward)</code>`,
		"the history":              "(workbench): ",
		"the state":                "outdated.",
		"the direction of a field": `lang="es" dir="ltr"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not there: %q", name, want)
		}
	}
	arabic := b.want(200, strings.Replace(wardText, "/es/", "/ar/", 1)+"?beside=ru&beside2=es", nil).body
	if !strings.Contains(arabic, `name="other" lang="ar" dir="rtl"`) || !strings.Contains(arabic, `<option value="ru" selected>`) {
		t.Error("the field is not right to left, or the chosen language is not kept")
	}
}

// Likely translations come from the memory, with their likeness.
func TestMemoryIsShownWithItsLikeness(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.write("content/danger.md", strings.Replace(criticalPage, "Go to the hospital today.", "Sleep helps you to heal!", 1))
	b.sync()
	if err := b.Site.Reload(everything()); err != nil {
		t.Fatal(err)
	}
	m, page := b.moment(), ""
	l, _ := m.Locales.Find("es")
	alike := m.texts(l, "danger")[2]
	for range 100 { // a memory is used a little longer than making it took
		if page = plain(b.want(200, alike.path(), nil).body); strings.Contains(page, "% Sleep helps you to heal. Dormir le ayuda a sanar.") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("the text says %s", page)
}

// A text stands between those before and after it; its history says what each edit changed, and each is there to be taken back.
func TestNeighboursAndWhatAnEditChangedAreShown(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.want(303, firstText, b.form(firstText, "Dormir bien le ayuda a sanar."))
	page := b.want(200, firstText, nil).body
	for name, want := range map[string]string{
		"the text before": `<li><a href="/es/sleep/sleep.page.summary" lang="en" dir="ltr">How to sleep well.</a></li>`,
		"the text after":  `<li><a href="/es/sleep/sleep.at-night.heading" lang="en" dir="ltr">At night</a></li>`,
		"what changed":    `<p class="diff" lang="es" dir="ltr">Dormir <ins>bien </ins>le ayuda a sanar.</p>`,
		"an earlier text": `<span class="insert" lang="es" dir="ltr">Dormir le ayuda a sanar.</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not there: %q", name, want)
		}
	}
	after := b.want(200, "/es/sleep/sleep.at-night.heading", nil).body
	if !strings.Contains(after, `Sleep helps you to heal.</a> <span lang="es" dir="ltr">Dormir bien le ayuda a sanar.</span>`) {
		t.Error("the neighbour has no translation")
	}
}
