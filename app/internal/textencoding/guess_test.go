package textencoding

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Every catalog of a language that has an encoding of its own, saved in it.
func TestR46TheEncodingIsNamed(t *testing.T) {
	tried := map[string]bool{}
	for language, names := range encodingsOf {
		for _, c := range candidates {
			files, _ := filepath.Glob("../../../locales/" + language + "*/safety.*.toml")
			if language == "zh" {
				files, _ = filepath.Glob("../../../locales/zh-Hans/safety.*.toml")
			}
			if language == "zh-hant" {
				files, _ = filepath.Glob("../../../locales/zh-Hant/safety.*.toml")
			}
			if !strings.Contains(" "+names+" ", " "+c.name+" ") || len(files) == 0 {
				continue
			}
			text, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			data, err := c.in.NewEncoder().Bytes(text)
			if err != nil {
				continue // not all of it can be written so
			}
			tried[c.name] = true
			for _, name := range []string{files[0], "x.toml"} {
				offset, msg, whole, ok := Advice(name, data)
				if c.letter != nil && (!ok || !whole || offset == 0) || name == files[0] && !strings.Contains(msg, " "+c.name+":") {
					t.Errorf("%s in %s: %d, %s", name, c.name, offset, msg)
				}
			}
		}
	}
	if len(tried) < 5 {
		t.Errorf("only %v were tried", tried)
	}
}

// Catalogs of Western languages as Windows' Notepad saves them ("ANSI").
func TestR46Windows1252IsNamed(t *testing.T) {
	for _, tag := range []string{"de", "es", "fr", "it", "pt-BR", "id"} {
		file := "../../../locales/" + tag + "/safety." + tag + ".toml"
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		data, err := encoding.ReplaceUnsupported(charmap.Windows1252.NewEncoder()).Bytes(text)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.ReplaceAll(data, []byte{0x1A}, []byte("?"))
		if _, msg, whole, _ := Advice(file, data); !whole || !strings.Contains(msg, " windows-1252:") {
			t.Errorf("%s: %s", tag, msg)
		}
	}
}

func TestR46EncodingsOfOneMessage(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("[a.x]\nother = \"x\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, data, want string }{
		{"a.md", string(utf16), "the file is UTF-16"},
		{"a.md", string(utf16[2:]), "the file is UTF-16"},
		{"a.md", "It\x92s \x93good\x94 \x96 caf\xe9, na\xefve", "windows-1252"},
		{"a.toml", "PK\x03\x04\x14\x00", "the file is no text but a document of Word"},
		{"a.toml", "{\\rtf1\\ansi hola}", "a document in RTF"},
		{"a.toml", "\x1f\x8b\x08", "a gzip archive"},
		{"a.toml", strings.Repeat("\x00", 100), "zeros, as after a crash"},
		{"a.ru.toml", "\xcf\xf0\xe8\xe2\xe5\xf2", "windows-1251"},
		{"a.ru.toml", "Привет, как дел\xe0?", "this is not UTF-8: write the character anew"},
	} {
		if _, msg, _, _ := Advice(c.file, []byte(c.data)); !strings.Contains(msg, c.want) {
			t.Errorf("%q: got %q, want %q", c.data, msg, c.want)
		}
	}
	if _, _, _, ok := Advice("a.md", []byte("Привет, мир")); ok {
		t.Error("UTF-8 is refused")
	}
}
