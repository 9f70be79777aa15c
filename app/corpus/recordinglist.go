package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// RecordableText is a text that a locale's readers get in their own language, with its recording.
type RecordableText struct {
	Key       string
	Locale    *locale.Locale
	Path      string     // in the content tree, that its recording has or is to have
	Recording *Recording // nil if there is none
}

// RecordableTexts returns the texts of a page that may be recorded for the readers of a locale, in the order of the page.
func (c *Corpus) RecordableTexts(p *Page, l *locale.Locale) (list []RecordableText) {
	recordings := c.Recordings.Page(p.Slug)
	for i, t := range p.Publication(l).Texts {
		part, ok := strings.CutPrefix(p.Keys[i], p.Slug+".")
		if !ok || !sameLanguage(t.Locale, l) || !p.IsShown(i) {
			continue
		}
		one := RecordableText{p.Keys[i], l, recordingPath(p.Slug, part, t, l), recordings.Of(part, t, l)}
		if one.Recording != nil {
			one.Path = one.Recording.Path
		}
		list = append(list, one)
	}
	return list
}

// IsShown reports whether a guide shows segment i: not its description where it has a summary.
func (s *Original) IsShown(i int) bool { return i != 1 || s.KeyMessage() == 1 }

// UnusedRecording is a recording that no reader hears, with the reason and what to do.
type UnusedRecording struct {
	Recording *Recording
	Tag       string // of its locale; "" if there is no such locale
	Key       string // of its text; "" if there is no such text
	Message   string
	Hint      string
}

// UnusedRecordings returns the recordings that no reader hears, in the order of their paths: those of texts that have changed or are gone.
func (c *Corpus) UnusedRecordings() (list []UnusedRecording) {
	pages := make(map[string]*Page, len(c.Pages))
	for _, p := range c.Pages {
		pages[p.Slug] = p
	}
	for _, r := range c.Recordings.All {
		name := c.Recordings.names[r]
		l, known := c.Locales.Find(name.tag)
		if !known {
			list = append(list, UnusedRecording{r, "", "", fmt.Sprintf("there is no locale %q", name.tag), "name it after a locale of locales.toml, or remove it"})
			continue
		}
		if u, unused := c.unused(r, name, l, pages); unused {
			list = append(list, u)
		}
	}
	return list
}

// unused returns why a recording is heard by nobody, and false where somebody hears it, or its page cannot be read.
func (c *Corpus) unused(r *Recording, name recordingName, l *locale.Locale, pages map[string]*Page) (u UnusedRecording, unused bool) {
	last := name.texts[len(name.texts)-1]
	u = UnusedRecording{r, l.Tag, "", fmt.Sprintf("there is no page %q", last.slug), "put it into the folder of its page, or remove it"}
	if to := c.Aliases[last.slug]; to != "" {
		u.Hint = fmt.Sprintf("the page has the name %q now: move the recording to %s/%s/", to, c.ContentTree.Path(RecordingsFolder), to)
	}
	for _, text := range name.texts {
		p := pages[text.slug]
		if c.unreadable[text.slug] {
			return u, false // whoever put it there has done nothing wrong (law 9)
		}
		if p == nil {
			continue
		}
		i := slices.Index(p.Keys, text.slug+"."+text.part)
		if i < 0 {
			if u.Key == "" {
				u.Message, u.Hint = fmt.Sprintf("the page %q has no text %q", text.slug, text.part), c.listHint(p, l)
			}
			continue
		}
		if !p.IsShown(i) {
			u.Key, u.Message, u.Hint = p.Keys[i], "readers see the summary in place of the description", c.listHint(p, l)
			continue
		}
		t := p.Publication(l).Texts[i]
		heard := c.Recordings.Page(text.slug).Of(text.part, t, l)
		if heard == r {
			return u, false
		}
		if !sameLanguage(t.Locale, l) && c.hasFault(l, text.slug) {
			return u, false
		}
		if u.Key == "" {
			u.Key = p.Keys[i]
			u.Message, u.Hint = c.whyUnheard(text, t, l, heard)
		}
	}
	return u, true
}

// whyUnheard returns why a recording of a text that there is, is heard by nobody. heard is the one that is heard in its place, or nil.
func (c *Corpus) whyUnheard(text recordedText, t Text, l *locale.Locale, heard *Recording) (message, hint string) {
	switch {
	case !sameLanguage(t.Locale, l):
		return fmt.Sprintf("readers of %s get this text in %s, and no recording of it", l.Tag, t.Locale.Tag),
			"translate the text or have it reviewed, so that it is published again; or remove the recording"
	case heard != nil:
		return "another recording is heard: " + c.ContentTree.Path(heard.Path), "remove this one"
	}
	return "the text has changed since it was recorded, and readers hear no recording",
		fmt.Sprintf("record the text of today as %s, and remove this one", c.ContentTree.Path(recordingPath(text.slug, text.part, t, l)))
}

// hasFault reports whether a page's catalog or its sign-offs are at fault, so that what they hold is not known.
func (c *Corpus) hasFault(l *locale.Locale, slug string) bool {
	return c.LeftOut(CatalogPath(l.Tag, slug), slug) || slices.ContainsFunc(c.Faults, func(f *store.Fault) bool {
		return f.File == c.CatalogName(l, slug) || f.File == c.CatalogTree.Path(LedgerPath(l.Tag))
	})
}

func (c *Corpus) listHint(p *Page, l *locale.Locale) string {
	return fmt.Sprintf("parlance status --recordings %s %s lists its texts and the names of their recordings", l.Tag, p.Slug)
}

// recordingFindings returns what is wrong with recordings, for each of some locales; with English what is of no locale.
func (c *Corpus) recordingFindings(locales []*locale.Locale) [][]Finding {
	found := make([][]Finding, len(locales))
	add := func(tag, file, key, message, hint string) {
		for n, l := range locales {
			if l.Tag == tag {
				one := check.Finding{Key: key, Form: "other", Rule: "recordings", Severity: check.Warning, Message: message, Hint: hint}
				found[n] = append(found[n], Finding{Finding: one, Tag: tag, File: file})
			}
		}
	}
	for _, f := range c.Recordings.Refused {
		add("en", f.File, "", f.Msg, "")
	}
	for _, u := range c.UnusedRecordings() {
		add(cmp.Or(u.Tag, "en"), c.ContentTree.Path(u.Recording.Path), u.Key, u.Message, u.Hint)
	}
	return found
}
