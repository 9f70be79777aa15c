package po

import (
	"bytes"
	"fmt"
	"net/textproto"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
)

// header reads the header, which is the entry with an empty msgid and no msgctxt (gettext manual, section "Filling in the Header Entry").
func (r *reader) header(entries []*entry) error {
	headers := slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return !e.isHeader() || e.fault != nil })
	switch {
	case len(entries) > 0 && entries[0].fault != nil && bytes.Contains(r.Data, []byte("msgid")) && entries[0].context == nil && len(entries[0].id) == 0 && len(headers) == 0:
		return store.Faults{entries[0].fault} // of the header
	case len(headers) == 0:
		return r.Fault(0, "no header (msgid \"\"): this is no PO file of parlance export, or its beginning is missing")
	}
	for _, e := range headers[1:] {
		e.fault = store.At(r.File, r.Data, e.offset, "a second header (msgid \"\"): keep one")
	}
	fields := textproto.MIMEHeader{}
	for line := range strings.SplitSeq(string(headers[0].strs[0]), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			fields.Set(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	r.document = exchange.Document{File: r.File, Site: fields.Get(headerSite), Fingerprint: fields.Get(headerFingerprint)}
	if msg := r.language(fields.Get("Language"), fields.Get(headerLocale)); msg != "" {
		return r.Fault(headers[0].offset, "%s", msg)
	}
	r.categories = catalog.Categories(r.document.Target)
	if r.forms, r.formCount = formsOf(r.document.Target, fields.Get("Plural-Forms"), r.categories); r.formCount == 0 {
		r.pluralFault = fmt.Sprintf("the header's Plural-Forms are not those that went out (%s): a tool changed them, and nobody knows which msgstr is which form",
			pluralForms(r.document.Target, r.categories))
	}
	return nil
}

// language sets the locale from the header field Language, which has gettext's spelling, and our own, which is exact. It returns what is
// wrong with them, or "".
func (r *reader) language(gettext, own string) string {
	tag, own := strings.ReplaceAll(gettext, "_", "-"), strings.ReplaceAll(own, "_", "-")
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
