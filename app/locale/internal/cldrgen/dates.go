package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// calendars are the calendars other than the Gregorian that people of a language expect on a page.
var calendars = map[string]string{"fa": "persian", "th": "buddhist"}

// arabicDigits are the locales that keep the digits of golang.org/x/text (CLDR 32): since CLDR 42 bare "ar", unlike ar-EG, ar-SA and ar-SY,
// has the digits 0 to 9.
var arabicDigits = map[string]bool{"ar": true, "ar-001": true}

// Fonts of old phones have no narrow no-break space and draw a box; the wider one does as well, and x/text writes it in numbers.
const narrowSpace, noBreakSpace = "\u202f", "\u00a0"

// dates returns the long date format of every language whose months CLDR names, and of its regions and scripts where it differs from what
// they would inherit.
func (g *generator) dates() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(g.folder, "cldr-dates-full", "main"))
	if err != nil {
		return nil, err
	}
	known := map[string]string{}    // full tag → line without its tag
	for _, entry := range entries { // sorted: a language comes before its regions
		tag := entry.Name()
		if strings.Count(tag, "-") > 2 {
			continue
		}
		text, err := g.date(tag)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", tag, err)
		}
		full := g.full(tag)
		if _, seen := known[full]; !seen && !strings.Contains(text, "M11") && !g.borrowed[tag] {
			known[full] = text
		}
	}
	var lines []string
	for full, text := range known {
		if known[g.parent(full)] != text {
			lines = append(lines, full+"\t"+text)
		}
	}
	slices.Sort(lines)
	return lines, nil
}

// parent returns the full tag from which a full tag inherits, "" if there is none.
func (g *generator) parent(full string) string {
	parts := strings.Split(full, "-")
	if len(parts) < 3 {
		return ""
	}
	return g.full(cmp.Or(g.parentOf[full], g.parentOf[parts[0]+"-"+parts[2]], parts[0]+"-"+parts[1]))
}

// full returns a tag with its script: "zh" → "zh-Hans", "en-GB" → "en-Latn-GB".
func (g *generator) full(tag string) string {
	base, rest, _ := strings.Cut(tag, "-")
	script, region, _ := strings.Cut(rest, "-")
	if len(script) != 4 {
		script, region = g.script(base, rest), rest
	}
	return strings.TrimSuffix(base+"-"+script+"-"+region, "-")
}

// date returns the line of a locale without its tag: its digits, its calendar, the pattern of its long date, and the months if the pattern
// spells them out.
func (g *generator) date(tag string) (string, error) {
	pack, name := "cldr-dates-full", "gregorian"
	if other, ok := calendars[strings.Split(tag, "-")[0]]; ok {
		pack, name = "cldr-cal-"+other+"-full", other
	}
	var file struct {
		Main map[string]struct {
			Dates struct {
				Calendars map[string]struct {
					Months      struct{ Format map[string]map[string]string }
					DateFormats map[string]any
				}
			}
		}
	}
	if err := g.read(&file, pack, "main", tag, "ca-"+name+".json"); err != nil {
		return "", err
	}
	calendar := file.Main[tag].Dates.Calendars[name]
	pattern, ok := calendar.DateFormats["long"].(string)
	if !ok {
		return "", fmt.Errorf("the long date is no plain pattern: %v", calendar.DateFormats["long"])
	}
	width := "wide"
	if !strings.Contains(pattern, "MMMM") && strings.Contains(pattern, "MMM") {
		width = "abbreviated"
	}
	var months []string
	for m := 1; m <= 12 && strings.Contains(pattern, "MMM"); m++ {
		months = append(months, calendar.Months.Format[width][fmt.Sprint(m)])
	}
	numbers, err := g.numbers(tag)
	pattern = strings.ReplaceAll(pattern, narrowSpace, noBreakSpace)
	return strings.Join([]string{numbers, name, pattern, strings.Join(months, "|")}, "\t"), err
}

// numbers returns the numbering system of a locale and its digit 0, as in "arab:٠".
func (g *generator) numbers(tag string) (string, error) {
	var file struct {
		Main map[string]struct {
			Numbers struct{ DefaultNumberingSystem string }
		}
	}
	if err := g.read(&file, "cldr-numbers-full", "main", tag, "numbers.json"); err != nil {
		return "", err
	}
	name := file.Main[tag].Numbers.DefaultNumberingSystem
	switch {
	case arabicDigits[tag]:
		name = "arab"
	case name == "hmnp": // x/text has no such digits
		name = "latn"
	}
	digits := []rune(g.cldr.NumberingSystems[name].Digits)
	if len(digits) != 10 || digits[9] != digits[0]+9 {
		return "", fmt.Errorf("the numbering system %q has no ten digits in a row", name)
	}
	return name + ":" + string(digits[0]), nil
}
