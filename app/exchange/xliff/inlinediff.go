package xliff

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/exchange"
)

// codeFault returns which codes of the English a translation lacks, and which it has that the English does not, or "". A plural form may
// lack a placeholder: "one part" needs no number.
func (r *reader) codeFault(page, form, english, text string) string {
	want, found := signatures(tokenize(page, english, english)), signatures(tokenize(page, english, text))
	lacks, more := difference(want, found), difference(found, want)
	if form != "other" || len(r.categories) == 1 {
		lacks = slices.DeleteFunc(lacks, placeholders.MatchString)
	}
	if form != "other" {
		more = slices.DeleteFunc(more, placeholders.MatchString)
	}
	var msgs []string
	if len(lacks) > 0 {
		msgs = append(msgs, "it lacks what the English has: "+describe(lacks)+" (a mark takes effect only beside a space or punctuation)")
	}
	if len(more) > 0 {
		msgs = append(msgs, "it has what the English has not: "+describe(more))
	}
	return strings.Join(msgs, "; ")
}

func signatures(list []inlineToken) (all []string) {
	for _, token := range list {
		if token.signature != "" {
			all = append(all, token.signature)
		}
		all = append(all, signatures(token.children)...)
	}
	return all
}

// difference returns the multiset difference of a and b, sorted.
func difference(a, b []string) (more []string) {
	count := map[string]int{}
	for _, s := range b {
		count[s]++
	}
	for _, s := range a {
		if count[s]--; count[s] < 0 {
			more = append(more, s)
		}
	}
	slices.Sort(more)
	return more
}

func describe(signatures []string) string {
	for i, s := range signatures {
		signatures[i] = strings.TrimSpace(exchange.Excerpt(s))
	}
	return strings.Join(signatures, ", ")
}
