package locale

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Spelled returns a tag with hyphens and the letters of BCP 47 large or small: pt_BR and pt-br are pt-BR. What is no tag is returned as it is.
func Spelled(tag string) string {
	if t, err := language.Raw.Parse(tag); err == nil && strings.EqualFold(strings.ReplaceAll(tag, "_", "-"), t.String()) {
		return t.String()
	}
	return tag
}

// checkTag returns what is wrong with the tag of a locale, nil if nothing.
func checkTag(tag string) error {
	t, err := language.Raw.Parse(tag)
	base, _, _ := t.Raw()
	switch {
	case err != nil || base.IsPrivateUse() || slices.Contains(nonLanguages, base.String()):
		return fmt.Errorf("%q is no language; write a BCP 47 tag such as \"ar\", \"pt-BR\" or \"zh-Hant\"", tag)
	case len(t.Extensions()) > 0:
		return fmt.Errorf("%q has an extension; a locale is language, script, region and variants only", tag)
	}
	if want := canonicalTag(t); want != tag {
		return fmt.Errorf("%q is spelled %q; write that", tag, want)
	}
	return nil
}

// nonLanguages are the codes of ISO 639 that stand for no language one could write in.
var nonLanguages = []string{"und", "mis", "mul", "zxx"}

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

// Direction returns the direction of the script that a tag is written in, "ltr" or "rtl", and "auto" for what is no language (R26).
func Direction(tag string) string {
	parts, ok := parseTag(tag)
	if !ok {
		return "auto"
	}
	return direction(parts.script)
}

// tagParts is a tag in its parts. Those of a whole tag ([parseTag]) always have a script.
type tagParts struct {
	base     string // language, under today's code of CLDR: "he" for "iw"
	script   string // the tag's own, or the likely one
	region   string // the tag's own, or ""
	variants string // "valencia", or ""
}

// parseTag returns the parts of a tag, its script filled in. It reports false for what is no language: und, private use, syntax that x/text refuses.
func parseTag(tag string) (tagParts, bool) {
	t, err := language.Raw.Parse(tag)
	if err != nil {
		return tagParts{}, false
	}
	p := cldr().canonical(splitTag(t))
	p.script = cmp.Or(p.script, cldr().likelyScript(p.base, p.region))
	return p, p.base != "und"
}

func splitTag(t language.Tag) (p tagParts) {
	base, script, region := t.Raw()
	p.base = base.String()
	if script.String() != "Zzzz" {
		p.script = script.String()
	}
	if region.String() != "ZZ" {
		p.region = region.Canonicalize().String()
	}
	var variants []string
	for _, v := range t.Variants() {
		variants = append(variants, v.String())
	}
	p.variants = strings.Join(variants, "-")
	return p
}

// canonical replaces an old or long language code. What the tag has takes precedence over what an alias has.
func (d *cldrData) canonical(p tagParts) tagParts {
	if alias, ok := d.aliases[p.base]; ok {
		p.base, p.script, p.region = alias.base, cmp.Or(p.script, alias.script), cmp.Or(p.region, alias.region)
	}
	return p
}

// cutTag returns the parts of a tag in CLDR's lists, "language[-Script][-REGION]".
func cutTag(tag string) (p tagParts) {
	for i, part := range strings.Split(tag, "-") {
		switch {
		case i == 0:
			p.base = part
		case len(part) == 4:
			p.script = part
		default:
			p.region = part
		}
	}
	return p
}

func joinTag(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "-")
}
