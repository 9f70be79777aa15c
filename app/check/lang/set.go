package lang

// Set names a set of words, of any language, that a rule looks up.
type Set string

// The sets, as the tables called sets name them. Words are in lower case.
const (
	EnglishOnly          Set = "english-only"           // English words that are hardly words of another language in Latin script
	EnglishShared        Set = "english-shared"         // those of them that other languages have too
	International        Set = "international"          // words in Latin letters that may stand in any script
	DandaAbbreviations   Set = "danda-abbreviation"     // short words of Hindi and Bengali with a point
	DandaVerbs           Set = "danda-verb"             // short words of Hindi and Bengali that end a sentence
	PointAbbreviations   Set = "point-abbreviation"     // words with a point that ends no sentence
	HanReduplicated      Set = "han-reduplicated"       // Chinese verbs that are said twice on purpose
	SingleCharacters     Set = "single-character"       // characters that stand twice by mistake alone
	SingleCharacterAfter Set = "single-character-after" // characters behind which those may stand twice
	Articles             Set = "article"                // English words that say one before a unit
	CountedOnce          Set = "counted-once"           // English words before which articles say one, too
	Proclitics           Set = "proclitic"              // letters that Arabic and Hebrew write onto the front of a word
	EmergencyNumbers     Set = "emergency"              // digits by which people call for help in some country
)

// Has reports whether a word, in lower case, is one of the set.
func (s Set) Has(lower string) bool { return known().Sets[s].Has(lower) }
