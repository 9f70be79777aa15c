package xliff

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/locales"
)

// Law 1: what is encoded for a program and comes back as it was is the same text, byte for byte.
func TestContentOfEveryShippedTextComesBackAsItWas(t *testing.T) {
	paths, err := fs.Glob(locales.FS, "*/*.toml")
	if err != nil || len(paths) < 50 {
		t.Fatal(len(paths), err)
	}
	codes := 0
	for _, p := range paths {
		data, err := fs.ReadFile(locales.FS, p)
		if err != nil {
			t.Fatal(err)
		}
		f, err := catalog.Parse(p, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range f.Messages() {
			page, _, _ := strings.Cut(m.Key, ".")
			for _, c := range m.Forms.Filled() {
				content, list := EncodeContent(page, m.Forms.Get(c))
				codes += len(list)
				if got, err := DecodeContent(page, m.Forms.Get(c), content, false); err != nil || got != m.Forms.Get(c) {
					t.Fatalf("%s: %q came back as %q (%v)", m.Key, content, got, err)
				}
			}
		}
	}
	if codes < 500 {
		t.Errorf("only %d codes were seen", codes)
	}
}

func FuzzContentComesBackAsItWas(f *testing.F) {
	f.Add("page", "Take **two [tablets](/x#y \"a\")** at `once`, {{.Count}} times & 5 < 6\\\nnow.")
	f.Add("ui", "{{.Name}} <b> &amp; {{.Other}}")
	f.Fuzz(func(t *testing.T, page, text string) {
		content, _ := EncodeContent(page, text)
		if got, err := DecodeContent(page, text, content, false); err == nil && strings.TrimSpace(got) != strings.TrimSpace(text) && !strings.ContainsAny(text, "*_") {
			t.Errorf("%q came back as %q by %q", text, got, content)
		}
	})
}

// A program that spoils a protected piece is told so, and nothing is guessed.
func TestContentWithASpoiltCodeIsRefused(t *testing.T) {
	const source = "Call **us** at {{.Number}} or read [this](/safety)."
	for content, want := range map[string]string{
		`Llame a <ph id="2"/> o <pc id="3">lea</pc>.`:                          "code 1 (bold (**)) of the source is missing",
		`<pc id="1">us</pc> <ph id="2"/> <ph id="2"/> <pc id="3">x</pc>`:       "code 2 stands there twice",
		`<pc id="1">us</pc> <ph id="9"/> <pc id="3">x</pc>`:                    "no code 9",
		`<pc id="1">us <ph id="2"/> <pc id="3">x</pc>`:                         "code 1 has no end",
		`</pc><pc id="1">us</pc> <ph id="2"/> <pc id="3">x</pc>`:               "ends nothing",
		`<pc id="1"> </pc> <ph id="2"/> <pc id="3">x</pc>`:                     "spans no words",
		`<pc id="1"/> <ph id="2"/> <pc id="3">x</pc>`:                          "spans no words",
		`<ph id="1"/> <ph id="2"/> <pc id="3">x</pc>`:                          "another element",
		`<pc>us</pc> <ph id="2"/> <pc id="3">x</pc>`:                           "has no id",
		`<pc id="99999999999999999999">us</pc> <ph id="2"/> <pc id="3">x</pc>`: "no code 99999999999999999999",
	} {
		if got, err := DecodeContent("ui2", source, content, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %q, %v, want %q", content, got, err, want)
		}
	}
}

// Engines that read HTML write codes in its manner, move them, and put spaces inside of marks.
func TestContentIsReadAsEnginesWriteIt(t *testing.T) {
	const source = "Call **us** at {{.Number}}."
	for content, want := range map[string]string{
		`El <ph id="2"></ph> es <pc id='1'> nuestro </pc>.`: "El {{.Number}} es  **nuestro** .",
		`<PC id="1">`: "",
		`A &amp; <pc id="1">B&nbsp;&lt;</pc> <ph id="2" />`: "A & **B\u00a0<** {{.Number}}",
	} {
		if got, err := DecodeContent("page", source, content, false); got != want || want != "" && err != nil {
			t.Errorf("%s: got %q, %v, want %q", content, got, err, want)
		}
	}
	if got := ContentWords("page", source, `<pc id="1">We</pc> are at <ph id="2"/> &amp; <ph id="7"/>.`); got != "We are at {{.Number}} & ." {
		t.Errorf("got %q", got)
	}
}
