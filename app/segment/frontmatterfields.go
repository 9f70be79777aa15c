package segment

import (
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"
)

// set sets a field to a value. It returns false if there is no such field.
func (p *frontMatterParser) set(name string, value *unstable.Node, at span) bool {
	switch name {
	case "title":
		p.front.Title = p.text(name, value, at)
	case "description":
		p.front.Description = p.text(name, value, at)
	case "order":
		p.front.Order = p.number(name, value, at)
	case "published":
		p.front.Published = p.date(name, value, at)
	case "updated":
		p.front.Updated = p.date(name, value, at)
	case "review_by":
		p.front.ReviewBy = p.date(name, value, at)
	case "critical":
		if value.Kind != unstable.Bool {
			p.faults.add(at.start, "critical must be true or false, without quotes")
		}
		p.front.Critical = string(value.Data) == "true"
	default:
		return false
	}
	return true
}

func (p *frontMatterParser) text(name string, value *unstable.Node, at span) string {
	if value.Kind != unstable.String {
		p.faults.add(at.start, "%s must be a text in quotes", name)
		return ""
	}
	text := oneLine(string(value.Data))
	if strings.TrimSpace(text) == "" {
		p.faults.add(at.start, "%s is empty: readers and translators need it", name)
		return ""
	}
	if len(text) > maxText {
		p.faults.add(at.start, "%s is longer than %d KB: shorten it", name, maxText>>10)
		return ""
	}
	for _, c := range text {
		if reason := forbiddenReason(c); reason != "" {
			p.faults.add(at.start, "%s holds %U: %s", name, c, reason)
		}
	}
	return text
}

func (p *frontMatterParser) number(name string, value *unstable.Node, at span) int {
	n, err := strconv.ParseInt(strings.ReplaceAll(string(value.Data), "_", ""), 0, 32)
	if value.Kind != unstable.Integer || err != nil {
		p.faults.add(at.start, "%s must be a whole number, for example 10", name)
	}
	return int(n)
}

func (p *frontMatterParser) date(name string, value *unstable.Node, at span) time.Time {
	date, err := time.Parse(time.DateOnly, string(value.Data))
	if err != nil || value.Kind != unstable.LocalDate && value.Kind != unstable.String {
		p.faults.add(at.start, "%s must be a day of the calendar, for example 2026-01-31", name)
	}
	return date
}

// checkFields adds the faults of required fields that are missing and of dates that contradict each other.
func (p *frontMatterParser) checkFields() {
	for _, name := range []string{"title", "description", "published", "updated"} {
		if _, ok := p.values[name]; !ok {
			p.faults.add(0, "the front matter has no %s: add a line %s = …", name, name)
		}
	}
	p.checkOrder("published", p.front.Published, "updated", p.front.Updated)
	p.checkOrder("updated", p.front.Updated, "review_by", p.front.ReviewBy)
}

// checkOrder adds a fault if the second of two dates is before the first.
func (p *frontMatterParser) checkOrder(first string, x time.Time, second string, y time.Time) {
	if !x.IsZero() && !y.IsZero() && y.Before(x) {
		p.faults.add(p.values[second].start, "%s is before %s: mend one of the dates", second, first)
	}
}
