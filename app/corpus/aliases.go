package corpus

import (
	"fmt"
	"maps"
	"strings"

	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// addAliases adds the addresses that pages had before. One that means something else, or that another page has already, leads nowhere and is a fault.
func (c *Corpus) addAliases(pages []*segment.Page) {
	c.Aliases = map[string]string{}
	slugs := maps.Clone(c.unreadable)
	for _, p := range pages {
		slugs[p.Slug] = true
	}
	for _, p := range pages {
		for _, a := range p.Front.Aliases {
			msg, _, _ := strings.Cut(c.SlugConflict(a.Slug), ": rename")
			if first, taken := c.Aliases[a.Slug]; taken {
				msg = fmt.Sprintf("the page %s has it too", first)
			} else if slugs[a.Slug] {
				msg = "there is a page of that name"
			}
			if msg != "" {
				c.Faults = append(c.Faults, &store.Fault{File: p.File, Line: a.Line, Col: a.Col, Msg: fmt.Sprintf("the alias %q leads nowhere: %s: delete the alias", a.Slug, msg)})
				continue
			}
			c.Aliases[a.Slug] = p.Slug
		}
	}
}
