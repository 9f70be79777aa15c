package xliff

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/exchange"
)

// codeFault returns which codes of the English a translation lacks, and which it has that the English does not, or "". A plural form may
// lack a placeholder: "one part" needs no number.
func (r *reader) codeFault(u *exchange.Unit, form, english, text string) string {
	want, found := signatures(tokenize(u.Page, english, english)), signatures(tokenize(u.Page, english, text))
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

// signatures returns the signatures of all codes, sorted.
func signatures(list []inlineToken) (all []string) {
	walk(list, func(token *inlineToken) {
		if token.signature != "" {
			all = append(all, token.signature)
		}
	})
	slices.Sort(all)
	return all
}

// walk visits all tokens, parents first.
func walk(list []inlineToken, visit func(*inlineToken)) {
	for i := range list {
		visit(&list[i])
		walk(list[i].children, visit)
	}
}

// difference returns the multiset difference of a and b, both sorted.
func difference(a, b []string) (more []string) {
	for _, s := range a {
		for len(b) > 0 && b[0] < s {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == s {
			b = b[1:]
			continue
		}
		more = append(more, s)
	}
	return more
}

// describe returns signatures as messages show them.
func describe(signatures []string) string {
	for i, s := range signatures {
		signatures[i] = strings.TrimSpace(exchange.Excerpt(s))
	}
	return strings.Join(signatures, ", ")
}
