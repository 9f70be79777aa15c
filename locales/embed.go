// Package locales holds the catalogs inside the binary, for a server that is given no folder.
package locales

import "embed"

// FS is the locales tree as readers are served it: tables, catalogs and sign-offs. The team (team.toml), questions (questions.jsonl), what programs read
// back (readbacks.jsonl) and whatever else somebody leaves there are for people who translate, and stay outside. A pattern that nothing matches is an error of
// the compiler, so one has to match both catalogs and sign-offs, whose names end in ".toml" and "ws.jsonl".
//
//go:embed locales.toml glossary.toml */[^._]*[w.][st][.o][jm][sl]*
var FS embed.FS
