package segment_test

import (
	"fmt"

	"github.com/parlance/parlance/app/segment"
)

const page = `+++
title = "Side effects"
description = "What you may feel."
published = 2026-01-01
updated = 2026-01-02
+++

## Infection

<!-- note: "ward" is the department of the hospital -->
Call the ward at **once** if you have a fever.
`

func ExampleParse() {
	p, err := segment.Parse("side-effects", "side-effects.md", []byte(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range p.Segments {
		fmt.Printf("%d:%d %s: %s\n", s.Line, s.Col, s.Kind, s.Text)
	}
	fmt.Println("note:", p.Segments[3].Note)
	// Output:
	// 2:9 title: Side effects
	// 3:15 description: What you may feel.
	// 8:4 heading: Infection
	// 11:1 paragraph: Call the ward at **once** if you have a fever.
	// note: "ward" is the department of the hospital
}

func ExampleParse_faults() {
	_, err := segment.Parse("a", "a.md", []byte("+++\ntitle = \"A\"\n+++\n\n<div>x</div>\n"))
	fmt.Println(err)
	// Output:
	// a.md:1:1: the front matter has no description: add a line description = …
	// a.md:1:1: the front matter has no published: add a line published = …
	// a.md:1:1: the front matter has no updated: add a line updated = …
	// a.md:5:1: the page holds HTML (<div>x</div>): write Markdown, and nothing else on a line with a comment
}

func ExamplePage_Keys() {
	p, err := segment.Parse("side-effects", "side-effects.md", []byte(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	known := []segment.KnownKey{
		{Key: "side-effects.infection.heading", Kind: segment.KindHeading, Text: "Infection"},
		{Key: "side-effects.infection.p4", Kind: segment.KindParagraph, Text: "Call the ward if you have a fever."},
	}
	for _, key := range p.Keys(known) {
		fmt.Println(key)
	}
	// Output:
	// side-effects.page.title
	// side-effects.page.summary
	// side-effects.infection.heading
	// side-effects.infection.p4
}

func ExamplePage_Raw() {
	p, err := segment.Parse("side-effects", "side-effects.md", []byte(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range p.Segments {
		fmt.Println(p.Raw(i))
	}
	// Output:
	// "Side effects"
	// "What you may feel."
	// Infection
	// Call the ward at **once** if you have a fever.
}

func ExampleInline() {
	run, err := segment.Inline("Call the **ward** at [this number](tel:112).")
	fmt.Println(run.PlainText(), err)
	for _, r := range run.Children {
		fmt.Printf("%s %q %q\n", r.Kind, r.Text, r.Dest)
	}
	_, err = segment.Inline("- a list")
	fmt.Println(err)
	// Output:
	// Call the ward at this number. <nil>
	// text "Call the " ""
	// strong "" ""
	// text " at " ""
	// link "" "tel:112"
	// text "." ""
	// the text is not one paragraph but holds a list: put a backslash before the mark that makes it one
}

func ExampleWords() {
	fmt.Println(segment.Words("See [the **list**](/doctors) — 3 pages."))
	// Output: 5
}
