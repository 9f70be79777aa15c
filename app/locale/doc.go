// Package locale says which locales are served and chooses one of them for a reader.
//
// It promises four things.
//
// The table of locales ([ParseTable]) holds only tags that are languages, in their canonical spelling, each with its own
// name and its direction, which comes from the script and not from the language.
//
// The choice ([Chooser.Choose]) is always a locale that is publishable, or English. It reads Accept-Language (RFC 9110, section
// 12.5.4) item by item: what is malformed costs only itself, and no header makes it work longer or allocate. The reader's
// whole list is walked for the same language in the same script first; only then are related languages tried, and
// only those that the table names. A script never stands in for another. Among several locales of one language the one
// the reader names comes first, then CLDR's parents of that (es-MX, es-419), then what golang.org/x/text finds nearest, and
// any of them rather than none. The order of the table changes no result.
//
// Language codes mean what Unicode CLDR says that they mean: old names (iw, in, tl, mo), three-letter names (ara, eng) and members
// of a macrolanguage (arz, cmn, yue) find their language. data/ holds CLDR's part of that, written by internal/cldrgen,
// and macrolanguages.txt, which is ours.
//
// Dates ([FormatDate]) and numbers ([FormatNumber]) are written as CLDR says for the locale: month spelled out, the
// language's own digits, and the calendar its readers live by (Buddhist years in Thai, Solar Hijri in Persian).
package locale

//go:generate go run ./internal/cldrgen node_modules data
