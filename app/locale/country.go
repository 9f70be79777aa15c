package locale

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// CountryName returns the name of a country, given by its code of ISO 3166-1, in the language and the script of a tag. ok is false if it is not known in that
// language: what x/text takes for near is not taken, which has Turkish names for Kurdish.
func CountryName(tag, code string) (name string, ok bool) {
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		return "", false
	}
	wanted := language.Make(tag)
	_, i, confidence := language.NewMatcher(display.Supported.Tags()).Match(wanted)
	found := display.Supported.Tags()[i]
	if confidence < language.High || !sameWriting(wanted, found) {
		return "", false
	}
	name = display.Regions(found).Name(region)
	return name, name != ""
}

// sameWriting reports whether two tags are of one language in one script.
func sameWriting(a, b language.Tag) bool {
	base, _ := a.Base()
	script, _ := a.Script()
	otherBase, _ := b.Base()
	otherScript, _ := b.Script()
	return base == otherBase && script == otherScript
}
