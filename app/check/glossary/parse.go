package glossary

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/internal/textencoding"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/store"
	bcp47 "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Parse reads a glossary. The error is of type store.Faults and says file, line and column of each fault.
func Parse(file string, data []byte) (*Glossary, error) {
	if i, msg, whole, bad := textencoding.Advice(file, data); bad && whole {
		return nil, store.Faults{store.At(file, data, i, "%s", msg)}
	}
	p := parser{file: file, data: norm.NFC.Bytes(bytes.TrimPrefix(data, []byte("\uFEFF")))}
	raw := p.unmarshal()
	var kept []string // expressions
	g := &Glossary{first: map[string][]*Term{}, kept: map[string]bool{}}
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		members, ok := raw[name].(map[string]any)
		if !ok {
			p.fault(name, name, "%s is no term: write a table, as [%q]", name, name)
			continue
		}
		t := p.term(name, members)
		if t == nil {
			continue
		}
		g.first[t.words[0]] = append(g.first[t.words[0]], t)
		if t.Keep {
			kept = append(kept, regexp.QuoteMeta(t.Term))
			for _, w := range t.words {
				g.kept[w] = true
			}
		}
	}
	g.keptTerms = newKeptTerms(kept)
	return g, p.faults.Err()
}

// maxBreaks is how many terms that cannot be read are reported.
const maxBreaks = 20

// unmarshal returns what TOML reads. A fault costs the table that it stands in.
func (p *parser) unmarshal() (raw map[string]any) {
	data := bytes.Clone(p.data)
	for range maxBreaks {
		raw = nil
		var fault toml.ParseError
		if err := toml.Unmarshal(data, &raw); !errors.As(err, &fault) {
			return raw
		}
		at := min(fault.Position.Start, len(data))
		if i := invalidUTF8(data); i >= 0 {
			at = i
		}
		if _, name, twice := strings.Cut(fault.Message, "Key '"); twice {
			name, _, _ = strings.Cut(name, "'")
			p.faults = append(p.faults, store.At(p.file, p.data, at, "%s stands twice: join the two", name))
		} else if invalidUTF8(data) >= 0 {
			p.faults = append(p.faults, store.At(p.file, p.data, at, "this is not UTF-8: write the character anew, and save the file as UTF-8"))
		} else {
			x := tomltext.Explain(data, max(0, bytes.LastIndex(data[:at], []byte("\n["))), at)
			at = x.Offset
			p.faults = append(p.faults, store.At(p.file, p.data, at, "%s", x.Msg))
		}
		start := bytes.LastIndex(data[:at], []byte("\n["))
		end := bytes.Index(data[at:], []byte("\n["))
		if end < 0 {
			end = len(data) - at
		}
		for i := start + 1; i < at+end; i++ {
			if data[i] != '\n' {
				data[i] = ' '
			}
		}
	}
	return nil
}

// invalidUTF8 returns where the first byte stands that is not UTF-8, -1 for none.
func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

type parser struct {
	file   string
	data   []byte
	faults store.Faults
}

func (p *parser) fault(term, member, format string, args ...any) {
	p.faults = append(p.faults, store.At(p.file, p.data, p.offset(term, member), format, args...))
}

// offset returns the byte of a term's member, or that of its header.
func (p *parser) offset(term, member string) int {
	header, offset, inside := 0, 0, false
	for line := range strings.Lines(string(p.data)) {
		l := strings.TrimSpace(line)
		if strings.HasPrefix(l, "[") {
			if inside = strings.HasPrefix(l, fmt.Sprintf("[%q", term)) || strings.HasPrefix(l, "["+term+"]"); inside && header == 0 {
				header = offset
			}
		}
		if inside && member != "" && (strings.HasPrefix(l, member+" ") || strings.HasPrefix(l, member+"=") || strings.HasPrefix(l, fmt.Sprintf("[%q.%s]", term, member))) {
			return offset
		}
		offset += len(line)
	}
	return header
}

func (p *parser) term(name string, raw map[string]any) *Term {
	t := &Term{Term: norm.NFC.String(name), Renderings: map[string]Rendering{}}
	for _, w := range lang.Words(t.Term) {
		t.words = append(t.words, w.Lower)
		t.cased = t.cased || t.Term[w.Start+1:w.End] != strings.ToLower(t.Term[w.Start+1:w.End])
	}
	if len(t.words) == 0 {
		p.fault(name, "", "the term %q has no word: write the English term as the name of the table", name)
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(raw)) {
		ok := true
		switch v := raw[k].(type) {
		case string:
			ok = k == "note"
		case bool:
			t.Keep, ok = v, k == "keep"
		case map[string]any:
			p.rendering(t, k, v)
		default:
			ok = false
		}
		if !ok {
			p.fault(name, k, "a term has note (a text), keep (true or false) and renderings by language; %s is none of these", k)
		}
	}
	t.cased = t.cased || t.Keep
	return t
}

func (p *parser) rendering(t *Term, tag string, raw map[string]any) {
	if l, err := bcp47.Parse(tag); err != nil || l.String() != tag {
		p.fault(t.Term, tag, "%q is not the tag of a language: write it as in locales.toml, for example pt-BR", tag)
		return
	}
	var r Rendering
	for k, v := range raw {
		text, isText := v.(string)
		list, isList := texts(v)
		switch {
		case k == "translation" && isText:
			r.Translation = text
		case k == "match" && isList:
			r.Match = list
		case k == "forbidden" && isList:
			r.Forbidden = list
		default:
			p.fault(t.Term, tag, "a rendering has translation (a text), match and forbidden (lists of texts); %s is none of these", k)
		}
	}
	if strings.TrimSpace(r.Translation) == "" {
		p.fault(t.Term, tag, "the rendering in %s has no translation: write it", tag)
		return
	}
	r.Match = append(r.Match, r.Translation)
	for _, m := range r.Match {
		r.match = append(r.match, fold(m))
	}
	for _, f := range r.Forbidden {
		r.forbidden = append(r.forbidden, fold(f))
		if forbiddenAt(fold(r.Translation), fold(f), nil) >= 0 {
			p.fault(t.Term, tag, "%q is forbidden and stands in the translation %q: take it out", f, r.Translation)
		}
	}
	t.Renderings[tag] = r
}

// texts returns a list of texts, none of them blank.
func texts(v any) (list []string, ok bool) {
	items, ok := v.([]any)
	for _, x := range items {
		s, _ := x.(string)
		list, ok = append(list, s), ok && strings.TrimSpace(s) != ""
	}
	return list, ok
}
