package po

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// header reads the entry with the empty msgid.
func (r *poReader) header(entries []*poEntry) error {
	var header *poEntry
	for _, e := range entries {
		switch {
		case e.header() && header != nil:
			return r.Fault(e.offset, "a second header (msgid \"\"): keep one")
		case e.header():
			header = e
		}
	}
	if header == nil {
		return r.Fault(0, "no header (msgid \"\"): this is no PO file of parlance export, or its beginning is missing")
	}
	fields := map[string]string{}
	for line := range strings.SplitSeq(header.strs[0], "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			fields[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
		}
	}
	field := func(name string) string { return fields[strings.ToLower(name)] }
	r.document = exchange.Document{File: r.File, Site: field(headerSite), Fingerprint: field(headerFingerprint)}
	if msg := r.language(field("Language"), field(headerLocale)); msg != "" {
		return r.Fault(header.offset, "%s", msg)
	}
	if msg := charset(field("Content-Type")); msg != "" {
		return r.Fault(header.offset, "%s", msg)
	}
	r.categories = catalog.Categories(r.document.Target)
	want := PluralForms(r.document.Target)
	if got := field("Plural-Forms"); bare(got) != bare(want) {
		r.plurals = fmt.Sprintf("the header's Plural-Forms are not those that went out (%s): a tool changed them, and nobody knows which msgstr is which form", want)
	}
	return nil
}

// language finds the locale. Our own header is exact; gettext's own says the same in gettext's spelling.
func (r *poReader) language(gettext, own string) string {
	tag := strings.ReplaceAll(gettext, "_", "-")
	primary := func(tag string) string {
		first, _, _ := strings.Cut(tag, "-")
		return strings.ToLower(first)
	}
	switch {
	case own == "" && tag == "":
		return "the header has no Language: write the locale there"
	case own != "" && tag != "" && primary(own) != primary(tag):
		return fmt.Sprintf("the header says two languages, %s (Language) and %s (%s): correct the wrong one", exchange.Excerpt(gettext), exchange.Excerpt(own), headerLocale)
	case own != "":
		tag = own
	}
	if !exchange.ValidTag(tag) {
		return fmt.Sprintf("the language %q is no language tag", exchange.Excerpt(tag))
	}
	r.document.Target = tag
	return ""
}

func charset(contentType string) string {
	_, name, ok := strings.Cut(strings.ToLower(contentType), "charset=")
	if name = strings.TrimSpace(name); ok && name != "utf-8" && name != "utf8" && name != "us-ascii" && name != "ascii" {
		return fmt.Sprintf("the header says that the file is in %s: convert it (msgconv -t UTF-8)", exchange.Excerpt(name))
	}
	return ""
}

// bare writes Plural-Forms without what means nothing in them.
func bare(forms string) string {
	count, plural, _ := strings.Cut(strings.TrimRight(strings.Join(strings.Fields(forms), ""), ";"), ";plural=")
	for strings.HasPrefix(plural, "(") && strings.HasSuffix(plural, ")") && strings.Count(plural, "(") == 1 {
		plural = plural[1 : len(plural)-1]
	}
	return count + ";" + plural
}
