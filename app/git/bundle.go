package git

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Save is something that somebody did to files below the folder of the options.
type Save struct {
	Name, Mail string // who; where no address is known, one stands in its place that answers nobody
	What       string // "saved", for example
	Tag, Text  string // the locale, and the text or the page that it was done to
	Files      []string
	Removed    []string // files that are gone
}

// author is who a commit is of.
type author struct{ name, mail string }

// noReply stands for an address that is not known. Nobody has one in ".invalid" (RFC 2606).
const noReply = "noreply@parlance.invalid"

// author returns who did it, as git takes it: without what ends a name or an address there, and never empty.
func (s Save) author() author {
	a := author{identity(s.Name), strings.ReplaceAll(identity(s.Mail), " ", "")}
	if !strings.ContainsFunc(a.name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		a.name = "Workbench"
	}
	if !strings.Contains(a.mail, "@") {
		a.mail = noReply
	}
	return a
}

func identity(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune("<>\u2028\u2029", r) {
			return -1
		}
		return r
	}, text))
}

// bundle is what one person did within the time of a commit.
type bundle struct {
	began   time.Time
	files   map[string][]byte // as they were after the last save, by their paths in the repository; nil for one that was removed
	closed  bool              // it is being recorded
	authors []author          // more than one where too much waits
	tags    []string
	whats   []string
	counts  map[string]int // by what was done
	texts   []string       // the first of them
}

func newBundle() *bundle {
	return &bundle{began: time.Now(), files: map[string][]byte{}, counts: map[string]int{}}
}

// Bounds of what a commit says.
const (
	maxTexts   = 100
	maxTags    = 8
	maxAuthors = 100
)

func (b *bundle) add(s Save, files map[string][]byte) {
	for path, data := range files {
		b.files[path] = data
	}
	b.authors = addNew(b.authors, s.author(), maxAuthors)
	b.tags, b.whats = addNew(b.tags, s.Tag, maxTags), addNew(b.whats, s.What, maxTags)
	b.counts[s.What]++
	if len(b.texts) < maxTexts {
		b.texts = append(b.texts, s.What+" "+s.Text)
	}
}

func addNew[T comparable](list []T, one T, most int) []T {
	if len(list) >= most || slices.Contains(list, one) {
		return list
	}
	return append(list, one)
}

// holdsAny reports whether the bundle has a version of one of some files.
func (b *bundle) holdsAny(files map[string][]byte) bool {
	for path := range files {
		if _, ok := b.files[path]; ok {
			return true
		}
	}
	return false
}

// message returns what a commit says: how much was done in which languages, then to which texts, and who else took part.
func (b *bundle) message() string {
	did, total := make([]string, len(b.whats)), 0
	for i, what := range b.whats {
		did[i] = fmt.Sprintf("%d %s", b.counts[what], what)
		total += b.counts[what]
	}
	slices.Sort(b.tags)
	lines := append([]string{strings.Join(b.tags, ", ") + ": " + strings.Join(did, ", "), ""}, b.texts...)
	if more := total - len(b.texts); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	for i, a := range b.authors[1:] {
		if i == 0 {
			lines = append(lines, "")
		}
		lines = append(lines, fmt.Sprintf("Co-authored-by: %s <%s>", a.name, a.mail))
	}
	return strings.Join(lines, "\n") + "\n"
}
