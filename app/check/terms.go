package check

import (
	"cmp"
	"slices"
)

// Term is a term of the glossary that stands in an English text.
type Term struct {
	Term        string
	Translation string   // how the locale writes it; the term itself where it is not translated
	Forbidden   []string // renderings that are wrong
}

// Terms returns the terms of the glossary that stand in the English of a unit and that it says how to write in the locale. Key, Kind and Source of the
// unit are read.
func Terms(u Unit, in Context) (list []Term) {
	e := NewEnglish(u, in.Glossary)
	for _, form := range u.Source.Filled() {
		for _, t := range e.texts[u.Source.Get(form)].terms {
			r := t.Rendering(in.Tag)
			one := Term{t.Term, cmp.Or(r.Translation, t.Term), r.Forbidden}
			if (t.Keep || r.Translation != "") && !slices.ContainsFunc(list, func(o Term) bool { return o.Term == one.Term }) {
				list = append(list, one)
			}
		}
	}
	return list
}
