package locale

import (
	"cmp"
	"fmt"

	"golang.org/x/text/language"
)

// checkTag returns what is wrong with the tag of a locale, nil if nothing.
func checkTag(tag string) error {
	t, err := language.Raw.Parse(tag)
	if err != nil {
		return notLanguageError(tag)
	}
	base, _, _ := t.Raw()
	switch {
	case base.String() == "und" || base.IsPrivateUse() || nonLanguages[base.String()]:
		return notLanguageError(tag)
	case len(t.Extensions()) > 0:
		return fmt.Errorf("%q has an extension; a locale is language, script, region and variants only", tag)
	}
	if want := canonicalTag(t); want != tag {
		return fmt.Errorf("%q is spelled %q; write that", tag, want)
	}
	return nil
}

// nonLanguages are the codes of ISO 639 that stand for no language one could write in.
var nonLanguages = map[string]bool{"mis": true, "mul": true, "zxx": true}

// notLanguageError returns the error for a tag that is no language.
func notLanguageError(tag string) error {
	return fmt.Errorf("%q is no language; write a BCP 47 tag such as \"ar\", \"pt-BR\" or \"zh-Hant\"", tag)
}

// canonicalTag returns a tag's canonical spelling: today's language code, no script where it goes without saying (RFC 5646, section 4.5).
func canonicalTag(t language.Tag) string {
	p := splitTag(t)
	// prs stays: that it is another name of fa-AF does not make it misspelled.
	if alias, ok := cldr().aliases[p.base]; ok && alias.region == "" {
		t = language.Raw.Make(joinTag(alias.base, cmp.Or(p.script, alias.script), p.region, p.variants))
	}
	if c, err := (language.Default | language.SuppressScript).Parse(t.String()); err == nil {
		t = c
	}
	return t.String()
}

// checkRelated returns what is wrong with an entry of related, nil if nothing: it is a language, or a language and a script.
func checkRelated(tag string) error {
	if err := checkTag(tag); err != nil {
		return err
	}
	if p := splitTag(language.Raw.Make(tag)); p.region != "" || p.variants != "" {
		return fmt.Errorf("%q says too much; write a language or a language and a script, such as \"ku\" or \"zh-Hant\"", tag)
	}
	return nil
}
