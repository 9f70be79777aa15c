package cli

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/workspace"
)

type reviewCommand struct {
	trees
	Tag    string   `arg:"" help:"The locale."`
	Names  []string `arg:"" name:"page-or-key" help:"Pages (side-effects; ui is the interface) or keys (side-effects.infection.p1)."`
	By     string   `required:"" placeholder:"NAME" help:"Who has reviewed the texts. The page names the reviewer."`
	Note   string   `placeholder:"TEXT" help:"What is to be remembered with it."`
	Revoke bool     `help:"Take back the sign-offs of these texts, whoever gave them."`
}

// Help says what review does.
func (c *reviewCommand) Help() string {
	return `A sign-off says that somebody has read the translation beside its English and that both say the same. It goes to
locales/TAG/reviews.jsonl and holds for these two texts alone: it ends by itself when one of them is edited.

A text that is missing, outdated or at fault cannot be signed off, nor can a text by the one who translated it (see parlance
credit). What can be signed off is; the rest is named, and the exit code is 1.`
}

// Validate refuses what cannot stand in a ledger.
func (c *reviewCommand) Validate() (err error) {
	if c.By, err = person(c.By); err == nil && c.Note != "" {
		err = oneLine("--note", c.Note)
	}
	return err
}

// Run signs texts off, or takes sign-offs back.
func (c *reviewCommand) Run(t *terminal) error {
	d, l, texts, err := c.trees.named(t, c.Tag, c.Names)
	if err != nil {
		return err
	}
	s := signing{d: d, l: l, t: t, by: c.By, note: c.Note}
	one, verb := s.sign, "signed off"
	if c.Revoke {
		one, verb = s.revoke, "taken back"
	}
	return s.run(texts, one, verb)
}

// named reads the folders and gives the texts that were named on the command line.
func (c trees) named(t *terminal, tag string, names []string) (*workspace.Workspace, *locale.Locale, []workspace.Text, error) {
	d, err := c.open()
	if err != nil {
		return nil, nil, nil, err
	}
	l, err := one(t, d.Corpus.Locales, tag)
	if err != nil {
		return nil, nil, nil, err
	}
	texts, err := d.Pick(l, names)
	return d, l, texts, err
}

// signing is one run over a locale's ledger.
type signing struct {
	d        *workspace.Workspace
	l        *locale.Locale
	t        *terminal
	by, note string
	journal  *workspace.LedgerUpdate
}

// run does one thing to each text, and tells which could not be. one gives the reason, "" where it was done; and says that
// there was nothing to do with an answer that begins with "already".
func (s *signing) run(texts []workspace.Text, one func(workspace.Text) string, verb string) error {
	did, refused := 0, 0
	err := s.t.record(s.d, s.l, func(j *workspace.LedgerUpdate) {
		s.journal = j
		for _, x := range texts {
			switch reason := one(x); {
			case reason == "":
				did++
				fmt.Fprintf(s.t.out, "%s: %s\n", x.Key, verb)
			case strings.HasPrefix(reason, "already"):
				fmt.Fprintf(s.t.out, "%s: %s\n", x.Key, reason)
			default:
				refused++
				f := s.d.Place(s.l, x)
				f.Msg = x.Key + ": " + reason
				fmt.Fprintln(s.t.out, f.Error())
			}
		}
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.t.err, "parlance: %s %s in %s, %d refused\n", things(did, "text"), verb, s.d.Locales.Tree().Path(corpus.LedgerPath(s.l.Tag)), refused)
	if refused > 0 {
		return exit(findings)
	}
	return nil
}

// sign signs one text off.
func (s *signing) sign(x workspace.Text) string {
	source, words := catalog.Hash(x.English), catalog.Hash(x.Own.Forms)
	if reason := s.d.Unsignable(s.l, x); reason != "" {
		return reason
	}
	if s.journal.Translated(x.Key, words, s.by) {
		return s.by + " is on record as the translator of this text: somebody else must review it"
	}
	for _, before := range catalog.ActiveSignOffs(s.journal.Records) {
		if before.Key == x.Key && before.Source == source && before.Text == words && workspace.SameName(before.By, s.by) {
			return "already signed off by " + before.By
		}
	}
	s.journal.Add(catalog.KindSignOff, x.Key, source, words, s.by, s.note)
	return ""
}

// revoke takes every sign-off of one key back, whatever texts it was for.
func (s *signing) revoke(x workspace.Text) string {
	type texts struct{ source, text string }
	taken := map[texts]bool{}
	for _, before := range catalog.ActiveSignOffs(s.journal.Records) {
		pair := texts{before.Source, before.Text}
		if before.Key == x.Key && !taken[pair] {
			taken[pair] = true
			s.journal.Add(catalog.KindRevoke, x.Key, before.Source, before.Text, s.by, s.note)
		}
	}
	if len(taken) == 0 {
		return "nobody has signed this text off"
	}
	return ""
}
