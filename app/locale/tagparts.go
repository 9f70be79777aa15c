package locale

import (
	"strings"

	"golang.org/x/text/language"
)

// ident is a tag taken apart, with everything said that the tag leaves unsaid except the region.
type ident struct {
	base     string // language, by the name CLDR gives it today: "he" for "iw"
	script   string // always set: what the tag says, or the likely one
	region   string // what the tag says, or ""
	variants string // "valencia", or ""
}

// identify takes a tag apart. It returns false for what is no language: und, private use, syntax that x/text refuses.
func identify(tag string) (ident, bool) {
	t, err := language.Raw.Parse(tag)
	if err != nil {
		return ident{}, false
	}
	id, script := split(t)
	if id.base == "und" {
		return ident{}, false
	}
	return known().complete(id, script), true
}

// split gives the parts that a tag says, the script apart because it may be missing.
func split(t language.Tag) (id ident, script string) {
	base, s, r := t.Raw()
	id.base = base.String()
	if s.String() != "Zzzz" {
		script = s.String()
	}
	if r.String() != "ZZ" {
		id.region = r.Canonicalize().String()
	}
	var variants []string
	for _, v := range t.Variants() {
		variants = append(variants, v.String())
	}
	id.variants = strings.Join(variants, "-")
	return id, script
}

// complete replaces an old or long language code and fills in the script. What the tag says goes before what the alias says.
func (k *knowledge) complete(id ident, script string) ident {
	if alias, ok := k.aliases[id.base]; ok {
		base, aliasScript, aliasRegion := parts(alias)
		id.base, script = base, first(script, aliasScript)
		id.region = first(id.region, aliasRegion)
	}
	id.script = first(script, k.script(id.base, id.region))
	return id
}

// parent is the ident from which a locale inherits, in the same language and the same script, and false at the end of the line.
func (k *knowledge) parent(id ident) (ident, bool) {
	switch {
	case id.variants != "":
		id.variants = ""
	case id.region != "":
		tag, ok := k.parents[id.base+"-"+id.region]
		if !ok || k.script(id.base, id.region) != id.script {
			tag = k.parents[id.base+"-"+id.script+"-"+id.region]
		}
		_, _, id.region = parts(tag)
	case id.base == "nb" || id.base == "nn":
		id.base = "no"
	default:
		return ident{}, false
	}
	return id, true
}

// parts cuts a tag of CLDR's lists, "language[-Script][-REGION]".
func parts(tag string) (base, script, region string) {
	for i, part := range strings.Split(tag, "-") {
		switch {
		case i == 0:
			base = part
		case len(part) == 4:
			script = part
		default:
			region = part
		}
	}
	return base, script, region
}

// first is the first string that is not empty.
func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
