package corpus

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parlance/parlance/app/internal/sitetest"
)

// What somebody changed of a catalog besides its translations is said at its place, and nothing is said of what sync lays out.
func TestKeysHashesAndEntriesChangedByHandAreFound(t *testing.T) {
	const name = "es/page.es.toml"
	entry := regexp.MustCompile(`(?m)^(?:#.*\n)*\[page\.\S+\]\n(?:.+\n)*`)
	for _, k := range []struct {
		what string
		edit func(text, block string) string // block is that of an entry with a translation
		want string                          // a part of message and hint; "" for no finding
		at   string                          // what the finding points at
	}{
		{"nothing", func(text, _ string) string { return text }, "", ""},
		{"a key", func(text, block string) string {
			return strings.Replace(text, block, regexp.MustCompile(`\[(page\..*)\]`).ReplaceAllString(block, "[${1}x]"), 1)
		}, "the key was page.", "[page."},
		{"a key that nothing had", func(text, _ string) string { return text + "\n[page.nowhere.p1]\nother = \"Hola\"\n" }, "no English text has the key page.nowhere.p1", "[page.nowhere.p1]"},
		{"a hash", func(text, block string) string {
			return strings.Replace(text, block, regexp.MustCompile(`sha1-[0-9a-f]{4}`).ReplaceAllString(block, "sha1-0000"), 1)
		}, "one of the two was changed by hand", `"sha1-0000`},
		{"a hash deleted", func(text, block string) string {
			return strings.Replace(text, block, regexp.MustCompile(`hash = .*\n`).ReplaceAllString(block, ""), 1)
		}, "the hash was deleted", "[page."},
		{"the English above it", func(text, block string) string {
			return strings.Replace(text, block, strings.Replace(block, "#> ", "#> Formerly ", 1), 1)
		}, "readers get the translation of that one", `"sha1-`},
		{"an entry deleted", func(text, block string) string { return strings.Replace(text, block+"\n", "", 1) }, "is not there", ""},
		{"all entries deleted", func(string, string) string { return "# nothing\n" }, "more", ""},
	} {
		f := sitetest.New(t)
		f.Sync()
		f.Translate("es", "page", "item one", "elemento uno")
		text := string(f.Locales[name].Data)
		block := entry.FindString(text[strings.LastIndex(text[:strings.Index(text, "elemento uno")], "\n\n")+2:])
		if !strings.Contains(block, "elemento uno") {
			t.Fatalf("the entry is %q", block)
		}
		text = k.edit(text, block)
		f.Locales[name] = &fstest.MapFile{Data: []byte(text)}
		src := readTrees(t, f)
		es, _ := src.Locales.Find("es")
		list := slices.DeleteFunc(findingsIn(src, es), func(f Finding) bool { return f.Rule != "entries" })
		switch {
		case k.want == "" && len(list) > 0:
			t.Errorf("%s: %+v", k.what, list)
		case k.want == "":
		case len(list) != 1 || !strings.Contains(list[0].Message+"; "+list[0].Hint, k.want) || list[0].Severity != "warning":
			t.Errorf("%s: got %+v, want one with %q", k.what, list, k.want)
		case k.at != "" && !strings.HasPrefix(at(text, list[0].Position), k.at):
			t.Errorf("%s: points at %q, want %q", k.what, at(text, list[0].Position), k.at)
		}
	}
}
