package workbench

import (
	"bytes"
	"crypto/sha256"
	"embed" // the templates, and the files that the browser loads
	"encoding/hex"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/workbench/team"
)

//go:embed templates assets
var files embed.FS

// pages are the templates, by the names of their files without the ending. They escape by themselves.
var pages = sync.OnceValue(func() *template.Template {
	functions := template.FuncMap{"join": strings.Join, "percent": func(share float64) int { return int(share * 100) }}
	return template.Must(template.New("").Funcs(functions).ParseFS(files, "templates/*.html"))
})

// asset is a file that the browser loads.
type asset struct {
	contentType string
	data        []byte
}

// ownAssets are the files that the pages of the workbench load, by names that carry a hash of what they hold, and these names by the plain ones.
var ownAssets = sync.OnceValues(func() (byName map[string]asset, names map[string]string) {
	byName, names = map[string]asset{}, map[string]string{}
	kinds := map[string]string{"workbench.css": "text/css; charset=utf-8", "workbench.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}
	for name, contentType := range kinds {
		data := embedded(name)
		switch name {
		case "workbench.js":
			data = slices.Concat(embedded("typed.js"), embedded("others.js"), embedded("text.js"), embedded("notes.js"), embedded("realpage.js"), data)
		case "workbench.css":
			data = slices.Concat(data, embedded("states.css"))
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(name)
		hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
		byName[hashed], names[name] = asset{contentType, data}, "/workbench/"+hashed
	}
	return byName, names
})

func embedded(name string) []byte {
	data, err := files.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return data
}

// ownAsset handles "/workbench/<name>". The name carries a hash, so that the file never changes.
func (w *Workbench) ownAsset(c *fiber.Ctx) error {
	byName, _ := ownAssets()
	a, ok := byName[c.Params("name")]
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderCacheControl, headers.Immutable.CacheControl)
	c.Set(fiber.HeaderContentType, a.contentType)
	return c.Send(a.data)
}

// frame is what every page of the workbench has around its own.
type frame struct {
	Title               string
	Style, Script, Icon string   // addresses
	Person              string   // "" where nobody is known
	Account             string   // tells what this person typed in a browser from what others did, whatever they are called; "" where nobody is known
	SignOut             bool     // whether the person can sign out
	Admin               bool     // whether the person changes the team
	TeamFaults          []string // of the team's file, for those who can mend it
	Tag                 string   // of the locale that the page is about, "" for none
	Place               string   // that others are told of: a key, or a slug
	Sent                string   // how the script named the form that led here, because what it asked for was done; "" for none
}

func (w *Workbench) frame(c *fiber.Ctx, title string) frame {
	_, names := ownAssets()
	f := frame{Title: title, Style: names["workbench.css"], Script: names["workbench.js"], Icon: names["icon.svg"], Sent: c.Query("sent")}
	if person, ok := c.Locals(personKey{}).(team.Person); ok {
		f.Person, f.SignOut = person.Name, w.SignIn != nil
		sum := sha256.Sum256([]byte(person.Issuer + " " + person.Subject))
		f.Account = hex.EncodeToString(sum[:6])
		if f.Admin = w.SignIn != nil && person.May(team.Admin, ""); f.Admin {
			for _, fault := range w.SignIn.Team().Faults() {
				f.TeamFaults = append(f.TeamFaults, fault.Error())
			}
		}
	}
	return f
}

// show answers with a page.
func (w *Workbench) show(c *fiber.Ctx, status int, name string, data any) error {
	var page bytes.Buffer
	if err := pages().ExecuteTemplate(&page, name+".html", data); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Status(status).Send(page.Bytes())
}
