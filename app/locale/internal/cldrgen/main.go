// Command cldrgen writes the data files of app/locale from the JSON edition of Unicode CLDR.
//
// Its arguments are a folder into which npm unpacked the packages cldr-core, cldr-dates-full, cldr-numbers-full,
// cldr-cal-buddhist-full and cldr-cal-persian-full (a node_modules folder), and the folder to write to. The same input makes
// the same bytes. CLDR is read here and nowhere else: the program that serves readers only knows the files written here.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: cldrgen FOLDER-OF-NPM-PACKAGES FOLDER-TO-WRITE")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "cldrgen:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	g := &generator{folder: in}
	for _, f := range []struct {
		name  string
		lines func() ([]string, error)
	}{
		{"scripts.txt", g.scripts}, {"aliases.txt", g.aliases}, {"parents.txt", g.parents}, {"dates.txt", g.dates},
	} {
		lines, err := f.lines()
		if err != nil {
			return fmt.Errorf("making %s: %w", f.name, err)
		}
		head := "# Written by internal/cldrgen from Unicode CLDR " + g.version + " (Unicode License v3). Do not edit.\n"
		if err := os.WriteFile(filepath.Join(out, f.name), []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

type generator struct {
	folder   string
	version  string
	likely   map[string]string // "zh-TW" → "zh-Hant-TW"
	parentOf map[string]string // "es-MX" → "es-419"
	borrowed map[string]bool   // "ht": what it has not of its own it takes from another language
}

// read decodes one JSON file of the packages into v.
func (g *generator) read(v any, path ...string) error {
	data, err := os.ReadFile(filepath.Join(append([]string{g.folder}, path...)...))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// supplemental decodes what one file of CLDR's supplemental data holds.
func supplemental[T any](g *generator, name string) (T, error) {
	var file struct{ Supplemental T }
	err := g.read(&file, "cldr-core", "supplemental", name+".json")
	return file.Supplemental, err
}

// scripts returns the likely script of every language, and of a language in a region where that differs. Languages written
// in Latin letters are left out: a language that is not listed is taken to be one.
func (g *generator) scripts() ([]string, error) {
	file, err := supplemental[struct {
		Version struct {
			CLDR string `json:"_cldrVersion"`
		}
		LikelySubtags map[string]string
	}](g, "likelySubtags")
	if err != nil {
		return nil, err
	}
	g.version, g.likely = file.Version.CLDR, file.LikelySubtags
	byScript := map[string][]string{}
	for tag := range g.likely {
		base, rest, _ := strings.Cut(tag, "-")
		if base == "und" || len(rest) > 3 {
			continue
		}
		script := g.script(base, rest)
		if rest == "" && script != "Latn" || rest != "" && script != g.script(base, "") {
			byScript[script] = append(byScript[script], tag)
		}
	}
	return grouped(byScript), nil
}

// script returns the likely script of a language in a region, "" for none.
func (g *generator) script(base, region string) string {
	for _, tag := range []string{base + "-" + region, base} {
		if full, ok := g.likely[tag]; ok {
			return strings.Split(full, "-")[1]
		}
	}
	return "Latn"
}

// aliases returns what replaces a language code that is old, too long, or a member of a macrolanguage for which CLDR
// says that they are one.
func (g *generator) aliases() ([]string, error) {
	type alias struct {
		Replacement string `json:"_replacement"`
	}
	file, err := supplemental[struct {
		Metadata struct {
			Alias struct{ LanguageAlias map[string]alias }
		}
	}](g, "aliases")
	if err != nil {
		return nil, err
	}
	byTarget := map[string][]string{}
	for code, alias := range file.Metadata.Alias.LanguageAlias {
		if len(code) <= 3 && !strings.Contains(alias.Replacement, "-x-") {
			byTarget[alias.Replacement] = append(byTarget[alias.Replacement], code)
		}
	}
	return grouped(byTarget), nil
}

// parents returns which locale one inherits from, where that is not its own tag without the last subtag. Lines that would
// cross from one language to another are left out.
func (g *generator) parents() ([]string, error) {
	file, err := supplemental[struct {
		ParentLocales struct{ ParentLocale map[string]string }
	}](g, "parentLocales")
	if err != nil {
		return nil, err
	}
	byParent := map[string][]string{}
	g.parentOf, g.borrowed = map[string]string{}, map[string]bool{}
	for child, parent := range file.ParentLocales.ParentLocale {
		same := strings.Split(child, "-")[0] == strings.Split(parent, "-")[0]
		g.borrowed[child] = !same && child != "nb" && child != "nn" && parent != "und"
		if same && strings.Count(child, "-") > 0 && child != "no-NO" {
			byParent[parent] = append(byParent[parent], child)
			g.parentOf[child] = parent
		}
	}
	return grouped(byParent), nil
}

// grouped returns lines "key: member member …", everything sorted.
func grouped(m map[string][]string) []string {
	var lines []string
	for key, members := range m {
		slices.Sort(members)
		lines = append(lines, key+": "+strings.Join(members, " "))
	}
	slices.Sort(lines)
	return lines
}
