package render

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/segment"
)

// inline writes an inline run. Raw HTML is shown as the text it is, and a link that [writer.href] refuses loses its target (R39).
func (d *writer) inline(run *segment.Run) {
	switch run.Kind {
	case segment.RunText:
		d.write(escapeKept(d.kept, run.Text))
	case segment.RunHTML:
		d.write(escape(run.Text))
	case segment.RunCode:
		d.write(`<code dir="ltr" translate="no">`, escape(run.Text), "</code>")
	case segment.RunSoftBreak:
		d.write("\n")
	case segment.RunHardBreak:
		d.write("<br>\n")
	case segment.RunEmphasis:
		d.children("<em>", run, "</em>")
	case segment.RunStrong:
		d.children("<strong>", run, "</strong>")
	case segment.RunStrikethrough:
		d.children("<del>", run, "</del>")
	case segment.RunFootnote:
		d.footnoteMark(run.Dest)
	case segment.RunLink, segment.RunAutolink:
		d.anchor(run)
	case segment.RunImage:
		var title markup
		if run.Title != "" {
			title = attr("title", run.Title)
		}
		d.image(run.Dest, run.PlainText(), title)
	default:
		d.children("", run, "")
	}
}

func (d *writer) children(before markup, run *segment.Run, after markup) {
	d.write(before)
	for i := range run.Children {
		d.inline(&run.Children[i])
	}
	d.write(after)
}

func (d *writer) anchor(run *segment.Run) {
	href, ok := d.href(run.Dest)
	if ok {
		d.write("<a", attr("href", href))
		if run.Title != "" {
			d.write(attr("title", run.Title))
		}
		d.write(">")
	}
	if run.Kind == segment.RunAutolink {
		d.write("<bdi dir=\"ltr\" translate=\"no\">", escape(run.Text), "</bdi>")
	} else {
		d.children("", run, "")
	}
	if ok {
		d.write("</a>")
	}
}

// href returns where a link leads: to pages of ours in the same locale, files of the content tree, the web, mailboxes and telephones. ok is
// false for everything else.
func (d *writer) href(dest string) (href string, ok bool) {
	u, err := url.Parse(dest)
	if err != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "https", "http", "mailto", "tel", "sms":
		return dest, true
	}
	if u.Scheme != "" || u.Host != "" || strings.Contains(dest, `\`) || strings.HasPrefix(dest, "//") { // for browsers, ///host is a host too
		return "", false
	}
	if u.Path == "" {
		return dest, strings.HasPrefix(dest, "#")
	}
	for _, p := range corpus.PathsOf(d.slug, u.Path) {
		if f, ok := d.assets.attached[p]; ok {
			return f.url + fragment(u), true
		}
		if p != Home {
			d.addLink(p)
		}
		if to := d.slugs.page(p); p == Home || to != "" {
			return d.documentURL(d.wanted, to) + fragment(u), true
		}
	}
	return dest, strings.HasPrefix(dest, "/")
}

// fragment returns the fragment of an address as it is written, such as "#page=2"; "" if it has none.
func fragment(u *url.URL) string {
	if u.Fragment == "" {
		return ""
	}
	return "#" + u.EscapedFragment()
}

// image writes an image whose file stands in the content tree. If there is none, it writes the text instead.
func (d *writer) image(dest, alt string, attributes markup) {
	if u, err := url.Parse(dest); err == nil && u.Scheme == "" && u.Host == "" {
		for _, p := range corpus.PathsOf(d.slug, u.Path) {
			f, ok := d.assets.attached[p]
			if !ok || !corpus.IsImage(p) {
				continue
			}
			d.write("<img", attr("src", f.url), attr("alt", alt), f.sizeAttrs(), attributes, ` loading="lazy">`)
			return
		}
	}
	d.write("<span", attributes, ">", escape(alt), "</span>")
}

// sizeAttrs returns the attributes by which a browser keeps the image's place free, and "" if its size is not known.
func (a attachment) sizeAttrs() markup {
	if a.width == 0 || a.height == 0 {
		return ""
	}
	return attr("width", strconv.Itoa(a.width)) + attr("height", strconv.Itoa(a.height))
}

const (
	maxLinks     = 64   // how many pages a document remembers at most that its links name
	tooManyLinks = Home // stands for further links; the slug of no guide
)

// addLink notes that the document changes when the page of that slug comes or goes.
func (d *writer) addLink(slug string) {
	switch {
	case slices.Contains(d.links, slug):
	case len(d.links) < maxLinks:
		d.links = append(d.links, strings.Clone(slug))
	case len(d.links) == maxLinks:
		d.links = append(d.links, tooManyLinks)
	}
}
