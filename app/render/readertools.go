package render

import (
	"strconv"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

// readerTools writes what the script needs that reads a guide aloud and keeps it on a phone: controls and messages in the language of the document, in
// templates, so that without scripts a reader sees nothing of it. The worker of kept guides (sw.js) takes its warning from here too.
func (d *writer) readerTools(p *corpus.Original, pub *corpus.Publication) {
	d.write("<div class=\"toolbar\">\n<template id=\"ui.tools\"><div class=\"tools\"")
	if !d.overdue { // nobody keeps what should have been reviewed
		d.write(attr("data-page", d.documentURL(d.wanted, p.Slug)))
		if review := p.Front.ReviewBy; !review.IsZero() {
			d.write(attr("data-until", review.Format(time.DateOnly)))
		}
	}
	d.write(">\n")
	d.listenControls()
	d.keepControls()
	d.write("<div hidden>\n")
	d.element(`span data-say="english"`, d.say("ui.listen.english"))
	d.element(`span data-say="kept"`, d.say("ui.keep.kept", arg{"Date", "<time></time>"}))
	d.element(`span data-say="failed"`, d.say("ui.keep.failed"))
	d.write("</div>\n<p role=\"status\"></p>\n</div></template>\n")
	d.write(`<template id="ui.kept">`)
	d.element(`p class="notice" role="note"`, d.say("ui.keep.offline", arg{"Date", "<time></time>"}))
	d.write(`</template>`, "\n", `<template id="ui.none">`)
	d.element("h2", d.say("ui.keep.none"))
	d.machineNote(drafts{pub.Machine > 0, pub.Reviewed > 0})
	d.element("p", d.say("ui.keep.none-text"))
	d.write("</template>\n</div>\n")
}

// listenControls writes the buttons for reading aloud.
func (d *writer) listenControls() {
	d.write("<div class=\"listen\" hidden>\n")
	d.tool("listen", "ui.listen.start")
	d.tool("pause", "ui.listen.pause")
	d.tool("resume", "ui.listen.resume")
	d.tool("back", "ui.listen.back")
	d.tool("stop", "ui.listen.stop")
	d.write("<label class=\"speed\">")
	d.element("span", d.say("ui.listen.speed"))
	d.write("<select>\n")
	for _, speed := range [...]struct{ attributes, key string }{
		{`value="0.75"`, "ui.listen.slow"}, {`value="1" selected`, "ui.listen.normal"}, {`value="1.3"`, "ui.listen.fast"},
	} {
		d.element("option "+markup(speed.attributes), d.say(speed.key))
	}
	d.write("</select></label>\n</div>\n")
}

// keepControls writes the buttons for keeping the guide. What others could see is said before it is kept.
func (d *writer) keepControls() {
	d.write("<div class=\"keep\" hidden>\n<details>")
	d.element("summary", d.say("ui.keep.keep"))
	d.write("<div>\n")
	d.element("p", d.say("ui.keep.hint"))
	d.tool("keep", "ui.keep.keep")
	d.write("</div></details>\n")
	d.tool("remove", "ui.keep.remove")
	d.write("</div>\n")
}

func (d *writer) tool(name markup, key string) {
	d.element(`button type="button" data-do="`+name+`"`, d.say(key))
}

// recordingLabel writes what the names of all recordings of a page begin with, if it plays any.
func (c *blockWriter) recordingLabel() {
	if c.played {
		c.element(`p id="ui.recording" hidden`, c.say("ui.listen.recording"))
	}
}

// recording returns the element that plays the recording of a segment inside an element of a language, and "" where there is none of exactly the text that
// readers see. Its name is that of [blockWriter.recordingLabel] and the first words of the text.
func (c *blockWriter) recording(i int, around *locale.Locale) markup {
	if c.recordings == nil || i < 0 {
		return ""
	}
	part, ok := partOf(c.page, i)
	if !ok {
		return ""
	}
	text := c.pub.Texts[i]
	r := c.recordings.Of(part, text, c.wanted)
	if r == nil {
		return ""
	}
	c.played = true
	id, words := "ui.recording."+strconv.Itoa(i), text.Text
	if text.Run != nil {
		words = text.Run.PlainText()
	}
	return `<audio controls preload="none"` + langAttrsIn(text.Locale, around) + attr("data-of", part) + attr("src", c.prefix+"/assets/"+recordingName(r)) +
		attr("id", id) + attr("aria-label", firstWords(words)) + attr("aria-labelledby", "ui.recording "+id) + "></audio>"
}
