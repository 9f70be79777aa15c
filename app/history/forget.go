package history

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// authorMember and accountMember find who made an edit in the line of a record, which may be cut off. A text that holds the like has a backslash before each
// quotation mark.
var (
	authorMember  = regexp.MustCompile(`("by"\s*:\s*)"((?:[^"\\]|\\.)*)("|\\?$)`)
	accountMember = regexp.MustCompile(`("account"\s*:\s*)"([^"\\]*)("|$)`)
)

// Forget takes a name out of every record, and returns of how many: that this person made these edits is known no longer, and what the edits were stays. Names
// are compared as [catalog.SameName] does; the records of the person's accounts are this person's under whatever name. A name inside of the texts themselves is
// not looked for.
func (j *Journal) Forget(name string) (records int, err error) {
	if j == nil {
		return 0, nil
	}
	if j.names != nil {
		return j.forgetApart(name)
	}
	accounts, err := j.accountsIn(name)
	if err != nil {
		return 0, err
	}
	err = j.log.Rewrite(func(line []byte) []byte {
		next := withoutAuthor(line, name, accounts)
		if !bytes.Equal(next, line) {
			records++
		}
		return next
	})
	return records, err
}

// withoutAuthor returns a line with nothing in the place of a name and its accounts, or of their beginning where the line is cut off within them.
func withoutAuthor(line []byte, name string, accounts []string) []byte {
	own := false
	if m := accountMember.FindSubmatch(line); m != nil {
		for account := range strings.FieldsSeq(string(m[2])) {
			own = own || slices.Contains(accounts, account)
		}
	}
	line = authorMember.ReplaceAllFunc(line, func(member []byte) []byte {
		m := authorMember.FindSubmatch(member)
		by, whole := string(m[2]), bytes.Equal(m[3], []byte(`"`))
		_ = json.Unmarshal([]byte(`"`+by+`"`), &by) // otherwise it is cut off within an escape
		if own = own || by != "" && catalog.SameName(by, name) || !whole && strings.HasPrefix(strings.ToLower(name), strings.ToLower(by)); own {
			return append(bytes.Clone(m[1]), `""`...)
		}
		return member
	})
	if !own {
		return line
	}
	return accountMember.ReplaceAll(line, []byte(`$1""`))
}

// accountsIn returns the accounts that records give to a name.
func (j *Journal) accountsIn(name string) (accounts []string, err error) {
	err = j.log.Each(func(_ string, data []byte) {
		for r := range briefRecords(data) {
			if r.Account != "" && catalog.SameName(r.By, name) {
				accounts = append(accounts, strings.Fields(r.Account)...)
			}
		}
	})
	slices.Sort(accounts)
	return slices.Compact(accounts), err
}
