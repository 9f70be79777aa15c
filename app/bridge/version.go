package bridge

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// version is what a file is on one side, or was when both were last the same.
type version struct {
	there bool
	sum   [sha256.Size]byte
	data  []byte // of the state's version of a file that is not merged: nil
}

func versionOf(data []byte) version { return version{true, sha256.Sum256(data), data} }

// same reports whether two versions are the same bytes, or no file both.
func (v version) same(w version) bool { return v.there == w.there && v.sum == w.sum }

// bytes returns what [store.Write] calls Old: nil for no file.
func (v version) bytes() []byte {
	if v.there && v.data == nil {
		return []byte{}
	}
	return v.data
}

// readVersion reads a file of a tree.
func readVersion(tree fs.FS, name string) (version, error) {
	data, err := store.ReadFile(tree, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return version{}, nil
	case err != nil:
		return version{}, err
	}
	return versionOf(data), nil
}

// isCatalog reports whether a file is a catalog, of English too.
func isCatalog(tree, name string) bool {
	_, _, ok := corpus.ParseCatalogPath(name)
	return tree == "locales" && ok
}

// isLedger reports whether a file is one of lines, which only grows.
func isLedger(name string) bool { return path.Ext(name) == ".jsonl" }

// merged is what two versions of a file make.
type merged struct {
	version
	chosen   []string // keys of texts that both sides wrote
	conflict bool     // both have changed it, and it cannot be merged
	kept     bool     // one side removed it and the other changed it: it stays
}

// threeWay returns what the versions of a file make, which is no ledger. The error is that a catalog cannot be read on one side.
func threeWay(tree, name string, base, folder, cluster version) (merged, error) {
	switch {
	case folder.same(cluster) || cluster.same(base):
		return merged{version: folder}, nil
	case folder.same(base):
		return merged{version: cluster}, nil
	case !isCatalog(tree, name):
		return merged{conflict: true}, nil
	case !folder.there:
		return merged{version: cluster, kept: true}, nil
	case !cluster.there:
		return merged{version: folder, kept: true}, nil
	}
	data, chosen, err := workspace.MergeFile(name, workspace.Versions{Base: base.data, Ours: folder.data, Theirs: cluster.data})
	if err != nil {
		return merged{}, err
	}
	return merged{version: versionOf(data), chosen: chosen}, nil
}

// ledgerLines returns the lines of a ledger, and which of them are no records.
func ledgerLines(data []byte) (lines []string, has map[string]bool) {
	has = map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if text := strings.TrimSpace(line); text != "" && !has[text] {
			has[text] = true
			lines = append(lines, text)
		}
	}
	return lines, has
}

// missingLines returns the lines of a ledger that another has not.
func missingLines(from, in []byte) (lines []string) {
	all, _ := ledgerLines(from)
	_, has := ledgerLines(in)
	for _, line := range all {
		if !has[line] {
			lines = append(lines, line)
		}
	}
	return lines
}

// withLines returns a ledger with lines added.
func withLines(data []byte, lines []string) []byte {
	all := bytes.Clone(data)
	if len(lines) > 0 && len(all) > 0 && !bytes.HasSuffix(all, []byte("\n")) {
		all = append(all, '\n')
	}
	for _, line := range lines {
		all = append(append(all, line...), '\n')
	}
	return all
}
