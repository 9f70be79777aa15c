package segment

import (
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/store"
)

// Alias is a slug that a page had before it was renamed.
type Alias struct {
	Slug      string
	Line, Col int // from 1, the column in characters
}

// maxAliases is the number of aliases that a page may have.
const maxAliases = 64

// aliases returns the names in a list of them.
func (p *frontMatterParser) aliases(value *unstable.Node, at span) (list []Alias) {
	if value.Kind != unstable.Array {
		p.faults.add(at.start, "aliases must be a list of names in quotes, for example aliases = [\"old-name\"]")
		return nil
	}
	for items := value.Children(); items.Next(); {
		item := items.Node()
		if item.Kind == unstable.Comment {
			continue
		}
		slug, where := string(item.Data), at
		if item.Kind == unstable.String {
			where = p.span(item.Raw)
		}
		if _, err := SlugOf(slug + ".md"); item.Kind != unstable.String || err != nil {
			p.faults.add(where.start, "an alias is the name that the page had in content/ before, in quotes and without .md, for example \"old-name\"")
			continue
		}
		place := store.At(p.faults.file, p.faults.text, where.start, "")
		list = append(list, Alias{slug, place.Line, place.Col})
	}
	if len(list) > maxAliases {
		p.faults.add(at.start, "a page has at most %d aliases", maxAliases)
	}
	return list
}
