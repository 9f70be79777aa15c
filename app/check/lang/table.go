package lang

import (
	"fmt"
	"strconv"
	"strings"
)

func parse(tag, data string) (*Language, error) {
	l := &Language{Tag: tag, Units: map[rune][]Entry{}, NumberWords: map[rune][]Entry{}, Duals: map[string]Entry{}, EndMarks: map[rune]string{}}
	for i, line := range strings.Split(data, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "# ") {
			continue
		}
		if err := l.set(fields[0], fields[1:]); err != nil {
			return nil, fmt.Errorf("tables/%s.txt:%d: %w", tag, i+1, err)
		}
	}
	return l, nil
}

func (l *Language) set(subject string, values []string) (err error) {
	for i := range values {
		values[i] = strings.ReplaceAll(values[i], "_", " ")
	}
	if len(values) == 0 {
		return fmt.Errorf("%s has no values", subject)
	}
	switch subject {
	case "scripts":
		l.Scripts = values
	case "ratio":
		l.LengthRatio, err = strconv.ParseFloat(values[0], 64)
	case "calendar":
		for _, v := range values {
			n, err := strconv.Atoi(v)
			if err != nil {
				return err
			}
			l.CalendarOffsets = append(l.CalendarOffsets, n)
		}
	case "decimal":
		l.Decimal = values[0]
	case "habits":
		return l.habits(values)
	case "unit":
		for _, w := range values[1:] {
			p := newPiece(w)
			p.Unit = values[0]
			l.Units[FirstRune(p.Text)] = append(l.Units[FirstRune(p.Text)], p)
		}
	case "number", "scale", "dual":
		return l.setNumber(subject, values)
	case "half":
		l.HalfHours = values
	case "end":
		l.EndMarks[FirstRune(values[0])] = strings.Join(values[1:], "")
	case "not":
		l.Negations.add(values)
	case "innocent":
		in := NotNegation{Text: values[0]}
		if len(values) > 1 {
			in.Stems = values[1:]
		}
		l.NotNegations = append(l.NotNegations, in)
	case "double":
		l.Doubled.add(values)
	case "function":
		l.NeverDoubled.add(values)
	case "foreign":
		l.ForeignLetters = []rune(strings.Join(values, ""))
	default:
		return fmt.Errorf("unknown subject %q", subject)
	}
	return err
}

func (l *Language) habits(values []string) error {
	for _, h := range values {
		switch h {
		case "space-groups":
			l.SpaceGroups = true
		case "unspaced":
			l.Unspaced = true
		case "han-numerals":
			l.CJKNumerals, l.HasNumberWords = true, true
		case "many-ones":
			l.OneIsNotOnly1 = true
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
	if err != nil {
		return err
	}
	words := values[1:]
	if subject == "dual" {
		words = values[2:]
	}
	for _, w := range words {
		p := newPiece(w)
		p.Value = v
		switch subject {
		case "scale":
			l.Scales = append(l.Scales, p)
		case "dual":
			p.Unit = values[1]
			l.Duals[p.Text] = p
		default:
			l.NumberWords[FirstRune(p.Text)] = append(l.NumberWords[FirstRune(p.Text)], p)
			l.HasNumberWords = l.HasNumberWords || v > 1
		}
	}
	return nil
}

func newPiece(w string) Entry {
	p := Entry{Text: strings.TrimSuffix(w, "*"), Prefix: strings.HasSuffix(w, "*")}
	p.Text = Fold(p.Text)
	return p
}
