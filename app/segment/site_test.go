package segment

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const wholeSite = `name = "A <script>alert(1)</script> Clinic"
description = "We run the site."
operator = "Foundation"
logo = "images/logo.svg"
privacy = "privacy"
imprint = "/imprint.md"

[contact]
mail = "info@example.org"
telephone = "+49 (0)30 123-456"
address = "1 Street, 10115 Town"

[[emergency]]
country = "DE"
number = "112"
service = "ambulance"
source = "https://example.org/112"

[[emergency]]
country = "id"
number = "112"
source = "https://example.org/id"
`

func TestR55SiteSaysWhoStandsBehindIt(t *testing.T) {
	p, err := ParseSite("site.toml", []byte(wholeSite))
	if err != nil {
		t.Fatal(err)
	}
	s := p.Site
	for _, c := range []struct{ got, want string }{
		{p.Segments[s.Name].Text, "A <script>alert(1)</script> Clinic"}, // text, which is escaped where it is shown
		{p.Segments[s.Description].Text, "We run the site."},
		{p.Segments[s.Operator].Text, "Foundation"},
		{p.Segments[s.Address].Text, "1 Street, 10115 Town"},
		{p.Segments[s.Emergency[0].Service].Text, "ambulance"},
		{s.Logo.Name, "images/logo.svg"}, {s.Privacy.Name, "privacy"}, {s.Imprint.Name, "imprint"},
		{s.Mail, "info@example.org"}, {Telephone(s.Telephone), "tel:+4930123456"},
		{s.Emergency[1].Country, "ID"}, {s.Emergency[1].Number, "112"}, {s.Emergency[1].Source, "https://example.org/id"},
		{strings.Join(p.Keys(nil), " "), "site.name site.summary site.operator site.address site.emergency.de-112"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if s.Emergency[1].Service != -1 || s.Imprint.Line != 6 || p.Segments[s.Address].Line != 11 {
		t.Errorf("got %+v, %+v", s, p.Segments)
	}
}

func TestSiteWithoutFields(t *testing.T) {
	for _, src := range []string{"", "# nothing\n", "\uFEFF\r\n"} {
		p, err := ParseSite("site.toml", []byte(src))
		if err != nil || len(p.Segments) != 0 || p.Site.Name != -1 || p.Site.Address != -1 {
			t.Errorf("%q: got %v, %+v", src, err, p)
		}
	}
}

func TestSiteFaultsCostOneField(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"Name = \"A\"", "1:1: a field is written in small letters: write it as name"},
		{"colour = \"A\"", `1:1: unknown field "colour": the fields here are name, description, operator, logo, privacy and imprint`},
		{"mail = \"a@example.org\"", "1:1: mail belongs below a line [contact]"},
		{"[contact]\nname = \"A\"", "2:1: name belongs above the first line that begins with ["},
		{"name = A", "1:8: the text stands between no quotation marks"},
		{"name = “A”", "1:8: “ (U+201C) is a typographic quotation mark"},
		{"name = 1", "1:8: name must be a text in quotes"},
		{"name = \"\"", "1:8: name is empty"},
		{"name = \"a\\u202eb\"", "1:8: name holds U+202E"},
		{"name = \"a\\u2066b\"", "1:8: the text opens a direction isolate"},
		{"name = \"{\\u007B.X}}\"", "1:8: instructions for another program"},
		{"operator = \"**A**\"", "1:12: operator is plain text"},
		{"operator = \"A\"\noperator = \"B\"", "2:1: operator stands here a second time"},
		{"logo = \"../a.svg\"", "1:8: logo is the name of an image below content/"},
		{"privacy = \"https://example.org\"", "1:11: privacy is the name of a page"},
		{"[contacts]", "1:2: unknown table \"contacts\""},
		{"[[contact]]", "1:3: there is one contact"},
		{"[contact]\nmail = \"a@example.org\"\n[contact]\naddress = \"A\"", "3:2: [contact] stands here a second time"},
		{"[emergency]\ncountry = \"DE\"", "1:2: there may be several emergency numbers: write it as [[emergency]]"},
		{"contact = \"a@example.org\"", "1:1: unknown field \"contact\""},
		{"[contact]\nmail = \"mailto:a@example.org\"", "2:8: mail is one e-mail address"},
		{"[contact]\nmail = \"A <a@example.org>\"", "2:8: mail is one e-mail address"},
		{"[contact]\nmail = \"a@example.org?bcc=b@example.org\"", "2:8: mail is one"},
		{"[contact]\ntelephone = \"1-800-DOCTOR\"", "2:13: telephone is a telephone number"},
		{"[contact]\ntelephone = 112", "2:13: telephone must be a text in quotes"},
		{"[[emergency]]\ncountry = \"DE\"\nnumber = \"112\"", "1:3: this emergency number has no source, and readers do not get it"},
		{"[[emergency]]\ncountry = \"DE\"\nnumber = \"112\"\nsource = \"http://example.org\"", "4:10: source is the address of a page, which begins with https://"},
		{"[[emergency]]\ncountry = \"DE\"\nnumber = \"112\"\nsource = \"javascript:alert(1)\"", "4:10: source is the address"},
		{"[[emergency]]\ncountry = \"UK\"\nnumber = \"999\"\nsource = \"https://example.org\"", "2:11: country is a code of ISO 3166-1: write it as country = \"GB\""},
		{"[[emergency]]\ncountry = \"Germany\"\nnumber = \"112\"\nsource = \"https://example.org\"", "2:11: country is a code of two letters"},
		{"[[emergency]]\ncountry = \"XX\"\nnumber = \"112\"\nsource = \"https://example.org\"", "2:11: country is a code of two letters"},
		{"[[emergency]]\ncountry = \"DE\"\nnumber = \"110/112\"\nsource = \"https://example.org\"", "3:10: number is one number"},
		{strings.Repeat("[[emergency]]\ncountry = \"DE\"\nnumber = \"112\"\nsource = \"https://example.org\"\n", 2), "5:3: the number 112 of DE stands here a second time"},
		{"name = \"A\"\n<<<<<<< HEAD\n", "2:1: two versions of a text were not merged here"},
		{"name = \"\xff\"", "1:9: this is not UTF-8"},
	} {
		_, err := ParseSite("site.toml", []byte(c.src+"\n"))
		if err == nil || !strings.Contains(err.Error(), "site.toml:"+c.want) {
			t.Errorf("%q: got %v, want %s", c.src, err, c.want)
		}
		// Whatever else stands in the file is sound (law 9).
		if strings.Contains(c.want, "UTF-8") || strings.Contains(c.want, "merged") {
			continue
		}
		p, _ := ParseSite("site.toml", []byte("description = \"D\"\n"+c.src+"\n[[emergency]]\ncountry = \"FR\"\nnumber = \"15\"\nsource = \"https://example.org\"\n"))
		if n := len(p.Site.Emergency); p.Site.Description < 0 || n == 0 || p.Site.Emergency[n-1].Country != "FR" {
			t.Errorf("%q: the rest is lost: %+v", c.src, p.Site)
		}
	}
}

// Whatever the file holds, what is taken over is sound, and takes no longer than its size warrants (law 8).
func FuzzParseSite(f *testing.F) {
	f.Add([]byte(wholeSite))
	f.Add([]byte("\uFEFFname = '''\r\na'''\r\n[[emergency]]\r\n[contact]\nmail"))
	f.Add([]byte("contact.mail = \"a@b.c\"\nemergency = [{country = \"DE\"}]\n[[emergency]]\n[[emergency]]\nname=\"\""))
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := ParseSite("site.toml", src)
		if p == nil {
			if err == nil {
				t.Fatal("no page and no fault")
			}
			return
		}
		keys := p.Keys(nil)
		if len(keys) != len(p.Segments) {
			t.Fatalf("%d keys of %d texts", len(keys), len(p.Segments))
		}
		seen := map[string]bool{}
		for i, s := range p.Segments {
			if seen[keys[i]] || s.Text == "" || !utf8.ValidString(s.Text) || s.Kind.IsMarkdown() || !s.Kind.IsKnown() || s.Line < 1 || s.End > len(src) || s.Start > s.End {
				t.Fatalf("%s: %+v", keys[i], s)
			}
			seen[keys[i]] = true
		}
		for _, e := range p.Site.Emergency {
			if len(e.Country) != 2 || e.Number == "" || !strings.HasPrefix(e.Source, "https://") || e.Service >= len(p.Segments) {
				t.Fatalf("%+v", e)
			}
		}
		if strings.ContainsAny(p.Site.Mail, " <>\"?\n") {
			t.Fatalf("%q", p.Site.Mail)
		}
	})
}
