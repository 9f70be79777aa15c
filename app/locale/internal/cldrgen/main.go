// Command cldrgen writes the data files of app/locale from the JSON edition of Unicode CLDR.
//
// Its arguments are a folder into which npm unpacked the packages cldr-core, cldr-dates-full, cldr-numbers-full,
// cldr-cal-buddhist-full and cldr-cal-persian-full (a node_modules folder), and the folder to write to. The same input makes
// the same bytes. CLDR is read here and nowhere else: the program that serves readers only knows the files written here.
package main

import (
	"cmp"
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
	g := &generator{folder: in, parentOf: map[string]string{}, borrowed: map[string]bool{}}
	for _, name := range []string{"likelySubtags", "aliases", "parentLocales", "numberingSystems"} {
		if err := g.read(&struct{ Supplemental *supplemental }{&g.cldr}, "cldr-core", "supplemental", name+".json"); err != nil {
			return err
		}
	}
	files := map[string][]string{"scripts.txt": g.scripts(), "aliases.txt": g.aliases(), "parents.txt": g.parents()}
	var err error
	if files["dates.txt"], err = g.dates(); err != nil {
		return fmt.Errorf("making dates.txt: %w", err)
	}
	head := "# Written by internal/cldrgen from Unicode CLDR " + g.cldr.Version.CLDR + " (Unicode License v3). Do not edit.\n"
	for name, lines := range files {
		if err := os.WriteFile(filepath.Join(out, name), []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

type generator struct {
	folder   string
	cldr     supplemental
	parentOf map[string]string // "es-MX" → "es-419"
	borrowed map[string]bool   // "ht": what it has not of its own it takes from another language
}

// supplemental is what is read of CLDR's supplemental data.
type supplemental struct {
	Version struct {
		CLDR string `json:"_cldrVersion"`
	}
	LikelySubtags map[string]string // "zh-TW" → "zh-Hant-TW"
	Metadata      struct {
		Alias struct {
			LanguageAlias map[string]struct {
				Replacement string `json:"_replacement"`
			}
		}
	}
	ParentLocales    struct{ ParentLocale map[string]string }
	NumberingSystems map[string]struct {
		Digits string `json:"_digits"`
	}
}

// read decodes one JSON file of the packages into v.
func (g *generator) read(v any, path ...string) error {
	data, err := os.ReadFile(filepath.Join(g.folder, filepath.Join(path...)))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// scripts returns the likely script of every language, and of a language in a region where that differs. Languages written
// in Latin letters are left out: a language that is not listed is taken to be one.
func (g *generator) scripts() []string {
	byScript := map[string][]string{}
	for tag := range g.cldr.LikelySubtags {
		base, rest, _ := strings.Cut(tag, "-")
		if base == "und" || len(rest) > 3 {
			continue
		}
		script := g.script(base, rest)
		if rest == "" && script != "Latn" || rest != "" && script != g.script(base, "") {
			byScript[script] = append(byScript[script], tag)
		}
	}
	return grouped(byScript)
}

// script returns the likely script of a language in a region, which may be empty; it is Latn for a language that CLDR does not list.
func (g *generator) script(base, region string) string {
	likely := g.cldr.LikelySubtags
	return strings.Split(cmp.Or(likely[base+"-"+region], likely[base], base+"-Latn"), "-")[1]
}

// aliases returns what replaces a language code that is old, too long, or a member of a macrolanguage for which CLDR
// says that they are one.
func (g *generator) aliases() []string {
	byTarget := map[string][]string{}
	for code, alias := range g.cldr.Metadata.Alias.LanguageAlias {
		if len(code) <= 3 && !strings.Contains(alias.Replacement, "-x-") {
			byTarget[alias.Replacement] = append(byTarget[alias.Replacement], code)
		}
	}
	return grouped(byTarget)
}

// parents returns which locale one inherits from, where that is not its own tag without the last subtag. Lines that would
// cross from one language to another are left out.
func (g *generator) parents() []string {
	byParent := map[string][]string{}
	for child, parent := range g.cldr.ParentLocales.ParentLocale {
		same := strings.Split(child, "-")[0] == strings.Split(parent, "-")[0]
		g.borrowed[child] = !same && child != "nb" && child != "nn" && parent != "und"
		if same && strings.Count(child, "-") > 0 && child != "no-NO" {
			byParent[parent] = append(byParent[parent], child)
			g.parentOf[child] = parent
		}
	}
	return grouped(byParent)
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
