package xliff

import (
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// Read returns the document in an XLIFF 2.0 or 2.1 file as [Write] writes it and as tools change it: attributes and ids in another order,
// segments split, elements of other modules added. file is its name, for faults. The error is [store.Faults], and the document then is
// empty. A unit whose translation cannot be imported, for example because a code of the English is missing in it, has a Fault.
func Read(file string, data []byte) (exchange.Document, error) {
	in, err := exchange.NewInput(file, data)
	if err != nil {
		return exchange.Document{}, err
	}
	root, err := parseXML(in)
	if err != nil {
		return exchange.Document{}, err
	}
	r := reader{Input: in, byKey: map[string]*message{}, ids: map[string]bool{}}
	if err := r.root(root); err != nil {
		return exchange.Document{}, err
	}
	for _, f := range root.find(coreSpace, "file") {
		if err := r.within(f, meta{}); err != nil {
			return exchange.Document{}, err
		}
	}
	for _, m := range r.messages {
		r.document.Units = append(r.document.Units, r.complete(m))
	}
	return r.document, nil
}

type reader struct {
	*exchange.Input
	document   exchange.Document // without its units
	categories []string
	messages   []*message
	byKey      map[string]*message
	ids        map[string]bool // those of all unit elements so far
}

// root reads the element xliff.
func (r *reader) root(root *element) error {
	switch {
	case root.name != "xliff":
		return r.Fault(root.offset, "the file is no XLIFF but <%s>: import reads XLIFF 2.1 and PO", exchange.Excerpt(root.name))
	case root.space != coreSpace || !strings.HasPrefix(root.attr("version"), "2."):
		return r.Fault(root.offset, "XLIFF version %q: import reads 2.0 and 2.1 (xliff2po of translate-toolkit makes a PO file of 1.2)", exchange.Excerpt(root.attr("version")))
	case !strings.EqualFold(root.attr("srcLang"), "en"):
		return r.Fault(root.offset, "the source language is %q: exports are from en", exchange.Excerpt(root.attr("srcLang")))
	}
	tag := root.attr("trgLang")
	if !exchange.ValidTag(tag) {
		return r.Fault(root.offset, "trgLang is %q: it must be the locale", exchange.Excerpt(tag))
	}
	r.document = exchange.Document{File: r.File, Target: tag}
	r.categories = catalog.Categories(tag)
	return nil
}

// within reads the units in a file or a group. group is the metadata of the message whose plural forms they are.
func (r *reader) within(e *element, group meta) error {
	switch own := metaOf(e); {
	case own.pairs == nil:
	case e.name == "group":
		group = own
	case r.document.Fingerprint != "" && own.pairs["fingerprint"] != r.document.Fingerprint:
		return r.Fault(e.offset, "the file holds exports of two sites: import each by itself")
	default:
		r.document.Site, r.document.Fingerprint = own.pairs["site"], own.pairs["fingerprint"]
	}
	for _, child := range e.children {
		var err error
		switch {
		case child.space != coreSpace:
		case child.name == "group":
			err = r.within(child, group)
		case child.name == "unit":
			err = r.unit(child, group)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
