package lang

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// readLanguages reads the data files of all languages, which are named after their tags.
func readLanguages() (map[string]*Language, error) {
	files, err := fs.Glob(data, "data/languages/*.txt")
	all := map[string]*Language{}
	for _, name := range files {
		l := newLanguage(strings.TrimSuffix(path.Base(name), ".txt"))
		err = cmp.Or(err, eachLine(name, l.set))
		l.own = newScriptSet(l.Scripts)
		all[l.Tag] = l
	}
	return all, err
}

func newLanguage(tag string) *Language {
	return &Language{Tag: tag, Units: Index{}, Scales: Index{}, NumberWords: Index{}, Duals: map[string]Entry{}, EndMarks: map[rune]string{}, Variants: map[rune]bool{}}
}

// set takes one line of a data file: a subject and its values.
func (l *Language) set(subject string, values []string) (err error) {
	switch subject {
	case "scripts":
		l.Scripts = values
	case "ratio":
		l.LengthRatio, err = strconv.ParseFloat(values[0], 64)
	case "calendar":
		l.CalendarOffsets, err = floats(values)
	case "decimal":
		return l.setDecimal(values[0])
	case "habits":
		return l.setHabits(values)
	case "unit":
		for _, w := range values[1:] {
			l.Units.add(w, Entry{Unit: values[0]})
		}
	case "number", "scale":
		return l.setNumber(subject, values)
	case "dual":
		return l.setDuals(values)
	case "half":
		l.HalfHours = values
	case "end":
		l.EndMarks[FirstRune(values[0])] = strings.Join(values[1:], "")
	case "not":
		l.Negations.add(values)
	case "innocent":
		l.NotNegative = append(l.NotNegative, NotNegative{values[0], values[1:]})
	case "double":
		l.Doubled.add(values)
	case "function":
		l.NeverDoubled.add(values)
	case "foreign":
		l.ForeignLetters = []rune(strings.Join(values, ""))
	case "variant":
		l.Variant = values[0]
		for _, r := range strings.Join(values[1:], "") {
			l.Variants[r] = true
		}
	default:
		return fmt.Errorf("unknown subject %q", subject)
	}
	return err
}

func (l *Language) setDecimal(style string) error {
	switch style {
	case "comma":
		l.Decimal = DecimalComma
	case "point":
		l.Decimal = DecimalPoint
	case "both":
		l.Decimal = DecimalEither
	default:
		return fmt.Errorf("unknown decimal style %q", style)
	}
	return nil
}

func (l *Language) setHabits(values []string) error {
	for _, h := range values {
		switch h {
		case "space-groups":
			l.SpaceGroups = true
		case "unspaced":
			l.Unspaced = true
		case "han-numerals":
			l.CJKNumerals, l.HasNumberWords = true, true
		case "many-ones":
			l.OneIsMany = true
		case "short-double":
			l.ShortMayDouble = true
		case "any-double":
			l.AnyMayDouble = true
		default:
			return fmt.Errorf("unknown habit %q", h)
		}
	}
	return nil
}

func (l *Language) setNumber(subject string, values []string) error {
	v, err := strconv.ParseFloat(values[0], 64)
	for _, w := range values[1:] {
		if subject == "scale" {
			l.Scales.add(w, Entry{Value: v})
			continue
		}
		l.NumberWords.add(w, Entry{Value: v})
		l.HasNumberWords = l.HasNumberWords || v > 1
	}
	return err
}

func (l *Language) setDuals(values []string) error {
	v, err := strconv.ParseFloat(values[0], 64)
	if err != nil || len(values) < 3 {
		return fmt.Errorf("write a number, a unit and words: %v", values)
	}
	for _, w := range values[2:] {
		l.Duals[Fold(w)] = Entry{Text: Fold(w), Value: v, Unit: values[1]}
	}
	return nil
}

func floats(values []string) (list []float64, err error) {
	for _, v := range values {
		f, err := strconv.ParseFloat(v, 64)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}
