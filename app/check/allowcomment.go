package check

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
)

// allowComment is a comment that suppresses the findings of a rule for one message:
//
//	# check: allow numbers 5f3a9c because the unit is a word in Thai
//
// The stamp, six hexadecimal digits, stands for both texts (see [stampOf]) and is printed in the hint of each finding. The
// findings come back when one of the texts changes. Without a reason the comment suppresses nothing.
type allowComment struct {
	Rule, Stamp string
	Because     string // the reason
}

var (
	allowPattern = regexp.MustCompile(`^#\s*check:\s*allow\s+([a-z]+)\s+([0-9a-f]{6})\s+because\s+(.*\S)\s*$`)
	checkPattern = regexp.MustCompile(`(?i)^#\s*check\s*:`)
)

// parseAllow reads a comment; ok reports whether it is meant for this package at all, and the error says what is wrong with it.
func parseAllow(comment string) (a allowComment, ok bool, err error) {
	comment = strings.TrimSpace(comment)
	if !checkPattern.MatchString(comment) {
		return a, false, nil
	}
	m := allowPattern.FindStringSubmatch(comment)
	if m == nil {
		return a, true, fmt.Errorf("write it as: # check: allow <rule> <stamp> because <reason>")
	}
	a = allowComment{m[1], m[2], m[3]}
	switch r := ruleNamed(a.Rule); {
	case r.name == "":
		return a, true, fmt.Errorf("there is no rule %q", a.Rule)
	case r.final:
		return a, true, fmt.Errorf("the rule %q cannot be silenced: it guards readers", a.Rule)
	case utf8.RuneCountInString(a.Because) < 4 || strings.Trim(a.Because, ".…-–<>") == "" || a.Because == "<reason>":
		return a, true, fmt.Errorf("say why, so that the next person can judge it")
	}
	return a, true, nil
}

// Unsilenceable reports whether no comment suppresses the findings of a rule: they guard readers.
func Unsilenceable(rule string) bool { return ruleNamed(rule).final }

// AllowComment returns the comment that suppresses the findings of a rule for these two texts. The error says what is wrong with the reason, or the rule.
func AllowComment(rule string, source, text catalog.Forms, because string) (string, error) {
	comment := fmt.Sprintf("# check: allow %s %s because %s", rule, stampOf(source, text), strings.Join(strings.Fields(because), " "))
	_, _, err := parseAllow(comment)
	return comment, err
}

// stampOf returns six hexadecimal digits that stand for the English and the translation of a message.
func stampOf(source, text catalog.Forms) string {
	h := sha256.New()
	for _, f := range []catalog.Forms{source, text} {
		for _, category := range pluralCategories() {
			s := f.Get(category)
			fmt.Fprintf(h, "%d:%s", len(s), s)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:3])
}

// suppress returns the findings that no comment suppresses, with what is wrong with the comments. The hint of each says how to suppress it.
func (c *checker) suppress() []Finding {
	if len(c.findings) == 0 && len(c.unit.Comments) == 0 {
		return nil
	}
	categories, stamp := pluralCategories(), stampOf(c.unit.Source, c.unit.Text)
	suppressed := map[string]bool{}
	c.form = append(c.unit.Text.Filled(), "other")[0]
	for _, comment := range c.unit.Comments {
		a, ok, err := parseAllow(comment)
		switch {
		case !ok:
		case err != nil:
			c.add("silence", Error, 0, "the comment "+quote(comment)+" silences nothing", err.Error())
		case a.Stamp != stamp:
			c.add("silence", Warning, 0, fmt.Sprintf("the comment that allows %s was made for other texts", a.Rule),
				"take it out, or if it holds for today's texts too, write "+stamp+" in it")
		default:
			suppressed[a.Rule] = true
		}
	}
	left := slices.DeleteFunc(c.findings, func(f Finding) bool { return suppressed[f.Rule] })
	for i, f := range left {
		if !ruleNamed(f.Rule).final {
			left[i].Hint += fmt.Sprintf(allowHint+"# check: allow %s %s because …", f.Rule, stamp)
		}
	}
	slices.SortStableFunc(left, func(a, b Finding) int { // as a person reads the text
		return cmp.Or(cmp.Compare(slices.Index(categories, a.Form), slices.Index(categories, b.Form)), cmp.Compare(a.Offset, b.Offset))
	})
	return left
}

// allowHint begins the end of the hint of a finding that a comment can allow.
const allowHint = "; if it is right as it stands, write above the entry: "

// quotesHint begins the end of a hint that says how the file writes a text that has backslashes.
const quotesHint = ", with the text between two ' marks: other = "

// PlainHint returns the hint without what only a file needs, for those who write none: the comment that allows the finding, and how a text is quoted. allowable
// reports whether it named such a comment.
func (f Finding) PlainHint() (hint string, allowable bool) {
	hint, _, allowable = strings.Cut(f.Hint, allowHint)
	hint, _, _ = strings.Cut(hint, quotesHint)
	if before, _, escaped := strings.Cut(hint, ": write it as "+f.Form+" = "); escaped {
		hint = before + ", or put a backslash before its first mark if readers shall see that mark"
	}
	return hint, allowable
}
