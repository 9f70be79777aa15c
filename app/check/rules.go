package check

import "sync"

// rule is one rule.
type rule struct {
	name  string         // as it stands in findings and in comments that suppress it
	about string         // what it demands, on one line
	final bool           // cannot be suppressed
	check func(*checker) // nil for a rule that another one checks, or that is not about one text of a translation
}

// rules returns every rule, in the order in which they are checked.
var rules = sync.OnceValue(func() []rule {
	return []rule{
		{"plurals", "every plural category of the language is filled, and no other", false, nil},
		{"placeholders", "the placeholders are those of the English", true, (*checker).placeholders},
		{"controls", "no control or direction characters, no invisible ones that the script does not use", true, (*checker).controlCharacters},
		{"nfc", "the text is in Unicode's composed form", false, (*checker).nfc},
		{"block", "the text is one run that fits the place of the English", true, (*checker).block},
		{"html", "no raw HTML", true, (*checker).rawHTML},
		{"danger", "no link runs a script or carries data", true, (*checker).linkSchemes},
		{"marks", "as much bold, emphasis, code and as many images as the English, and no mark left over", false, (*checker).markup},
		{"links", "the links lead where those of the English lead", true, (*checker).links},
		{"phones", "phone and emergency numbers are those of the English", true, (*checker).numbers},
		{"numbers", "numbers, with their units, have the values of the English", false, nil},
		{"copy", "the text is not English left as it was", false, (*checker).untranslated},
		{"script", "the letters are those of the language's script", false, (*checker).script},
		{"variety", "the words are those of the language's variety, with their marks, and address the reader in one way", false, (*checker).variety},
		{"negation", "where the English says not, the translation says not", false, (*checker).negation},
		{"meaning", "no word has been turned into its opposite, and no part of the body, procedure or span of time into another", false, (*checker).meaning},
		{"strength", "where the English says at once, may or can, the translation does", false, (*checker).strength},
		{"glossary", "terms are translated as the glossary says", false, (*checker).terminology},
		{"length", "the text is about as long as such an English text becomes in the language", false, (*checker).length},
		{"sentences", "no sentence of the English is missing", false, (*checker).droppedSentences},
		{"ending", "the text ends as the English does, with the language's own mark", false, (*checker).endMark},
		{"punctuation", "marks, quotes and the spaces at them are those of the language", false, (*checker).punctuation},
		{"repeated", "no word stands there twice", false, (*checker).repeated},
		{"spaces", "no outer, doubled or misplaced spaces", false, (*checker).spaces},
		{"elsewhere", "no text is the translation of another English text", false, nil},
		{"entries", "no key, hash or entry of a catalog was changed by hand", true, nil},
		{"silence", "a comment that silences a rule names it, fits the texts and says why", true, nil},
		{"grade", "a page of English can be read at the reading grade asked for", false, nil},
		{"sentence", "an English sentence is short", false, nil},
		{"twins", "no two English texts differ only in case or punctuation", false, nil},
		{"deadlinks", "links and images of the English lead to a page, a heading or a file of the site", false, nil},
		{"recordings", "a recording is of a text that readers get", false, nil},
	}
})

// ruleNamed returns a rule, the zero rule for a name that none has.
func ruleNamed(name string) rule {
	for _, r := range rules() {
		if r.name == name {
			return r
		}
	}
	return rule{}
}
