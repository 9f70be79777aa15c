package check

// Rule is one rule: its name, as it stands in findings and in comments that silence it, and what it looks for.
type Rule struct {
	Name  string
	About string // one line
	Final bool   // cannot be silenced
}

// Rules gives every rule, in the order in which they are run.
func Rules() []Rule {
	list := make([]Rule, len(rules))
	for i, r := range rules {
		list[i] = r.Rule
	}
	return list
}

type runner struct {
	Rule
	run func(*checker) // nil for a rule that is not about one text of a translation
}

var rules = []runner{
	{Rule{"plurals", "every plural category of the language is filled, and no other", false}, nil},
	{Rule{"placeholders", "the placeholders are those of the English", true}, (*checker).placeholders},
	{Rule{"controls", "no control or direction characters, no invisible ones that the script does not use", true}, (*checker).controls},
	{Rule{"nfc", "the text is in Unicode's composed form", false}, (*checker).nfc},
	{Rule{"block", "the text is one run that fits the place of the English", true}, (*checker).block},
	{Rule{"html", "no raw HTML", true}, (*checker).html},
	{Rule{"danger", "no link runs a script or carries data", true}, (*checker).danger},
	{Rule{"marks", "as much bold, emphasis, code and as many images as the English, and no mark left over", false}, (*checker).marks},
	{Rule{"links", "the links lead where those of the English lead", false}, (*checker).links},
	{Rule{"phones", "phone and emergency numbers are those of the English", false}, (*checker).numbers},
	{Rule{"numbers", "numbers, with their units, have the values of the English", false}, nil},
	{Rule{"copy", "the text is not English left as it was", false}, (*checker).copied},
	{Rule{"script", "the letters are those of the language's script", false}, (*checker).script},
	{Rule{"negation", "where the English says not, the translation says not", false}, (*checker).negation},
	{Rule{"glossary", "terms are translated as the glossary says", false}, (*checker).glossary},
	{Rule{"length", "the text is about as long as such an English text becomes in the language", false}, (*checker).length},
	{Rule{"ending", "the text ends as the English does, with the language's own mark", false}, (*checker).ending},
	{Rule{"punctuation", "marks, quotes and the spaces at them are those of the language", false}, (*checker).punctuation},
	{Rule{"repeated", "no word stands there twice", false}, (*checker).repeated},
	{Rule{"spaces", "no outer, doubled or misplaced spaces", false}, (*checker).spaces},
	{Rule{"silence", "a comment that silences a rule names it, fits the texts and says why", true}, nil},
	{Rule{"grade", "a page of English can be read at the reading grade asked for", false}, nil},
	{Rule{"sentence", "an English sentence is short", false}, nil},
	{Rule{"twins", "no two English texts differ only in case or punctuation", false}, nil},
	{Rule{"deadlinks", "links inside the site lead to a page", false}, nil},
}

func find(name string) (Rule, bool) {
	for _, r := range rules {
		if r.Name == name {
			return r.Rule, true
		}
	}
	return Rule{}, false
}
