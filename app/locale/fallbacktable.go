package locale

import (
	"maps"
	"slices"

	"golang.org/x/text/language"
)

// newAnswers works out the answer for every code, script and region that a reader may send and that makes a difference.
func newAnswers(candidates []candidate) answers {
	b := &builder{
		known:    known(),
		families: familiesOf(candidates),
		answers:  answers{},
	}
	for code := range b.codes() {
		b.answer(code)
	}
	return b.answers
}

// builder makes answers.
type builder struct {
	known    *knowledge
	families map[string]map[string]*family // by language, then script
	answers  answers
	regions  []region // all that there are, listed when first needed
}

// region is one that a reader may name, and the one it is today: UK is GB.
type region struct{ written, today string }

// codes are the language codes for which there may be an answer: the languages served, their other names, and the languages whose
// readers read them.
func (b *builder) codes() map[string]bool {
	codes := map[string]bool{}
	for base := range b.families {
		codes[base] = true
	}
	for code := range b.known.aliases {
		codes[code] = true
	}
	for code := range b.known.members {
		base, _, _ := parts(code)
		codes[base] = true
	}
	maps.DeleteFunc(codes, func(code string, _ bool) bool { return len(b.families[b.today(code).base]) == 0 && !b.reached(code) })
	return codes
}

// today is a code as an ident, with the script and region that an alias implies.
func (b *builder) today(code string) (id ident) {
	if alias, ok := b.known.aliases[code]; ok {
		id.base, id.script, id.region = parts(alias)
		return id
	}
	return ident{base: code}
}

// reached tells whether readers of a code read another language that is served.
func (b *builder) reached(code string) bool {
	return slices.ContainsFunc(b.known.members[b.today(code).base], func(target string) bool {
		base, _, _ := parts(target)
		return len(b.families[base]) > 0
	})
}

// reach lists what readers of a language in a region read, best first: the language itself, then what macrolanguages.txt says.
// The idents hold only what is said; script and region may be empty.
func (b *builder) reach(base, region string) []ident {
	list := []ident{{base: base}}
	targets, ok := b.known.members[base+"-"+region]
	if !ok {
		targets = b.known.members[base]
	}
	for _, target := range targets {
		var id ident
		id.base, id.script, id.region = parts(target)
		list = append(list, id)
	}
	return list
}

// resolve lists the locales for a code with a script and a region, each of which may be empty.
func (b *builder) resolve(code, script, region string) []uint8 {
	id := b.today(code)
	id.script, id.region = first(script, id.script), first(region, id.region)
	var list []uint8
	for _, target := range b.reach(id.base, id.region) {
		at := first(id.region, target.region)
		want := ident{base: target.base, region: at}
		want.script = first(id.script, first(target.script, b.known.script(target.base, at)))
		if at == "" && target.base != id.base {
			want.region = homeOf(id.base)
		}
		if f := b.families[want.base][want.script]; f != nil {
			list = append(list, f.rank(want.region)...)
		}
	}
	return list
}

// homeOf is the likely region of a language, for example EG for arz.
func homeOf(base string) string {
	t, err := language.Raw.Parse(base)
	if err != nil {
		return ""
	}
	r, confidence := t.Region()
	if confidence == language.No {
		return ""
	}
	return r.String()
}

// answer puts down everything about one code.
func (b *builder) answer(code string) {
	scripts := []string{""}
	for _, target := range b.reach(b.today(code).base, "") {
		for script := range b.families[target.base] {
			if !slices.Contains(scripts, script) {
				scripts = append(scripts, script)
			}
		}
	}
	for _, script := range scripts {
		usual := b.resolve(code, script, "")
		b.answers[keyFor(code, script, "")] = usual
		for _, r := range b.regionsFor(code) {
			if list := b.resolve(code, script, r.today); !slices.Equal(list, usual) {
				b.answers[keyFor(code, script, r.written)] = list
			}
		}
	}
}

// regionsFor lists the regions that may change the answer for a code: all of them where a choice of locales is left within one
// script, else only those where another script is written.
func (b *builder) regionsFor(code string) []region {
	var list []region
	base := b.today(code).base
	for _, target := range b.reach(base, "") {
		for _, f := range b.families[target.base] {
			if len(f.members) > 1 {
				return b.allRegions()
			}
		}
		for r := range b.known.exceptions[target.base] {
			list = append(list, region{r, r})
		}
	}
	for code := range b.known.members {
		if member, _, r := parts(code); member == base && r != "" {
			list = append(list, region{r, r})
		}
	}
	return list
}

func (b *builder) allRegions() []region {
	if b.regions == nil {
		for _, r := range language.Supported.Regions() {
			b.regions = append(b.regions, region{r.String(), r.Canonicalize().String()})
		}
	}
	return b.regions
}
