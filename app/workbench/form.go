package workbench

import (
	"errors"
	"mime"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/catalog"
)

// maxText is how many bytes the forms of a text may have together.
const maxText = 64 << 10

// sentForm is what a form of a text says.
type sentForm struct {
	Source, Was string // hashes of the English and of the words that it showed
	Forms       catalog.Forms
	Reason      string // why what check finds is right all the same
	values      url.Values
}

// parseForm reads the body of a request as what a plain form sends, in UTF-8 (HTML, section 4.10.21.6).
func parseForm(c *fiber.Ctx) (f sentForm, err error) {
	kind, _, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil || kind != fiber.MIMEApplicationForm || isPacked(c) {
		return f, &problem{status: fiber.StatusUnsupportedMediaType, Title: "This is no form", Text: "Texts are sent as application/x-www-form-urlencoded."}
	}
	f.values, err = fieldsOf(c)
	if err != nil {
		return f, &problem{status: fiber.StatusBadRequest, Title: "The form cannot be read", Text: "Nothing was changed. Go back, and send it again."}
	}
	f.Source, f.Was, f.Reason = f.values.Get("source"), f.values.Get("was"), strings.TrimSpace(f.values.Get("reason"))
	for _, category := range categories() {
		f.Forms = f.Forms.With(category, oneRun(f.values.Get(category)))
	}
	f.Forms = f.Forms.Normalize()
	return f, nil
}

// isPacked reports whether the body of a request has a content coding, which no browser gives a form.
func isPacked(c *fiber.Ctx) bool {
	return len(c.Request().Header.Peek(fiber.HeaderContentEncoding)) > 0
}

// bodyOf returns the body of a request; nil for a packed one, because nobody knows what it unpacks to (law 8). Fiber's own Body unpacks without a bound.
func bodyOf(c *fiber.Ctx) []byte {
	if isPacked(c) {
		return nil
	}
	return c.BodyRaw()
}

// errEncoding is that a form holds what is no UTF-8.
var errEncoding = errors.New("the form is not in UTF-8")

// fieldsOf returns the fields of a form as the URL Standard has them read (application/x-www-form-urlencoded parsing): a semicolon and a percent sign that begins no
// escape stand for themselves, so that no text is lost. The fields come with an error, too, as far as they can be read.
func fieldsOf(c *fiber.Ctx) (url.Values, error) {
	body := bodyOf(c)
	strict := make([]byte, 0, len(body))
	for i, b := range body {
		switch {
		case b == ';':
			strict = append(strict, "%3B"...)
		case b == '%' && !(i+2 < len(body) && isHex(body[i+1]) && isHex(body[i+2])):
			strict = append(strict, "%25"...)
		default:
			strict = append(strict, b)
		}
	}
	values, err := url.ParseQuery(string(strict))
	for name, all := range values {
		if !utf8.ValidString(name + strings.Join(all, "")) {
			err = errEncoding
		}
	}
	return values, err
}

func isHex(b byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", b) >= 0 }

// lineEnd matches a line end with what may make it a line break of Markdown.
var lineEnd = regexp.MustCompile(`(\\?)[ \t]*\r?\n[ \t]*`)

// oneRun returns a text of a field as one run: a line end is a space, but for the line breaks of Markdown (CommonMark 0.31.2, 6.7). A byte order mark around it,
// which comes with what is copied from a file, is nothing (R40).
func oneRun(field string) string {
	around := func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' }
	return lineEnd.ReplaceAllStringFunc(strings.TrimFunc(field, around), func(end string) string {
		if end[0] == '\\' {
			return "\\\n"
		}
		return " "
	})
}

// size returns how many bytes the forms have together.
func size(f catalog.Forms) (n int) {
	for _, category := range f.Filled() {
		n += len(f.Get(category))
	}
	return n
}

// categories are the plural categories of CLDR, which are the names of the fields that hold texts.
func categories() []string { return []string{"zero", "one", "two", "few", "many", "other"} }
