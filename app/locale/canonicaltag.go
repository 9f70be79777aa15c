package locale

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// checkTag tells what is wrong with the tag of a locale, nil if nothing.
func checkTag(tag string) error {
	t, err := language.Raw.Parse(tag)
	if err != nil {
		return notALanguage(tag)
	}
	base, _, _ := t.Raw()
	switch {
	case base.String() == "und" || base.IsPrivateUse() || notOne[base.String()]:
		return notALanguage(tag)
	case len(t.Extensions()) > 0:
		return fmt.Errorf("%q has an extension; a locale is language, script, region and variants only", tag)
	}
	if want := canonical(t); want != tag {
		return fmt.Errorf("%q is spelled %q; write that", tag, want)
	}
	return nil
}

// notOne are the codes of ISO 639 that stand for no language one could write in.
var notOne = map[string]bool{"mis": true, "mul": true, "zxx": true}

// canonical is a tag's canonical spelling: today's language code, no script where it goes without saying (RFC 5646, section 4.5).
func canonical(t language.Tag) string {
	id, script := split(t)
	if alias, ok := known().aliases[id.base]; ok {
		base, aliasScript, region := parts(alias)
		if region == "" { // prs stays: that it is another name of fa-AF does not make it misspelled
			t = language.Raw.Make(join(base, first(script, aliasScript), id.region, id.variants))
		}
	}
	if c, err := (language.Default | language.SuppressScript).Parse(t.String()); err == nil {
		t = c
	}
	return t.String()
}

// join writes a tag of its parts, without those that are empty.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "-")
}

// checkRelated tells what is wrong with an entry of related, nil if nothing: it names a language, or a language and a script.
func checkRelated(tag string) error {
	if err := checkTag(tag); err != nil {
		return err
	}
	if id, _ := split(language.Raw.Make(tag)); id.region != "" || id.variants != "" {
		return fmt.Errorf("%q says too much; write a language or a language and a script, such as \"ku\" or \"zh-Hant\"", tag)
	}
	return nil
}
