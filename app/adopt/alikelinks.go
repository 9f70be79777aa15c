package adopt

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// alikeLinks returns a translation whose links lead where those of the English lead, and which addresses became which. Where it is not certain which links
// belong together, nothing changes.
func alikeLinks(source, text string) (string, [][2]string) {
	if !strings.ContainsAny(text, "[<:") || segment.IsInlineLike(source, text) {
		return text, nil
	}
	english, err := segment.InlineInPlace(source, source)
	if err != nil {
		return text, nil
	}
	translated, err := segment.InlineInPlace(source, text)
	if err != nil {
		return text, nil
	}
	e, t := linksIn(english), linksIn(translated)
	for i := 0; i < len(e); i++ {
		if n := slices.IndexFunc(t, func(r *segment.Run) bool { return r.Kind == e[i].Kind && r.Dest == e[i].Dest }); n >= 0 {
			e, t = slices.Delete(e, i, i+1), slices.Delete(t, n, n+1)
			i--
		}
	}
	if len(e) != len(t) {
		return text, nil
	}
	var changed [][2]string
	type change struct {
		run *segment.Run
		to  string
	}
	var changes []change
	for _, r := range t {
		n := -1
		for i, one := range e {
			if one.Kind == r.Kind && (len(e) == 1 || sameAddress(one.Dest, r.Dest)) {
				if n >= 0 {
					return text, nil
				}
				n = i
			}
		}
		if n < 0 {
			return text, nil
		}
		changes = append(changes, change{r, e[n].Dest})
		changed = append(changed, [2]string{r.Dest, e[n].Dest})
		e = slices.Delete(e, n, n+1)
	}
	slices.SortFunc(changes, func(x, y change) int { return y.run.Start - x.run.Start })
	out := text
	for _, c := range changes {
		at := strings.LastIndex(out[c.run.Start:c.run.End], "](")
		if at < 0 {
			return text, nil
		}
		title := ""
		if c.run.Title != "" {
			title = ` "` + strings.ReplaceAll(c.run.Title, `"`, `\"`) + `"`
		}
		dest := c.to
		if strings.ContainsAny(dest, " ()") {
			dest = "<" + dest + ">"
		}
		out = out[:c.run.Start+at] + "](" + dest + title + ")" + out[c.run.End:]
	}
	if !segment.IsInlineLike(source, out) {
		return text, nil
	}
	return out, changed
}

func linksIn(r *segment.Run) []*segment.Run {
	list := r.All(segment.RunLink)
	return append(append(list, r.All(segment.RunImage)...), r.All(segment.RunAutolink)...)
}

// sameAddress reports whether two addresses differ in the fragment, or in the language that they name, alone.
func sameAddress(a, b string) bool {
	a, _, _ = strings.Cut(a, "#")
	b, _, _ = strings.Cut(b, "#")
	if a == b {
		return true
	}
	last := func(u string) string { u = strings.TrimRight(u, "/"); return u[strings.LastIndexByte(u, '/')+1:] }
	return len(last(a)) > 3 && last(a) == last(b)
}
