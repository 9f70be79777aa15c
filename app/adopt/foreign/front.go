package foreign

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"
)

// Front is the front matter of a page, whatever it was written in.
type Front map[string]any

// maxFront is how long a front matter may be, in bytes: pages have a few hundred.
const maxFront = 64 << 10

// Text returns a field as text on one line, "" where there is none.
func (f Front) Text(names ...string) string {
	for _, name := range names {
		switch v := f[name].(type) {
		case string:
			if text := strings.Join(strings.Fields(v), " "); text != "" {
				return text
			}
		case int, int64, float64, bool:
			return fmt.Sprint(v)
		}
	}
	return ""
}

// List returns a field that is a text or a list of texts.
func (f Front) List(name string) (list []string) {
	switch v := f[name].(type) {
	case string:
		return []string{v}
	case []any:
		for _, one := range v {
			if s, ok := one.(string); ok {
				list = append(list, s)
			}
		}
	}
	return list
}

// Number returns a field that is a whole number, 0 where there is none.
func (f Front) Number(names ...string) int {
	for _, name := range names {
		if n, err := strconv.ParseFloat(f.Text(name), 64); err == nil && n > -1e6 && n < 1e6 {
			return int(n)
		}
	}
	return 0
}

// Flag reports whether a field is true.
func (f Front) Flag(name string) bool { return f.Text(name) == "true" }

// Table returns a field that has fields.
func (f Front) Table(name string) Front {
	switch v := f[name].(type) {
	case map[string]any:
		return v
	case Front:
		return v
	}
	return nil
}

// Date returns a field that is a day, or a moment, as a day.
func (f Front) Date(names ...string) (day time.Time, ok bool) {
	for _, name := range names {
		switch v := f[name].(type) {
		case time.Time:
			return time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC), !v.IsZero()
		case string:
			if day, err := time.Parse(time.DateOnly, v[:min(len(v), len(time.DateOnly))]); err == nil {
				return day, true
			}
		}
	}
	return time.Time{}, false
}

// splitFront takes the front matter off a text. first is the line that the rest begins at.
func (p *Page) splitFront(text string) (body string, first int) {
	p.Front = Front{}
	start := strings.TrimLeft(text, " \t\n")
	first = 1 + strings.Count(text[:len(text)-len(start)], "\n")
	begin, rest, _ := strings.Cut(start, "\n")
	begin = strings.TrimRight(begin, " \t")
	var end int
	switch {
	case begin == "---" || begin == "+++":
		if end = closingLine(rest, begin); end < 0 {
			return text, 1
		}
		front := rest[:end]
		_, body, _ = strings.Cut(rest[end:], "\n")
		p.readFront(front, begin, first)
		return body, first + 2 + strings.Count(front, "\n")
	case strings.HasPrefix(begin, "{") && strings.HasPrefix(strings.TrimLeft(begin[1:]+rest, " \t\n"), `"`):
		d := json.NewDecoder(strings.NewReader(start))
		if err := d.Decode((*map[string]any)(&p.Front)); err != nil {
			return text, 1
		}
		end = int(d.InputOffset())
		return start[end:], first + strings.Count(start[:end], "\n")
	}
	return text, 1
}

// closingLine returns the offset of the line that ends a front matter, -1 where there is none.
func closingLine(rest, mark string) int {
	for at := 0; at < len(rest); {
		line, _, _ := strings.Cut(rest[at:], "\n")
		if strings.TrimRight(line, " \t") == mark {
			return at
		}
		at += len(line) + 1
	}
	return -1
}

func (p *Page) readFront(front, mark string, line int) {
	var err error
	switch {
	case len(front) > maxFront:
		err = fmt.Errorf("it has more than %d KB", maxFront>>10)
	case mark == "+++":
		_, err = toml.Decode(front, (*map[string]any)(&p.Front))
	default:
		p.Front, err = readYAML([]byte(front))
	}
	if err != nil {
		p.Front = Front{}
		p.note(line, KindFront, "the front matter cannot be read, and nothing of it was taken: %s", excerpt(err.Error()))
	}
}

// readYAML reads a mapping of YAML. A field that is written twice counts as it was written first, as programs that build sites take it or leave it.
func readYAML(src []byte) (front Front, err error) {
	defer func() {
		if r := recover(); r != nil { // of a library that reads what strangers wrote
			front, err = nil, fmt.Errorf("%v", r)
		}
	}()
	var doc map[string]any
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return Front{}, err
	}
	if doc == nil {
		doc = map[string]any{}
	}
	return doc, nil
}

// ReadTable reads a configuration in YAML, TOML or JSON, which the ending of its name says.
func ReadTable(name string, data []byte) (Front, error) {
	if len(data) > 1<<20 {
		return nil, fmt.Errorf("%s has more than a megabyte", name)
	}
	table := map[string]any{}
	switch {
	case strings.HasSuffix(name, ".toml"):
		_, err := toml.Decode(string(data), &table)
		return table, err
	case strings.HasSuffix(name, ".json"):
		return table, json.Unmarshal(data, &table)
	}
	return readYAML(data)
}
