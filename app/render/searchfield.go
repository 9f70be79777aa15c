package render

import "strconv"

// MaxQuery is how many characters the search field takes.
const MaxQuery = 200

// searchField writes the field by which readers search the guides of the document's language. What a reader wrote may be in any language, so its
// direction is its own (R28).
func (d *writer) searchField() {
	d.write(`<form class="search" role="search"`, attr("action", d.documentURL(d.wanted, SearchName)), ">\n")
	d.element(`label class="aside" for="ui.query"`, d.say("ui.search.label"))
	d.write(`<input type="search" id="ui.query" name="q" dir="auto" enterkeyhint="search" autocomplete="off"`, attr("maxlength", strconv.Itoa(MaxQuery)))
	if d.query != "" {
		d.write(` lang=""`, attr("value", d.query))
	}
	d.write(">\n")
	d.element(`button type="submit"`, d.say("ui.search.label"))
	d.write("</form>\n")
}
