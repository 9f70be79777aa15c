package lang

import (
	"cmp"
	"embed"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// data holds the facts. A line is a subject and its values: "_" stands for a space inside a value, U+ and hexadecimal digits for a
// character; "*" at the end or the start of a word stands for any letters there.
//
//go:embed data/*.txt data/languages/*.txt
var data embed.FS

// eachLine calls set with the subject and the values of each line. The error says file and line.
func eachLine(file string, set func(subject string, values []string) error) error {
	text, err := data.ReadFile(file)
	if err != nil {
		return err
	}
	return eachLineOf(file, string(text), set)
}

func eachLineOf(file, text string, set func(subject string, values []string) error) error {
	for i, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "# ") {
			continue
		}
		if len(fields) == 1 {
			return fmt.Errorf("%s:%d: %s has no values", file, i+1, fields[0])
		}
		for j := range fields {
			fields[j] = strings.ReplaceAll(fields[j], "_", " ")
		}
		if err := set(fields[0], fields[1:]); err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	return nil
}

// character reads a value that is one character.
func character(value string) (rune, error) {
	if hex, ok := strings.CutPrefix(value, "U+"); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		return rune(n), err
	}
	if utf8.RuneCountInString(value) != 1 {
		return 0, fmt.Errorf("%q is not one character", value)
	}
	return FirstRune(value), nil
}

func characters(values []string) (list []rune, err error) {
	for _, v := range values {
		r, fault := character(v)
		list, err = append(list, r), cmp.Or(err, fault)
	}
	return list, err
}
