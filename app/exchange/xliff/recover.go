package xliff

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/store"
)

var (
	unitStart    = regexp.MustCompile(`<(?:[A-Za-z_][A-Za-z0-9_.-]*:)?unit[\s>]`)
	unitEnd      = regexp.MustCompile(`</(?:[A-Za-z_][A-Za-z0-9_.-]*:)?unit\s*>`)
	unitID       = regexp.MustCompile(`\sid\s*=\s*["']([^"']+)["']`)
	conflictMark = regexp.MustCompile(`^[ \t]*(<{7}|={7}|>{7}|\|{7})( |$)`)
)

const (
	mostFaulty = 100       // units that are no XML, of one file
	mostRead   = 512 << 20 // bytes that are read again for their sake
)

const cutShort = "the file was cut short: what is behind this place did not go in; get the file again"

// readTree returns the root of a file, and the units that are no XML, each with its fault: it costs the unit it stands in (law 9). in has blanks in
// their place afterwards.
func readTree(in *exchange.Input) (root *element, spoilt []exchange.Unit, err error) {
	if err := in.CheckEncoding(); err != nil {
		return nil, nil, err
	}
	for n := 0; ; n++ {
		root, at, err := parseXML(in)
		if err == nil || at < 0 || n == mostFaulty || n*len(in.Data) > mostRead {
			return root, spoilt, err
		}
		faults, _ := errors.AsType[store.Faults](err)
		u := exchange.Unit{Fault: faults[0], Line: faults[0].Line, Col: faults[0].Col}
		start, end, ok := unitAround(in.Data, at)
		switch {
		case ok:
			if m := unitID.FindSubmatch(in.Data[start:end]); m != nil {
				u.Key = keyOf(string(m[1]))
			}
			in.Data = blank(in.Data, start, end)
		case at == len(in.Data) && root != nil && len(root.children) > 0:
			u.Fault.Msg = cutShort
			return root, append(spoilt, u), nil
		default:
			return nil, nil, err
		}
		spoilt = append(spoilt, u)
	}
}

// keyOf returns the key that an id stands for, without its plural form.
func keyOf(id string) string {
	key, _, _ := strings.Cut(id, pluralMark)
	return strings.ReplaceAll(key, ":", "/")
}

// unitAround returns where the unit begins and ends that an offset stands in.
func unitAround(data []byte, at int) (start, end int, ok bool) {
	const longest = 1 << 20
	from := max(0, at-longest)
	starts := unitStart.FindAllIndex(data[from:at], -1)
	if len(starts) == 0 {
		return 0, 0, false
	}
	start, end = from+starts[len(starts)-1][0], len(data)
	if next := unitStart.FindIndex(data[start+1:]); next != nil {
		end = start + 1 + next[0]
	}
	if m := unitEnd.FindIndex(data[start:end]); m != nil {
		end = start + m[1]
	}
	return start, end, at <= end
}

// blank returns data with spaces for what stands between two offsets, line ends apart.
func blank(data []byte, start, end int) []byte {
	data = bytes.Clone(data)
	for i := start; i < end; i++ {
		if data[i] != '\n' {
			data[i] = ' '
		}
	}
	return data
}

var (
	badEntity = regexp.MustCompile(`^invalid character entity (&[^ ]*)`)
	notClosed = regexp.MustCompile(`^element <([^>]*)> closed by </([^>]*)>`)
	control   = regexp.MustCompile(`^illegal character code (U\+[0-9A-F]+)`)
)

// explain says what is wrong at a place that is no XML, in a translator's words (R46).
func (r *treeReader) explain(err error, at int) string {
	start := bytes.LastIndexByte(r.Data[:at], '\n') + 1
	if line, _, _ := strings.Cut(string(r.Data[start:min(len(r.Data), start+100)]), "\n"); conflictMark.MatchString(line) {
		return tomltext.ConflictAdvice(line)
	}
	msg := ""
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		msg = syntax.Msg
	}
	if m := badEntity.FindStringSubmatch(msg); m != nil {
		return fmt.Sprintf("%s is no code of XML: write &amp; for an & that belongs to the text", exchange.Excerpt(m[1]))
	}
	if m := notClosed.FindStringSubmatch(msg); m != nil {
		return fmt.Sprintf("</%s> is missing before </%s>: put it there, or get the file again", exchange.Excerpt(m[1]), exchange.Excerpt(m[2]))
	}
	if m := control.FindStringSubmatch(msg); m != nil {
		return fmt.Sprintf("a character that cannot be seen (%s): delete it", m[1])
	}
	switch {
	case msg == "unexpected EOF":
		return "the file was cut short: get it again"
	case msg == "invalid UTF-8":
		return "this is not UTF-8: write the character anew, and save the file as UTF-8"
	case strings.HasPrefix(msg, "expected element name after <"), strings.HasPrefix(msg, "expected attribute name"):
		return "a < that begins no mark: write &lt; for one that belongs to the text"
	case strings.Contains(msg, "attribute"):
		return "what stands in a mark as name=\"value\" needs two straight quotation marks \" around the value"
	case strings.HasPrefix(msg, "unescaped < inside quoted string"):
		return "a quotation mark \" is missing before this place"
	}
	return "this is no XML: get the file again, or mend this place"
}
