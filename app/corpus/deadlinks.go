package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// PathsOf returns the paths below content/ that a link of a page may mean, the likeliest first: from the folder of the page, or from content/
// itself if the link begins with "/"; a page's may end in ".md". The path of the list of guides is "". There is none if the link leads out of
// content/. slug is that of the page.
func PathsOf(slug, link string) []string {
	var paths []string
	add := func(p string) {
		p = strings.TrimSuffix(path.Clean(p), ".md")
		if p == "." {
			p = ""
		}
		if p != ".." && !strings.HasPrefix(p, "../") && !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	}
	if !strings.HasPrefix(link, "/") {
		add(path.Join(path.Dir(slug), link))
	}
	if !strings.HasPrefix(link, ".") {
		add(strings.TrimLeft(link, "/"))
	}
	return paths
}

// deadLinks returns the links and images of all pages that lead nowhere (R51).
func (c *Corpus) deadLinks() (list []Finding) {
	ids := make(map[string]map[string]bool, len(c.Pages))
	for _, p := range c.Pages {
		ids[p.Slug] = map[string]bool{}
		for i, s := range p.Segments {
			if s.Kind == segment.KindHeading {
				ids[p.Slug][p.Anchor(i)] = true
			}
		}
	}
	for _, p := range c.Pages {
		t := linkTargets{c, p.Slug, ids}
		add := func(at Position, key, text, msg, hint string) {
			if msg != "" {
				f := check.Finding{Key: key, Form: "other", Rule: "deadlinks", Severity: check.Error, Message: msg, Hint: hint}
				list = append(list, Finding{f, "en", p.File, at, "", text, ""})
			}
		}
		for i, s := range p.Segments {
			for _, r := range linksOf(s) {
				msg, hint := t.fault(r.Dest, r.Kind == segment.RunImage)
				if r.Kind == segment.RunLink && strings.TrimSpace(r.PlainText()) == "" {
					msg, hint = "a link without words", "put the words to be clicked between [ and ], or say what the image shows"
				}
				if msg != "" {
					add(positionInPage(p.Page, i, r.Start), p.Keys[i], s.Text, msg, hint)
				}
			}
		}
		eachImage(p.Blocks, func(b *segment.Block) {
			msg, hint := t.fault(b.Dest, true)
			add(Position{b.Line, b.Col}, "", "", msg, hint)
		})
	}
	return list
}

// LinksTo returns the places, as a person names them, of the links in pages that lead to a page by an address that it had before.
func (c *Corpus) LinksTo(alias string) (places []string) {
	for _, p := range c.Pages {
		for i, s := range p.Segments {
			for _, r := range linksOf(s) {
				u, err := url.Parse(r.Dest)
				if r.Kind == segment.RunLink && err == nil && u.Scheme+u.Host == "" && u.Path != "" && c.meant(p.Slug, u.Path) == alias {
					at := positionInPage(p.Page, i, r.Start)
					places = append(places, fmt.Sprintf("%s:%d:%d", p.File, at.Line, at.Col))
				}
			}
		}
	}
	return places
}

// meant returns the slug or alias of a page that a link of a page means, "" if it means none.
func (c *Corpus) meant(slug, link string) string {
	for _, p := range PathsOf(slug, link) {
		if c.Aliases[p] != "" || slices.ContainsFunc(c.Pages, func(page *Page) bool { return page.Slug == p }) {
			return p
		}
	}
	return ""
}

func linksOf(s segment.Segment) []*segment.Run {
	if !s.Kind.IsMarkdown() || !strings.ContainsAny(s.Text, "[<") {
		return nil
	}
	run, err := segment.InlineLike(s.Text, s.Text)
	if err != nil {
		return nil
	}
	return append(run.All(segment.RunLink), run.All(segment.RunImage)...)
}

func eachImage(blocks []segment.Block, visit func(*segment.Block)) {
	for i := range blocks {
		if blocks[i].Kind == segment.BlockImage {
			visit(&blocks[i])
		}
		eachImage(blocks[i].Children, visit)
	}
}

// linkTargets is what the links of a page may lead to.
type linkTargets struct {
	*Corpus
	slug string
	ids  map[string]map[string]bool // of headings, by slug
}

// fault returns why a link or an image leads nowhere, and what to do; "" if it leads somewhere or out of the site.
func (t linkTargets) fault(dest string, image bool) (msg, hint string) {
	u, err := url.Parse(dest)
	if err != nil || dest == "" {
		return fmt.Sprintf("the address “%s” cannot be read", dest), "write an address, as https://example.org/page or /slug"
	}
	outside := u.Scheme != "" || u.Host != ""
	switch {
	case strings.HasPrefix(dest, "//"):
		return fmt.Sprintf("the address “%s” has no scheme, and leads nowhere", dest), "write https: before it"
	case image && outside:
		return fmt.Sprintf("the image “%s” is not shown: images of other sites are not", dest), "put the file into content/ and name it here"
	case image:
		return t.imageFault(u.Path)
	case outside || strings.HasPrefix(u.Path, "/assets/"):
		return "", ""
	case u.Path == "":
		return t.fragmentFault(t.slug, u.Fragment)
	}
	for _, p := range PathsOf(t.slug, u.Path) {
		p = cmp.Or(t.Aliases[p], p)
		switch _, attached := t.Attachments.Data[p]; {
		case p == "" || attached:
			return "", ""
		case t.ids[p] != nil:
			return t.fragmentFault(p, u.Fragment)
		case t.missing(p): // whoever wrote the link has done nothing wrong (law 9)
			return "", ""
		}
	}
	if ext := path.Ext(u.Path); ext != "" && ext != ".md" {
		if !isAttached(u.Path) {
			return fmt.Sprintf("files like “%s” are not served", u.Path), "link to a PDF or an image in content/"
		}
		return fmt.Sprintf("there is no file “%s”", u.Path), t.otherCase(u.Path, "put it into content/ beside the page, or write its path from there")
	}
	return fmt.Sprintf("there is no page “%s”", strings.Trim(u.Path, "/")), t.otherCase(u.Path, "link to a page of content/, as /slug")
}

// otherCase returns the hint that a name differs from that of a page or a file in capital letters alone, and hint if it does not.
func (t linkTargets) otherCase(name, hint string) string {
	for _, p := range PathsOf(t.slug, name) {
		for target := range maps.Keys(t.ids) {
			if strings.EqualFold(target, p) {
				return "write it as /" + target
			}
		}
		for target := range maps.Keys(t.Attachments.Data) {
			if strings.EqualFold(target, p) {
				return "write it as /" + target
			}
		}
	}
	return hint
}

// missing reports whether there is a page or a file of that path, with or without ".md", that cannot be read.
func (t linkTargets) missing(p string) bool {
	file := t.ContentTree.Path(p)
	return t.unreadable[p] || t.below(file) || slices.ContainsFunc(t.Faults, func(f *store.Fault) bool { return f.File == file })
}

func (t linkTargets) imageFault(name string) (msg, hint string) {
	for _, p := range PathsOf(t.slug, name) {
		if _, ok := t.Attachments.Data[p]; !ok && IsImage(p) && t.missing(p) {
			return "", ""
		}
		if _, ok := t.Attachments.Data[p]; ok && IsImage(p) {
			return "", ""
		}
	}
	if !IsImage(name) {
		return fmt.Sprintf("“%s” is no image that can be shown", name), "use a file that ends in .png, .jpg, .gif, .webp, .avif or .svg"
	}
	return fmt.Sprintf("there is no image “%s”", name), t.otherCase(name, "put it into content/ beside the page, or write its path from there")
}

// maxNamedIDs is how many ids of headings a hint names.
const maxNamedIDs = 12

func (t linkTargets) fragmentFault(slug, id string) (msg, hint string) {
	if id == "" || t.ids[slug][id] {
		return "", ""
	}
	var ids []string
	for i, s := range t.page(slug).Segments {
		if s.Kind == segment.KindHeading && t.page(slug).Anchor(i) != "" {
			ids = append(ids, "#"+t.page(slug).Anchor(i))
		}
	}
	if len(ids) == 0 {
		return fmt.Sprintf("the page “%s” has no heading with the id “%s”", slug, id), "link to the page without #" + id
	}
	hint = "its headings are " + strings.Join(ids[:min(len(ids), maxNamedIDs)], ", ")
	return fmt.Sprintf("the page “%s” has no heading with the id “%s”", slug, id), hint + "; or write {#" + id + "} at the end of one"
}

func (c *Corpus) page(slug string) *Page {
	return c.Pages[slices.IndexFunc(c.Pages, func(p *Page) bool { return p.Slug == slug })]
}
