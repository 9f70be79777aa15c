// Package locale defines which locales are served, chooses one of them for a reader, and writes dates and numbers for it.
//
// The table of locales ([ParseTable]) holds only tags that are languages, in their canonical spelling (BCP 47), each with its own
// name and its direction, which comes from the script and not from the language (R26).
//
// The choice ([Chooser.Choose]) is always a locale that is publishable, or English (R1, R14). It reads Accept-Language (RFC 9110, section
// 12.5.4) item by item: a malformed item costs only itself (R2), and of any header at most 1 KB and 30 items are read, without allocating (law 8). The
// reader's whole list is walked for the same language in the same script first; only then are related languages tried, and
// only those that the table names (R5, R7). No script is served in the place of another (R10). Among several locales of one language the one
// that the reader names comes first, then CLDR's parents of it (es-MX, es-419), then what golang.org/x/text finds nearest, and
// any of them rather than none. The order of the table changes no result (R12).
//
// Language codes mean what Unicode CLDR says they mean (R8, R11): old codes (iw, in, tl, mo), three-letter codes (ara, eng) and members
// of a macrolanguage (arz, cmn, yue) find their language. The folder data holds CLDR's part of that, written by internal/cldrgen,
// and macrolanguages.txt and directions.txt, which are written by hand.
//
// Dates ([FormatDate]) and numbers ([FormatNumber]) are written as CLDR says for the locale (R31): the month spelled out, the
// language's own digits, and the calendar in use there (Buddhist years in Thai, Solar Hijri in Persian).
package locale

//go:generate go run ./internal/cldrgen node_modules data
