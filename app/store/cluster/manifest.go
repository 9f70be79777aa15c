package cluster

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Sum is the SHA-256 of a file, as hexadecimal digits.
type Sum string

// SumOf returns the sum of data.
func SumOf(data []byte) Sum {
	sum := sha256.Sum256(data)
	return Sum(hex.EncodeToString(sum[:]))
}

// Valid reports whether a text is the sum of a file.
func (s Sum) Valid() bool {
	digits, err := hex.DecodeString(string(s))
	return err == nil && len(digits) == sha256.Size
}

// Manifest is all files of a release, by their names in the cluster, for example "content/safety.md".
type Manifest map[string]Listed

// Listed is one file of a manifest.
type Listed struct {
	Sum  Sum
	Size int64
}

// manifestHead is the first line of every manifest: its format.
const manifestHead = "parlance release 1\n"

// Text returns the manifest as it is stored: a line for each file, in the order of their names. Its sum is the name of the release.
func (m Manifest) Text() []byte {
	var b strings.Builder
	b.WriteString(manifestHead)
	for _, name := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintf(&b, "%s %d %s\n", m[name].Sum, m[name].Size, name)
	}
	return []byte(b.String())
}

// ParseManifest returns the manifest that a text is.
func ParseManifest(text []byte) (Manifest, error) {
	rest, ok := strings.CutPrefix(string(text), manifestHead)
	if !ok {
		return nil, errors.New("the release was made by another format: use the build of parlance that made it")
	}
	m := Manifest{}
	for line := range strings.Lines(rest) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		if len(parts) < 3 || len(parts[0]) != 2*sha256.Size || !fs.ValidPath(parts[2]) {
			return nil, errors.New("the release is damaged")
		}
		size, err := strconv.ParseInt(parts[1], 10, 64)
		if _, bad := hex.DecodeString(parts[0]); err != nil || bad != nil {
			return nil, errors.New("the release is damaged")
		}
		m[parts[2]] = Listed{Sum(parts[0]), size}
	}
	return m, nil
}

// IsLedger reports whether a file is a ledger of sign-offs, whose revocations count at once.
func IsLedger(name string) bool { return path.Base(name) == "reviews.jsonl" }

// released reports whether a file goes into releases: nothing that is about people does, nor what only those need who translate.
func released(name string) bool {
	switch base := path.Base(name); {
	case isLog(name), base == "team.toml", base == "questions.jsonl", base == "readbacks.jsonl":
		return false
	}
	return true
}
