package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/workspace"
)

type draftCommand struct {
	recordedTrees
	engineFlags
}

func (c *draftCommand) Run(t *terminal) error {
	if len(c.With) == 0 && !c.DryRun {
		return usagef("say who translates: --with PROGRAM (--dry-run only says how much there is to translate)")
	}
	return askEngine(t, &c.engineFlags, c, workspace.Draft, c.print)
}

// print writes what became of the drafts. It returns err, or [errFindings] where a text stays empty.
func (c *draftCommand) print(t *terminal, tag string, r workspace.DraftResult, err error) error {
	if c.JSON {
		if failed := c.writeJSON(t, tag, r); failed != nil {
			return failed
		}
	} else if failed := c.writeText(t, r); failed != nil {
		return failed
	}
	printEngine(t, r.Engine)
	printFaults(t.err, r.LedgerFaults)
	if r.By == "" { // nothing was asked
		return err
	}
	fmt.Fprintf(t.err, "parlance: %s: %s drafted by %s, %d thrown away, %d without an answer\n",
		tag, count(len(r.Drafted), "text"), r.By, len(r.Refused), len(r.Engine.Unanswered))
	if err != nil {
		return goOn(err)
	}
	return findingsIf(len(r.Refused)+len(r.Engine.Unanswered)+len(r.Engine.Problems) > 0)
}

func (c *draftCommand) writeText(t *terminal, r workspace.DraftResult) error {
	if c.DryRun {
		for _, key := range r.Keys {
			fmt.Fprintf(t.out, "%s: would be asked\n", key)
		}
		return nil
	}
	printWrote(t.out, r.Wrote)
	for _, ch := range r.Drafted {
		fmt.Fprintf(t.out, "%s: drafted\n", ch.Key)
	}
	for _, one := range r.Refused {
		fmt.Fprintf(t.out, "%s: thrown away: %s\n", one.Key, one.Reason)
		if one.Text != "" {
			fmt.Fprintf(t.out, "    draft:   %s\n", one.Text)
		}
	}
	return writeFindingsText(t.out, r.Findings, newColor(t.out, t.env))
}

// draftJSON is what was drafted. It is stable: members are added, and none is taken away or changes its meaning.
type draftJSON struct {
	Locale     string                    `json:"locale"`
	By         string                    `json:"by"` // the program; "" where it was not asked
	Texts      int                       `json:"texts"`
	Characters int                       `json:"characters"`
	Cost       *float64                  `json:"cost"` // null without --price
	Keys       []string                  `json:"keys"` // of the texts that were to be drafted
	Drafted    []draftedJSON             `json:"drafted"`
	Refused    []workspace.RefusedAnswer `json:"refused"`
	Unanswered []string                  `json:"unanswered"` // keys; with "#" and the plural category where there are several
	Problems   []string                  `json:"problems"`   // of the program
	Wrote      []string                  `json:"wrote"`
	Findings   []findingJSON             `json:"findings"` // what check finds in what was drafted
}

type draftedJSON struct {
	Key   string            `json:"key"`
	Forms map[string]string `json:"forms"` // by plural category; "other" alone where the text counts nothing
}

func (c *draftCommand) writeJSON(t *terminal, tag string, r workspace.DraftResult) error {
	all := draftJSON{Locale: tag, By: r.By, Texts: r.Texts, Characters: r.Characters, Cost: c.cost(r.Characters), Keys: notNil(r.Keys), Drafted: []draftedJSON{}, Refused: notNil(r.Refused),
		Unanswered: notNil(r.Engine.Unanswered), Problems: notNil(r.Engine.Problems), Wrote: notNil(r.Wrote), Findings: []findingJSON{}}
	for _, ch := range r.Drafted {
		all.Drafted = append(all.Drafted, draftedJSON{ch.Key, byCategory(ch.Text)})
	}
	for f := range r.Findings.All() {
		all.Findings = append(all.Findings, newFindingJSON(f))
	}
	return writeJSON(t.out, all)
}

// notNil returns a list that is written as [] where it is empty.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
