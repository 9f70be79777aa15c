package catalog

// categories are the plural categories of CLDR in CLDR's order (UTS 35, part 3, 5.1). They are also the members of an entry that hold text.
var categories = [...]string{"zero", "one", "two", "few", "many", "other"}

// memberNames are the members that an entry may have, in the order in which they are written.
var memberNames = append([]string{"hash", "description"}, categories[:]...)

// Forms are the texts of one message, one for each plural category. A message that does not count anything has Other only.
type Forms struct{ Zero, One, Two, Few, Many, Other string }

// Get returns the text of a plural category, or "" where there is none or no such category.
func (f Forms) Get(category string) string {
	if p := f.at(category); p != nil {
		return *p
	}
	return ""
}

// With returns the forms with one text changed. A name that is no plural category changes nothing.
func (f Forms) With(category, text string) Forms {
	if p := f.at(category); p != nil {
		*p = text
	}
	return f
}

// Filled returns the categories that have a text, in CLDR's order.
func (f Forms) Filled() []string {
	var filled []string
	for _, c := range categories {
		if f.Get(c) != "" {
			filled = append(filled, c)
		}
	}
	return filled
}

// Empty reports whether no category has a text.
func (f Forms) Empty() bool { return f == Forms{} }

// Plural reports whether a category besides other has a text.
func (f Forms) Plural() bool {
	f.Other = ""
	return !f.Empty()
}

func (f *Forms) at(category string) *string {
	if category == "other" { // nearly always
		return &f.Other
	}
	for i, p := range [...]*string{&f.Zero, &f.One, &f.Two, &f.Few, &f.Many, &f.Other} {
		if categories[i] == category {
			return p
		}
	}
	return nil
}
