// Package textencoding names the encoding of a text that is not UTF-8, so that a person can save it anew (R46).
package textencoding

import (
	"bytes"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Advice returns the offset at which data stops being UTF-8 and what to do about it; ok is false where all of it is UTF-8. file is its name: the
// language that a catalog's name gives helps to tell its encoding. Where the whole file is in another encoding, and not a few bytes alone, whole is true.
func Advice(file string, data []byte) (offset int, msg string, whole, ok bool) {
	if what := noText(data); what != "" {
		return 0, "the file is no text but " + what + ": get it again, or save it as plain text in UTF-8", true, true
	}
	if name := utf16(data); name != "" {
		return 0, "the file is " + name + " and not UTF-8: save it anew, and choose UTF-8 as its encoding", true, true
	}
	offset, bad, good := census(data)
	switch {
	case bad == 0:
		return 0, "", false, false
	case bad <= good || bad < 3:
		return offset, "this is not UTF-8: write the character anew, and save the file as UTF-8", false, true
	}
	if name := guess(language(file), data); name != "" {
		return offset, "the file is not UTF-8, but in all likelihood " + name + ": open it in that encoding, and save it anew as UTF-8", true, true
	}
	return offset, "the file is in another encoding than UTF-8: open it in its own encoding, and save it anew as UTF-8", true, true
}

// kinds are the beginnings of files that are saved or sent in the place of a text.
var kinds = []struct{ begin, what string }{
	{"PK\x03\x04", "a document of Word, Excel or LibreOffice, or a ZIP archive"}, {"\xD0\xCF\x11\xE0", "an old document of Word or Excel"},
	{"\x1F\x8B", "a gzip archive"}, {"%PDF-", "a PDF"}, {"{\\rtf", "a document in RTF, as WordPad saves it"},
}

// noText returns what a file is that is no text at all, "" for any other.
func noText(data []byte) string {
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.begin)) {
			return k.what
		}
	}
	if len(data) > 0 && len(bytes.Trim(data, "\x00")) == 0 {
		return "zeros, as after a crash or on a full disk"
	}
	return ""
}

// census returns the offset of the first byte that is not UTF-8, how many such bytes there are, and how many characters outside of ASCII are whole.
func census(data []byte) (first, bad, good int) {
	if utf8.Valid(data) {
		return 0, 0, 0
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			if bad == 0 {
				first = i
			}
			bad++
		} else if size > 1 {
			good++
		}
		i += size
	}
	return first, bad, good
}

// utf16 returns the name of an encoding of two or four bytes a character, "" for any other.
func utf16(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return "UTF-32"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return `UTF-16 (which Windows calls "Unicode")`
	}
	const sample = 4096
	some := data[:min(len(data), sample)]
	if zeros := bytes.Count(some, []byte{0}); zeros > 4 && zeros > len(some)/5 {
		return `UTF-16 (which Windows calls "Unicode")`
	}
	return ""
}

// language returns the language that the name of a catalog gives ("safety.ru.toml", "ru.po"), "" for none.
func language(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	tag := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	if strings.HasPrefix(tag, "zh-hant") {
		return "zh-hant"
	}
	primary, _, _ := strings.Cut(tag, "-")
	return primary
}

type candidate struct {
	name   string
	in     encoding.Encoding
	letter *unicode.RangeTable // what most of its characters outside of ASCII are
}

// candidates are the encodings that are tried, the likeliest of a script first.
var candidates = []candidate{
	{"windows-1251", charmap.Windows1251, unicode.Cyrillic}, {"KOI8-R", charmap.KOI8R, unicode.Cyrillic},
	{"ISO-8859-5", charmap.ISO8859_5, unicode.Cyrillic}, {"IBM866", charmap.CodePage866, unicode.Cyrillic},
	{"windows-1256", charmap.Windows1256, unicode.Arabic}, {"windows-1255", charmap.Windows1255, unicode.Hebrew},
	{"windows-1253", charmap.Windows1253, unicode.Greek}, {"windows-874", charmap.Windows874, unicode.Thai},
	{"Shift_JIS", japanese.ShiftJIS, unicode.Hiragana}, {"EUC-JP", japanese.EUCJP, unicode.Hiragana},
	{"EUC-KR", korean.EUCKR, unicode.Hangul}, {"GB18030", simplifiedchinese.GB18030, unicode.Han}, {"Big5", traditionalchinese.Big5, unicode.Han},
	{"windows-1254", charmap.Windows1254, unicode.Latin}, {"windows-1258", charmap.Windows1258, unicode.Latin},
	{"windows-1250", charmap.Windows1250, unicode.Latin}, {"windows-1257", charmap.Windows1257, unicode.Latin},
	{"windows-1252", charmap.Windows1252, unicode.Latin},
}

// encodingsOf are the encodings of languages. Of any other, those whose characters are not Latin are tried, and windows-1252 last.
var encodingsOf = map[string]string{
	"ru": "windows-1251 KOI8-R ISO-8859-5 IBM866", "uk": "windows-1251", "bg": "windows-1251", "be": "windows-1251", "mk": "windows-1251", "sr": "windows-1251",
	"ar": "windows-1256", "fa": "windows-1256", "ur": "windows-1256", "he": "windows-1255", "yi": "windows-1255", "el": "windows-1253", "th": "windows-874",
	"ja": "Shift_JIS EUC-JP", "ko": "EUC-KR", "zh": "GB18030", "zh-hant": "Big5", "tr": "windows-1254", "az": "windows-1254", "vi": "windows-1258",
	"pl": "windows-1250", "cs": "windows-1250", "sk": "windows-1250", "hu": "windows-1250", "sl": "windows-1250", "hr": "windows-1250", "ro": "windows-1250",
	"en": "windows-1252", "de": "windows-1252", "es": "windows-1252", "fr": "windows-1252", "it": "windows-1252", "pt": "windows-1252", "nl": "windows-1252",
	"sv": "windows-1252", "da": "windows-1252", "nb": "windows-1252", "fi": "windows-1252", "ca": "windows-1252", "id": "windows-1252", "ms": "windows-1252",
	"lt": "windows-1257", "lv": "windows-1257", "et": "windows-1257",
}

// guess returns the first encoding in which the data is a text, "" where none is.
func guess(language string, data []byte) string {
	own := encodingsOf[language]
	for _, c := range candidates {
		latin := c.letter == unicode.Latin && c.name != "windows-1252"
		if own != "" && !strings.Contains(" "+own+" ", " "+c.name+" ") || own == "" && latin {
			continue
		}
		if c.fits(data) {
			return c.name
		}
	}
	return ""
}

// fits reports whether the data is a text in an encoding: three quarters of its characters outside of ASCII are letters of the script, small
// letters are in the majority, as in any text, and few words are written in two scripts.
func (c candidate) fits(data []byte) bool {
	text, err := c.in.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return false
	}
	all, letters, upper, mixed, script := 0, 0, 0, 0, c.letter
	var before rune
	for _, r := range string(text) {
		if isASCIILetter(before) && unicode.In(r, unicode.L, unicode.M) && r >= 0x80 {
			mixed++
		}
		before = r
		switch {
		case r < 0x80 || strings.ContainsRune("“”‘’«»„…–—·•€°©®¿¡½\u00A0、。，：？！؟،", r):
			continue
		case unicode.Is(script, r) || script == unicode.Hiragana && unicode.In(r, unicode.Katakana, unicode.Han) || unicode.Is(unicode.Mn, r):
			letters++
		case unicode.IsControl(r) || unicode.Is(unicode.Co, r):
			return false
		}
		all++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return letters*4 >= all*3 && upper*2 <= letters && (script == unicode.Latin || mixed*4 <= letters)
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }
