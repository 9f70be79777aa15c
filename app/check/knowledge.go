package check

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// Knowledge is how much a rule knows of the language of a locale.
type Knowledge string

// The degrees of knowledge.
const (
	Known   Knowledge = "known"   // the rule has the words of the language
	Floor   Knowledge = "floor"   // the least that is known of any language of its kind
	Unknown Knowledge = "unknown" // the rule finds nothing
)

// RuleKnowledge is how much one rule knows.
type RuleKnowledge struct {
	Rule      string    `json:"rule"`
	Knowledge Knowledge `json:"knowledge"`
}

// KnowledgeOf returns, for each rule that needs to know the language of a locale, how much it does (R52): that nothing was found says
// nothing where nothing is known. The rules stand in their order.
func KnowledgeOf(in Context) (list []RuleKnowledge) {
	l := lang.For(in.Tag, in.Script)
	degree := func(known, floor bool) Knowledge {
		switch {
		case known:
			return Known
		case floor:
			return Floor
		}
		return Unknown
	}
	hasFile := l.HasData
	of := map[string]Knowledge{
		"numbers":   degree(l.HasNumberWords, true),
		"script":    degree(hasFile, len(l.Scripts) > 0),
		"variety":   degree(l.ForeignWords != nil || l.Address.Informal != nil || len(l.ForeignLetters) > 0, false),
		"negation":  degree(hasFile && !l.Negations.Empty(), !l.Negations.Empty()),
		"meaning":   degree(len(l.Senses) > 0, false),
		"strength":  degree(len(l.Senses) > 0, false),
		"length":    degree(l.LengthRatio > 0 && !l.LengthGuessed, l.LengthRatio > 0),
		"sentences": degree(hasFile, true),
		"ending":    degree(len(l.EndMarks) > 0, false),
	}
	for _, r := range rules() {
		if k, ok := of[r.name]; ok {
			list = append(list, RuleKnowledge{r.name, k})
		}
	}
	return list
}

// KnownLess returns, for a person, the rules that do not know the words of a language: "meaning (nothing), length (the least)"; "" for none.
func KnownLess(list []RuleKnowledge) string {
	var less []string
	for _, k := range list {
		switch {
		case k.Rule == "variety": // most languages have none to tell apart
		case k.Knowledge == Floor:
			less = append(less, k.Rule+" (the least)")
		case k.Knowledge == Unknown:
			less = append(less, k.Rule+" (nothing)")
		}
	}
	return strings.Join(less, ", ")
}
