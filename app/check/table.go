package check

import (
	"fmt"
	"strconv"
	"strings"
)

func readLanguage(tag, data string) (*language, error) {
	l := &language{tag: tag, units: map[rune][]piece{}, numbers: map[rune][]piece{}, duals: map[string]piece{}, ends: map[rune]string{}}
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

func (l *language) set(subject string, values []string) (err error) {
	for i := range values {
		values[i] = strings.ReplaceAll(values[i], "_", " ")
	}
	if len(values) == 0 {
		return fmt.Errorf("%s has no values", subject)
	}
	switch subject {
	case "scripts":
		l.scripts = values
	case "ratio":
		l.ratio, err = strconv.ParseFloat(values[0], 64)
	case "calendar":
		for _, v := range values {
			n, err := strconv.Atoi(v)
			if err != nil {
				return err
			}
			l.calendar = append(l.calendar, n)
		}
	case "decimal":
		l.decimal = values[0]
	case "habits":
		return l.habits(values)
	case "unit":
		for _, w := range values[1:] {
			p := newPiece(w)
			p.unit = values[0]
			l.units[firstRune(p.piece)] = append(l.units[firstRune(p.piece)], p)
		}
	case "number", "scale", "dual":
		return l.setNumber(subject, values)
	case "half":
		l.halves = values
	case "end":
		l.ends[firstRune(values[0])] = strings.Join(values[1:], "")
	case "not":
		l.nots.add(values)
	case "innocent":
		in := innocent{piece: values[0]}
		if len(values) > 1 {
			in.stems = values[1:]
		}
		l.innocent = append(l.innocent, in)
	case "double":
		l.doubles.add(values)
	case "function":
		l.functions.add(values)
	case "foreign":
		l.foreign = []rune(strings.Join(values, ""))
	default:
		return fmt.Errorf("unknown subject %q", subject)
	}
	return err
}

func (l *language) habits(values []string) error {
	for _, h := range values {
		switch h {
		case "space-groups":
			l.spaceGroups = true
		case "unspaced":
			l.unspaced = true
		case "han-numerals":
			l.han, l.counts = true, true
		case "many-ones":
			l.manyOnes = true
		case "short-double":
			l.short = true
		case "any-double":
			l.anyDouble = true
		default:
			return fmt.Errorf("unknown habit %q", h)
		}
	}
	return nil
}

func (l *language) setNumber(subject string, values []string) error {
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
		p.value = v
		switch subject {
		case "scale":
			l.scales = append(l.scales, p)
		case "dual":
			p.unit = values[1]
			l.duals[p.piece] = p
		default:
			l.numbers[firstRune(p.piece)] = append(l.numbers[firstRune(p.piece)], p)
			l.counts = l.counts || v > 1
		}
	}
	return nil
}

func newPiece(w string) piece {
	p := piece{piece: strings.TrimSuffix(w, "*"), open: strings.HasSuffix(w, "*")}
	p.piece = foldWord(p.piece)
	return p
}
