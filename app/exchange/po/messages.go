package po

import (
	"strings"

	"github.com/parlance/parlance/app/exchange"
)

// Message is an entry of a PO file that another program made, whatever its texts are.
type Message struct {
	ID, Text   string
	References []string // as "src/page.md:12"
	Fuzzy      bool     // a tool took the translation from another text, or found its English changed
	Line       int      // from 1
}

// ReadMessages returns the entries of a PO file without plural forms that can be read, obsolete ones and the header left out. file is its name, for
// faults; what cannot be read costs its entry alone. The error is store.Faults.
func ReadMessages(file string, data []byte) ([]Message, error) {
	in, err := exchange.NewInput(file, exchange.InUTF8(data, charset))
	if err != nil {
		return nil, err
	}
	entries, err := parse(in)
	if err != nil {
		return nil, err
	}
	var list []Message
	for _, e := range entries {
		if e.isHeader() || e.fault != nil || e.plural != nil || len(e.strs) != 1 || len(e.id) == 0 {
			continue
		}
		line, _ := in.Position(e.offset)
		var refs []string
		for _, r := range e.references {
			refs = append(refs, strings.Fields(r)...)
		}
		list = append(list, Message{string(e.id), string(e.strs[0]), refs, e.fuzzy, line})
	}
	return list, nil
}
