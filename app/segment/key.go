package segment

// Remembered is what the catalog of a page remembers about one key, live or retired.
type Remembered struct {
	Key     string
	Kind    Kind
	Text    string // the English that the key last stood for
	Retired bool   // its text has left the page
}

// Keys gives the key of each segment, and "" for fixed ones. memory is the page's English catalog in its order, retired
// entries included. The result depends on nothing else (law 4).
func (p *Page) Keys(memory []Remembered) []string { panic("thin path") }

// SlugOf gives the slug of a page's path below content/, for example "guides/a" for "guides/a.md". A path that
// makes no slug is an error.
func SlugOf(path string) (string, error) { panic("thin path") }
