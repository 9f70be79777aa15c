package workbench

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// After a save only the page that has changed is checked again, and what is found is that of today's texts, English and glossary.
func TestErrorsOfPagesAreThoseOfToday(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	faulty := func() []string {
		m := b.moment()
		l, _ := m.Locales.Find("es")
		return slices.Sorted(maps.Keys(m.faultyKeys(l)))
	}
	if got := faulty(); len(got) > 0 {
		t.Fatalf("of sound texts: %q", got)
	}
	checked := maps.Clone(b.errors.byTag["es"])
	file := "locales/es/sleep.es.toml"
	b.write(file, strings.Replace(b.read(file), "a sanar.", "a sanar 9.", 1))
	b.reload()
	if got := faulty(); !slices.Equal(got, []string{"sleep.intro.p1"}) {
		t.Errorf("of a wrong number: %q", got)
	}
	for id := range b.errors.byTag["es"] {
		delete(checked, id)
	}
	if len(checked) != 1 || len(b.errors.byTag["es"]) != 2 {
		t.Errorf("%d pages were checked again, %d are kept", len(checked), len(b.errors.byTag["es"]))
	}
	b.write(file, strings.Replace(b.read(file), "a sanar 9.", "a sanar.", 1))
	b.write("locales/glossary.toml", "[\"Sleep\"]\nes = { translation = \"sueño\", forbidden = [\"Dormir\"] }\n")
	b.reload()
	if got := faulty(); !slices.Equal(got, []string{"sleep.intro.p1"}) {
		t.Errorf("of a forbidden word: %q", got)
	}
}
