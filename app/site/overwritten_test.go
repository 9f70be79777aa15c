package site

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
)

// Law 3: what one person saved, and another's editor wrote over because it had read the catalog before, is handed over. What people do on purpose is not.
func TestLaw3AnOlderCopySavedOverOthersWordsIsNoticed(t *testing.T) {
	const first, second = "اقتباس.", "بند أول"
	for name, c := range map[string]struct {
		saves []func(s string) string // each of the catalog as it was at the start
		lost  string
	}{
		"stale": {[]func(string) string{
			func(s string) string { return strings.Replace(s, first, "كلمات آدا", 1) },
			func(s string) string { return strings.Replace(s, second, "كلمات بوب", 1) },
		}, "كلمات آدا"},
		"stale after two others": {[]func(string) string{
			func(s string) string { return strings.Replace(s, first, "كلمات آدا", 1) },
			func(s string) string {
				return strings.Replace(strings.Replace(s, first, "كلمات آدا", 1), second, "كلمات بوب", 1)
			},
			func(s string) string { return s + "\n# a remark\n" },
		}, "كلمات بوب"},
		"undone": {[]func(string) string{
			func(s string) string { return strings.Replace(s, first, "كلمات آدا", 1) },
			func(s string) string { return s },
		}, ""},
		"one after the other": {[]func(string) string{
			func(s string) string { return strings.Replace(s, first, "كلمات آدا", 1) },
			func(s string) string { return strings.Replace(s, first, "كلمات بوب", 1) },
			func(s string) string { return strings.Replace(s, first, "كلمات أخرى", 1) },
		}, ""},
		"broken in between": {[]func(string) string{
			func(s string) string { return strings.Replace(s, first, "كلمات آدا", 1) },
			func(s string) string { return "[broken\n" + s },
			func(s string) string { return strings.Replace(s, second, "كلمات بوب", 1) },
		}, "كلمات آدا"},
	} {
		both(t, func(t *testing.T, f *fixture) {
			var lost []corpus.Overwritten
			f.site.options.Overwritten = func(list []corpus.Overwritten) { lost = append(lost, list...) }
			path := corpus.CatalogPath("ar", "page")
			good := string(f.Locales[path].Data)
			f.reload(f.putLocale(path, good+"\n# read by the server\n")) // in a large site it knows of a version when it has read it
			f.reload(f.putLocale(path, good))
			for _, save := range c.saves {
				f.reload(f.putLocale(path, save(good)))
			}
			if noticed := len(lost) == 1 && lost[0].Path == path && strings.Contains(string(lost[0].Held), c.lost); noticed != (c.lost != "") || len(lost) > 1 {
				t.Errorf("%s: got %v", name, lost)
			}
		})
	}
}
