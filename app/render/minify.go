package render

import (
	"bytes"
	"fmt"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// ecmaScript is the edition of the language that scripts of readers keep to when they are made small too (ECMA-262), for old phones.
const ecmaScript = 2017

// minifyScript returns a script of ours without what only people need: comments, white space, long names of variables.
func minifyScript(script []byte) []byte {
	return minified(script, &js.Minifier{Version: ecmaScript})
}

// minifyStyle returns a style sheet of ours without what only people need.
func minifyStyle(style []byte) []byte { return minified(style, &css.Minifier{}) }

func minified(content []byte, by minify.Minifier) []byte {
	var small bytes.Buffer
	if err := by.Minify(minify.New(), &small, bytes.NewReader(content), nil); err != nil {
		panic(fmt.Sprintf("an asset cannot be made small: %v", err)) // it is embedded, and tests make it
	}
	return small.Bytes()
}
