package lang

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// facts is what is known of scripts, marks, numerals, units and words, whatever the language.
type facts struct {
	scripts     []scriptInfo
	parts       map[string][]string        // the scripts that an ISO 15924 code stands for
	widthless   []rune                     // besides Unicode's category Cf
	invisible   map[rune][]string          // the scripts that use an invisible character
	marks       map[rune][]string          // the scripts and languages that write a mark
	substitutes map[string]map[rune]string // by script or language, what is written in place of a mark
	quotes      map[string]QuoteStyle      // by language
	fractions   map[rune]float64
	folds       map[rune]rune // what a mark at numbers stands for
	cjk         map[rune]CJKNumeral
	units       map[string]Unit
	symbols     map[string]string // units by symbol
	implied     map[string][]float64
	sets        map[Set]*words

	negates, notNegative, calls *regexp.Regexp // in English
}

// known returns the facts.
var known = sync.OnceValue(func() *facts {
	f, err := readFacts()
	if err != nil {
		panic(err) // a test reads every data file
	}
	return f
})

func newFacts() *facts {
	f := &facts{parts: map[string][]string{}, invisible: map[rune][]string{}, marks: map[rune][]string{}, substitutes: map[string]map[rune]string{},
		quotes: map[string]QuoteStyle{}, fractions: map[rune]float64{}, folds: map[rune]rune{}, cjk: map[rune]CJKNumeral{},
		units: map[string]Unit{}, symbols: map[string]string{}, implied: map[string][]float64{}, sets: map[Set]*words{}}
	for _, s := range allSets() {
		f.sets[s] = &words{has: map[string]bool{}}
	}
	return f
}

func readFacts() (*facts, error) {
	f := newFacts()
	files, err := fs.Glob(data, "data/*.txt")
	for _, name := range files {
		err = cmp.Or(err, eachLine(name, f.set))
	}
	compile := func(before string, set Set, after string) *regexp.Regexp {
		x, fault := regexp.Compile(before + strings.Join(f.sets[set].list, "|") + after)
		err = cmp.Or(err, fault)
		return x
	}
	f.negates = compile(`(?i)\b(?:`, negationWords, `)\b`)
	f.notNegative = compile(`(?i)`, notNegativeWords, ``)
	f.calls = compile(`(?i)\b(?:`, callWords, `)\b`)
	return f, err
}

// set takes one line of a data file: a subject and its values.
func (f *facts) set(subject string, values []string) error {
	if set, ok := f.sets[Set(subject)]; ok {
		set.add(values)
		return nil
	}
	first, rest := values[0], values[1:]
	switch subject {
	case "script":
		return f.addScript(values)
	case "parts":
		f.parts[first] = rest
	case "quotes":
		for _, tag := range rest {
			f.quotes[tag] = QuoteStyle(first)
		}
	case "substitute":
		f.substitutes[first] = map[rune]string{}
		for _, pair := range rest {
			r := FirstRune(pair)
			f.substitutes[first][r] = strings.TrimPrefix(pair, string(r))
		}
	case "unit":
		return f.addUnit(values)
	case "implies", "cjk":
		return f.addNumber(subject, first, rest)
	default:
		return f.addCharacters(subject, values)
	}
	return nil
}

// addNumber takes a line that begins with a number.
func (f *facts) addNumber(subject, number string, rest []string) error {
	v, err := strconv.ParseFloat(number, 64)
	for _, w := range rest {
		if subject == "implies" {
			f.implied[w] = append(f.implied[w], v)
			continue
		}
		f.cjk[FirstRune(w)] = CJKNumeral{v, strings.HasSuffix(w, "!")}
	}
	return err
}

// addCharacters takes a line that begins with one character.
func (f *facts) addCharacters(subject string, values []string) error {
	first, err := character(values[0])
	if err != nil {
		return err
	}
	switch subject {
	case "invisible":
		f.invisible[first] = values[1:]
	case "mark":
		f.marks[first] = values[1:]
	case "fraction":
		f.fractions[first], err = strconv.ParseFloat(strings.Join(values[1:], ""), 64)
	case "widthless":
		f.widthless, err = characters(values)
	case "fold":
		marks, fault := characters(values[1:])
		for _, r := range marks {
			f.folds[r] = first
		}
		err = fault
	default:
		return fmt.Errorf("unknown subject %q", subject)
	}
	return err
}

func (f *facts) addUnit(values []string) error {
	if len(values) < 3 {
		return fmt.Errorf("write a unit, its measure, its size and its symbols: %v", values)
	}
	size, err := strconv.ParseFloat(values[2], 64)
	f.units[values[0]] = Unit{values[1], size}
	for _, s := range values[3:] {
		f.symbols[s] = values[0]
	}
	return err
}
