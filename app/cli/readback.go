package cli

import (
	"fmt"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/workspace"
)

type readbackCommand struct {
	trees
	engineFlags
}

// Run asks what was not asked yet, where there is somebody to ask, and tells what differs in all that was ever read back.
func (c *readbackCommand) Run(t *terminal) error {
	return askEngine(t, &c.engineFlags, c, workspace.ReadBack, c.print)
}

func (c *readbackCommand) print(t *terminal, tag string, r workspace.ReadBackResult, err error) error {
	if c.JSON {
		if failed := c.writeJSON(t, tag, r); failed != nil {
			return failed
		}
	} else {
		for _, one := range r.Refused {
			fmt.Fprintf(t.out, "%s: not read back: %s\n", one.Key, one.Reason)
		}
		if failed := writeFindingsText(t.out, r.Findings, newColor(t.out, t.env)); failed != nil {
			return failed
		}
	}
	printEngine(t, r.Engine)
	printFaults(t.err, r.Faults)
	if err != nil && r.By != "" {
		return goOn(err)
	} else if err != nil {
		return err
	}
	missing := len(r.Refused) + len(r.Engine.Unanswered)
	if r.By == "" {
		missing = r.Estimate.Texts
	}
	fmt.Fprintf(t.err, "parlance: %s: %s read back, %d not; %s, %s\n", tag, count(len(r.Texts), "text"), missing,
		count(r.Findings.Errors, "error"), count(r.Findings.Warnings, "warning"))
	return findingsIf(r.Findings.Errors > 0 || r.By != "" && missing+len(r.Engine.Problems) > 0)
}

// readbackJSON is what was read back. It is stable: members are added, and none is taken away or changes its meaning.
type readbackJSON struct {
	Locale     string                    `json:"locale"`
	By         string                    `json:"by"` // the program that was asked now; "" where none was
	Texts      int                       `json:"texts"`
	Characters int                       `json:"characters"`
	Cost       *float64                  `json:"cost"` // null without --price
	Keys       []string                  `json:"keys"` // of the texts that were not read back before
	Read       []readTextJSON            `json:"read"`
	Refused    []workspace.RefusedAnswer `json:"refused"`
	Unanswered []string                  `json:"unanswered"` // keys
	Problems   []string                  `json:"problems"`   // of the program
	Findings   []findingJSON             `json:"findings"`
	Errors     int                       `json:"errors"`
	Warnings   int                       `json:"warnings"`
}

// readTextJSON is a text that was read back. Its texts are by plural category; "other" alone where the text counts nothing.
type readTextJSON struct {
	Key      string            `json:"key"`
	File     string            `json:"file"`
	Line     int               `json:"line"`
	Col      int               `json:"col"`
	Source   map[string]string `json:"source"`
	Text     map[string]string `json:"text"`
	ReadBack map[string]string `json:"read_back"`
	By       string            `json:"by"`
	At       string            `json:"at"` // RFC 3339
}

func (c *readbackCommand) writeJSON(t *terminal, tag string, r workspace.ReadBackResult) error {
	all := readbackJSON{Locale: tag, By: r.By, Texts: r.Estimate.Texts, Characters: r.Characters, Cost: c.cost(r.Characters), Keys: notNil(r.Keys), Read: []readTextJSON{},
		Refused: notNil(r.Refused), Unanswered: notNil(r.Engine.Unanswered), Problems: notNil(r.Engine.Problems), Findings: []findingJSON{},
		Errors: r.Findings.Errors, Warnings: r.Findings.Warnings}
	for _, x := range r.Texts {
		all.Read = append(all.Read, readTextJSON{x.Key, x.File, x.Line, x.Col, byCategory(x.Source), byCategory(x.Text), byCategory(x.English), x.By, x.At.Format(time.RFC3339)})
	}
	for f := range r.Findings.All() {
		all.Findings = append(all.Findings, newFindingJSON(f))
	}
	return writeJSON(t.out, all)
}

// byCategory returns forms as they stand in JSON.
func byCategory(f catalog.Forms) map[string]string {
	all := map[string]string{}
	for _, category := range f.Filled() {
		all[category] = f.Get(category)
	}
	return all
}
