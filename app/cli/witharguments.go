package cli

import (
	"slices"
	"strings"
)

// withArguments returns a command line in which the words behind --with, up to the next flag, and all words behind "--" are values of --with: a program
// and its arguments. They are no words of this program's then.
func withArguments(args []string) []string {
	if len(args) == 0 || args[0] != "draft" && args[0] != "readback" {
		return args
	}
	args, rest, _ := cutWord(args, "--")
	before, behind, found := cutWord(args, "--with")
	list := slices.Clone(before)
	for found && len(behind) > 0 && !strings.HasPrefix(behind[0], "-") {
		list, behind = append(list, "--with="+behind[0]), behind[1:]
	}
	if found && len(list) == len(before) {
		list = append(list, "--with")
	}
	list = append(list, behind...)
	for _, word := range rest {
		list = append(list, "--with="+word)
	}
	return list
}

// cutWord returns the words before and behind the first one that is word.
func cutWord(words []string, word string) (before, behind []string, found bool) {
	i := slices.Index(words, word)
	if i < 0 {
		return words, nil, false
	}
	return words[:i], words[i+1:], true
}
