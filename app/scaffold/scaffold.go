// Package scaffold makes the files that a site begins with: the interface in its languages, who stands behind it, a first page, and what builds and checks it.
//
// It promises: the files pass parlance check and parlance sync --check once sync has laid the catalogs out, and nothing in them is about the pages of another
// site. Nothing that is there is written over.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/locales"
)

// File is a file of a site, below its folder.
type File struct {
	Path string
	Data []byte
}

// Language is a language that a site is to be served in.
type Language struct{ Tag, Name string }

// LanguageOf returns the language of a tag, or of "tag=name". The error says that it is none, or that its own name is to be given.
func LanguageOf(arg string) (Language, error) {
	tag, name, named := strings.Cut(arg, "=")
	tag, err := locale.Canonical(strings.TrimSpace(tag))
	if err != nil {
		return Language{}, err
	}
	if tag == "en" {
		return Language{}, errors.New("en is what is translated: name other languages")
	}
	if name = strings.TrimSpace(name); !named || name == "" {
		ok := false
		if name, ok = Name(tag); !ok {
			return Language{}, fmt.Errorf("nobody here knows what %s is called in itself: write %s=NAME", tag, tag)
		}
	}
	return Language{tag, name}, nil
}

// Name returns the own name of a language: that of the table in the binary, or else CLDR's.
func Name(tag string) (string, bool) {
	if l, ok := shipped().Find(tag); ok {
		return l.Name, true
	}
	return locale.OwnName(tag)
}

// shipped returns the table of locales in the binary.
func shipped() *locale.Table {
	data, err := store.ReadFile(locales.FS, "locales.toml")
	if err != nil {
		panic(err) // it is compiled in
	}
	table, err := locale.ParseTable("locales.toml", data)
	if err != nil {
		panic(err)
	}
	return table
}

// ofOneSite are the texts of the interface that speak of one site's pages, with what stands for them in every other.
func ofOneSite(title string) map[string]string {
	return map[string]string{
		"ui.site.name": title, "ui.site.tagline": "Information in your language", "ui.home.title": "Guides",
		"ui.home.intro": "Here are all guides of this site.", "ui.home.summary": "All guides of this site, in your language.",
	}
}

var message = regexp.MustCompile(`(?m)^(?:#.*\n)*\[([\w.-]+)\]\n(?:[^\n]+\n)*`)

// Interface returns the interface of a site in English, and in those of its languages that it is translated into.
func Interface(title string, languages []Language) (files []File, err error) {
	own := ofOneSite(strings.ReplaceAll(title, "{{", "{ {"))
	english, err := store.ReadFile(locales.FS, "en/ui.en.toml")
	if err != nil {
		return nil, err
	}
	english = message.ReplaceAllFunc(english, func(block []byte) []byte {
		text, ok := own[string(message.FindSubmatch(block)[1])]
		if !ok {
			return block
		}
		head, _, _ := bytes.Cut(block, []byte("\nother = "))
		return slices.Concat(head, []byte("\nother = "+tomltext.QuoteBasic(text)+"\n"))
	})
	source, err := catalog.Parse("ui.en.toml", english)
	if err != nil {
		return nil, err
	}
	files = append(files, File{"locales/en/ui.en.toml", english})
	for _, l := range languages {
		name := path.Join(l.Tag, "ui."+l.Tag+".toml")
		data, err := store.ReadFile(locales.FS, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		data = message.ReplaceAllFunc(data, func(block []byte) []byte {
			if _, ok := own[string(message.FindSubmatch(block)[1])]; ok {
				return nil
			}
			return block
		})
		translated, err := catalog.Parse("ui."+l.Tag+".toml", data)
		if err != nil {
			return nil, err
		}
		files = append(files, File{"locales/" + name, catalog.SyncLocale(source, translated, catalog.Categories(l.Tag)).Bytes()})
	}
	return files, nil
}

// SiteFile returns who stands behind a site, as far as a title says it.
func SiteFile(title string) File {
	return File{"content/site.toml", []byte("# Who stands behind the site and how to reach them. Fill in what is yours: operator, and below [contact] mail, telephone and address.\nname = " +
		tomltext.QuoteBasic(title) + "\n")}
}

//go:embed files
var templates embed.FS

// New returns the files of a new site. name is that of its folder.
func New(name string, languages []Language, today time.Time) ([]File, error) {
	title := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune("{}[]<>*_`|\\", r) {
			return ' '
		}
		return r
	}, name))
	if title == "" || title == "." || title == "/" {
		title = "Guides"
	}
	files, err := Interface(title, languages)
	if err != nil {
		return nil, err
	}
	var table bytes.Buffer
	table.WriteString("# The languages that are served, in the order of the links to them. parlance add TAG --name \"OWN NAME\" adds one.\nmin_coverage = 0.8\n\n[[locale]]\ntag = \"en\"\nname = \"English\"\n")
	for _, l := range languages {
		fmt.Fprintf(&table, "\n[[locale]]\ntag = %s\nname = %s\ndrafts = \"human\"\nrelated = []\n", tomltext.QuoteBasic(l.Tag), tomltext.QuoteBasic(l.Name))
	}
	files = append(files, SiteFile(title), File{"locales/locales.toml", table.Bytes()})
	values := strings.NewReplacer("TITLE", title, "TODAY", today.Format(time.DateOnly), "NEXTYEAR", today.AddDate(1, 0, 0).Format(time.DateOnly),
		"FIRSTTAG", languages[0].Tag)
	for from, to := range map[string]string{"first-guide.md": "content/first-guide.md", "Makefile": "Makefile", "README.md": "README.md", "check.yml": ".github/workflows/check.yml",
		"ci.sh": "ci.sh", "gitignore": ".gitignore", "gitattributes": ".gitattributes"} {
		data, err := templates.ReadFile("files/" + from)
		if err != nil {
			return nil, err
		}
		files = append(files, File{to, []byte(values.Replace(string(data)))})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}
