package render

// fold writes what opens and shuts the element behind it. The element is no child of <details>, so that the style sheet can show it on paper and on
// wide screens, whatever its state, in browsers without ::details-content too.
func (d *writer) fold(label localizedHTML) {
	d.write("<details>")
	d.element("summary", label)
	d.write("</details>\n")
}
