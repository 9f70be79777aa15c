package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// R55, law 6, R30: everything that a site may say of itself and a page of its makers fits a phone, in every direction.
func TestR55WhoSpeaksInABrowser(t *testing.T) {
	b := openBrowser(t)
	for name, text := range map[string]string{
		"logo.svg":   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 20"><path d="M0 0h300v20H0z"/></svg>`, // as wide as a name in letters
		"made-by.md": "+++\ntitle = \"Made by\"\ndescription = \"A page with its makers.\"\norder = 9\npublished = 2026-01-01\nupdated = 2026-01-02\nauthors = [\"Dr. Ada Example\", \"د. فاطمة\"]\nreviewed_by = [\"Prof. Eve Example\"]\n\n[[sources]]\ntitle = \"A study\"\naddress = \"https://example.org/a/very-long-address-without-any-place-to-break-it-anywhere\"\n\n[[sources]]\ntitle = \"كتاب\"\nlang = \"ar\"\n+++\n\nWords.\n",
		"site.toml":  "name = \"The Example Clinic for Children\"\ndescription = \"Who we are.\"\noperator = \"Example Foundation\"\nlogo = \"logo.svg\"\nprivacy = \"safety\"\nimprint = \"made-by\"\n[contact]\nmail = \"a.very.long.name.that.goes.on@contact.example.org\"\ntelephone = \"+49 (0)30 123 456\"\naddress = \"1 Example Street, 10115 Exampletown\"\n[[emergency]]\ncountry = \"DE\"\nnumber = \"112\"\nservice = \"ambulance and fire brigade\"\nsource = \"https://www.example.org/112\"\n[[emergency]]\ncountry = \"TR\"\nnumber = \"112\"\nsource = \"https://www.example.org/tr\"\n",
	} {
		if err := os.WriteFile(filepath.Join(b.dir, "content", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b.await("/en/safety", "tel:+4930123456", true)
	for _, tag := range []string{"en", "ur", "de"} {
		l, _ := b.table.Find(tag)
		for _, path := range []string{"/", "/safety", "/made-by", "/safety/beside/en", "/safety/report", "/there-is-no-such-guide"} {
			if tag == "en" {
				path = strings.Replace(path, "beside/en", "beside/ar", 1)
			}
			b.in(t, func(x *tab) { x.examine(t, b.url+"/"+tag+path, l, true) })
		}
	}
}
