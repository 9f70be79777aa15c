package workbench

import (
	"errors"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What programs send that are no browsers is read as browsers mean it; what is no UTF-8 is refused, and shown: nothing typed is lost.
func TestFormsAreReadAsTheURLStandardSays(t *testing.T) {
	b := newBench(t)
	for other, want := range map[string]string{
		"Dormir ayuda; mucho": "Dormir ayuda; mucho", "Dormir al 100 %": "Dormir al 100 %", "Dormir%zz+ayuda%4": "Dormir%zz ayuda%4", "Dormir+%C3%B1": "Dormir ñ",
		"%EF%BB%BF+Dormir\r\nayuda%EF%BB%BF": "\nDormir ayuda<", // R40
	} {
		if a := b.post(firstText, "source=x&was=y&other="+other); a.StatusCode != 409 || !strings.Contains(html.UnescapeString(a.body), want) {
			t.Errorf("%q: got %d, %s", other, a.StatusCode, plain(a.body))
		}
	}
	for _, other := range []string{"M\xf6ve", "M%F6ve", "a%ED%A0%80b", "a%C0%80b"} {
		form := b.form(firstText, "x")
		a := b.post(firstText, url.Values{"source": form["source"], "was": form["was"]}.Encode()+"&reason=Ñandú&other="+other)
		if a.StatusCode != 400 || !strings.Contains(a.body, "Ñandú") || !strings.Contains(a.body, "�") {
			t.Errorf("%q: got %d, %s", other, a.StatusCode, plain(a.body))
		}
	}
}

// A catalog that cannot be read is named with what to do, and what was typed is shown.
func TestACatalogThatCannotBeReadIsNamed(t *testing.T) {
	b := newBench(t)
	form := b.form(firstText, "Dormir ayuda a sanar.")
	path := filepath.Join(b.dir, "locales/es/sleep.es.toml")
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o755)); err != nil {
		t.Fatal(err)
	}
	if a := b.want(503, firstText, form); !strings.Contains(plain(a.body), path) || !strings.Contains(a.body, "Dormir ayuda a sanar.") {
		t.Errorf("got %s", plain(a.body))
	}
	if a := b.want(503, firstText, nil); !strings.Contains(plain(a.body), path) {
		t.Errorf("got %s", plain(a.body))
	}
}

// A reason comes back with the words that it was typed beside, whatever these are refused for.
func TestAReasonIsNotLost(t *testing.T) {
	b := newBench(t)
	form := b.form(firstText, "Dormir <b>ayuda</b>.")
	form.Set("reason", "the ward says so")
	for status, was := range map[int]string{422: form.Get("was"), 409: "sha1-0"} {
		form.Set("was", was)
		if a := b.want(status, firstText, form); !strings.Contains(a.body, "the ward says so") {
			t.Errorf("%d: got %s", status, plain(a.body))
		}
	}
}
