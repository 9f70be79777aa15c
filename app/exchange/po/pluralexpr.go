package po

import (
	"errors"
	"slices"
	"strconv"
)

const maxTokens = 400 // of the expression in a header (law 8)

var errExpression = errors.New("no expression of Plural-Forms")

// compilePlural returns the function that an expression of Plural-Forms is: C's operators of whole numbers, and n.
func compilePlural(expr string) (func(n int) int, error) {
	c := pluralCompiler{tokens: pluralTokens(expr)}
	if len(c.tokens) > maxTokens {
		return nil, errExpression
	}
	f := c.ternary()
	if c.bad || len(c.tokens) > 0 {
		return nil, errExpression
	}
	return f, nil
}

func pluralTokens(s string) (list []string) {
	for len(s) > 0 && len(list) <= maxTokens {
		n := 1
		switch {
		case s[0] == ' ' || s[0] == '\t':
			s = s[1:]
			continue
		case s[0] >= '0' && s[0] <= '9':
			for n < len(s) && s[n] >= '0' && s[n] <= '9' {
				n++
			}
		case len(s) > 1 && slices.Contains([]string{"==", "!=", "<=", ">=", "&&", "||"}, s[:2]):
			n = 2
		}
		list, s = append(list, s[:n]), s[n:]
	}
	return list
}

type pluralCompiler struct {
	tokens []string
	depth  int
	bad    bool
}

func (c *pluralCompiler) is(want string) bool {
	if len(c.tokens) == 0 || c.tokens[0] != want {
		return false
	}
	c.tokens = c.tokens[1:]
	return true
}

func (c *pluralCompiler) ternary() func(int) int {
	when := c.binary(0)
	if !c.is("?") {
		return when
	}
	yes := c.ternary()
	c.bad = !c.is(":") || c.bad
	no := c.ternary()
	return func(n int) int {
		if when(n) != 0 {
			return yes(n)
		}
		return no(n)
	}
}

// pluralOperators are the operators, those that bind least first.
var pluralOperators = [][]string{{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"%"}}

func (c *pluralCompiler) binary(level int) func(int) int {
	if level == len(pluralOperators) {
		return c.primary()
	}
	left := c.binary(level + 1)
	for len(c.tokens) > 0 && slices.Contains(pluralOperators[level], c.tokens[0]) {
		op := c.tokens[0]
		c.tokens = c.tokens[1:]
		a, b := left, c.binary(level+1)
		left = func(n int) int { return applyOperator(op, a(n), b(n)) }
	}
	return left
}

func applyOperator(op string, a, b int) int {
	truth := false
	switch op {
	case "%":
		if b == 0 {
			return 0
		}
		return a % b
	case "||":
		truth = a != 0 || b != 0
	case "&&":
		truth = a != 0 && b != 0
	case "==":
		truth = a == b
	case "!=":
		truth = a != b
	case "<=":
		truth = a <= b
	case ">=":
		truth = a >= b
	case "<":
		truth = a < b
	case ">":
		truth = a > b
	}
	if truth {
		return 1
	}
	return 0
}

func (c *pluralCompiler) primary() func(int) int {
	zero := func(int) int { return 0 }
	if c.depth++; len(c.tokens) == 0 || c.depth > maxTokens || c.bad {
		c.bad = true
		return zero
	}
	if c.is("(") {
		f := c.ternary()
		c.bad = !c.is(")") || c.bad
		return f
	}
	if c.is("n") {
		return func(n int) int { return n }
	}
	k, err := strconv.Atoi(c.tokens[0])
	c.tokens, c.bad = c.tokens[1:], c.bad || err != nil
	return func(int) int { return k }
}
