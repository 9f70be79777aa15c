package locale

// parent returns what a locale inherits from, in the same language and script (CLDR parentLocales), and reports false where there is nothing more.
func (d *cldrData) parent(p tagParts) (tagParts, bool) {
	switch {
	case p.variants != "":
		p.variants = ""
	case p.region != "":
		tag, ok := d.parents[p.base+"-"+p.region]
		if !ok || d.likelyScript(p.base, p.region) != p.script {
			tag = d.parents[p.base+"-"+p.script+"-"+p.region]
		}
		p.region = cutTag(tag).region
	case p.base == "nb" || p.base == "nn":
		p.base = "no"
	default:
		return tagParts{}, false
	}
	return p, true
}

// Parents returns the served locales from which l inherits, nearest first: for es-MX es-419, then es (CLDR parentLocales). They
// are of the same language and script; English is a parent only of other English.
func (t *Table) Parents(l *Locale) []*Locale {
	p, ok := parseTag(l.Tag)
	if !ok {
		return nil
	}
	parents := t.withParts(p, func(other *Locale) bool { return len(other.Tag) < len(l.Tag) })
	for p, ok = cldr().parent(p); ok; p, ok = cldr().parent(p) {
		parents = append(parents, t.withParts(p, func(other *Locale) bool { return other.Index != l.Index })...)
	}
	return parents
}

// withParts returns the locales whose tags have the same parts, for example both zh and zh-Hans, as far as keep reports true.
func (t *Table) withParts(p tagParts, keep func(*Locale) bool) []*Locale {
	var found []*Locale
	for i := range t.Locales {
		other := &t.Locales[i]
		if parts, ok := parseTag(other.Tag); ok && parts == p && keep(other) {
			found = append(found, other)
		}
	}
	return found
}
