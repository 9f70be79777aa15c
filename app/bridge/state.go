package bridge

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// StateName is the folder of the state, beside the trees. It begins with a dot, and git leaves it alone: it is of one copy, and of nobody else.
const StateName = ".parlance"

// State is what a folder and a cluster both come from, file by file, and which conflicts wait for a person.
type State struct {
	files *folder.Folder
	dir   string
}

// Origin is the cluster that a folder was pulled from, and how far it was then.
type Origin struct {
	Format   int    `json:"format"`
	Cluster  string `json:"cluster"`  // another one has another text here
	Sequence uint64 `json:"sequence"` // of the last change: one that has fewer has lost some
}

const (
	stateFormat  = 1
	originName   = "cluster.json"
	baseDir      = "base"
	conflictsDir = "conflicts" // what the cluster has of files in conflict
	offeredDir   = "offered"   // which versions these are
)

// OpenState opens the state beside the trees in a folder; it is made where there is none.
func OpenState(dir string) (*State, error) {
	at := filepath.Join(dir, StateName)
	mark := folder.NewLog(filepath.Join(at, ".gitignore"), 4096)
	text, err := mark.Read()
	if err == nil && len(text) == 0 { // which makes the folder
		err = mark.AppendLines([][]byte{[]byte("# What parlance pull and push compare with: of this copy alone."), []byte("*")})
	}
	if err != nil {
		return nil, err
	}
	files, err := folder.Open(at)
	return &State{files, at}, err
}

// ErrOtherCluster is the error of a folder whose state is of another cluster, or of a later moment of it.
var ErrOtherCluster = errors.New("the folder was pulled from another cluster, or from this one before a backup was restored, so that what differs does not tell who changed it: " +
	"remove the folder .parlance in it, and pull again; what differs then is merged, and nothing is lost")

// Check returns whether a folder may be pulled from a cluster. pulled reports whether it was before.
func (s *State) Check(now Origin) (pulled bool, err error) {
	data, err := store.ReadFile(s.files.Tree(), originName)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	var was Origin
	if err == nil {
		err = json.Unmarshal(data, &was)
	}
	switch {
	case err != nil:
		return false, fmt.Errorf("%s cannot be read: %w", filepath.Join(s.dir, originName), err)
	case was.Format != stateFormat:
		return false, fmt.Errorf("%s has format %d, and this program knows %d: use the release of parlance that pulled it", s.dir, was.Format, stateFormat)
	case was.Cluster != now.Cluster || was.Sequence > now.Sequence:
		return false, ErrOtherCluster
	}
	return true, nil
}

// Note notes which cluster the folder comes from, and how far that is.
func (s *State) Note(now Origin) error {
	now.Format = stateFormat
	data, err := json.Marshal(now)
	if err != nil {
		return err
	}
	return s.put(map[string][]byte{originName: append(data, '\n')})
}

// put writes files of the state; nil removes one.
func (s *State) put(files map[string][]byte) error {
	var writes []store.Write
	for name, data := range files {
		old, err := store.ReadFile(s.files.Tree(), name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			old = nil
		case err != nil:
			return err
		case old == nil:
			old = []byte{}
		}
		switch {
		case data == nil && old != nil:
			if err := s.files.Remove(name, old); err != nil {
				return err
			}
		case data != nil && (old == nil || string(old) != string(data)):
			writes = append(writes, store.Write{Path: name, Old: old, New: data})
		}
	}
	if len(writes) == 0 {
		return nil
	}
	return s.files.Apply(writes)
}

// tree returns the state of one tree, as files.
func (s *State) tree(tree string) fs.FS {
	sub, err := fs.Sub(s.files.Tree(), path.Join(baseDir, tree))
	if err != nil {
		panic(err) // the name is a constant
	}
	return sub
}

const sumStart = "sha256 "

// base returns what both sides come from of a file. conflict reports whether it waits for a person.
func (s *State) base(tree, name string) (v version, conflict bool, err error) {
	full := path.Join(tree, name)
	offered, err := readVersion(s.files.Tree(), path.Join(offeredDir, full))
	if err != nil {
		return v, false, err
	}
	if offered.there {
		copied, err := readVersion(s.files.Tree(), path.Join(conflictsDir, full))
		if err != nil || !copied.there { // a person has joined both, and removed the copy
			v, parsed := parseSum(offered.data)
			return v, false, errors.Join(err, parsed)
		}
	}
	v, err = readVersion(s.files.Tree(), path.Join(baseDir, full))
	if err == nil && v.there && !isCatalog(tree, name) {
		v, err = parseSum(v.data)
	}
	return v, offered.there, err
}

func parseSum(line []byte) (v version, err error) {
	text := strings.TrimSpace(string(line))
	if text == "gone" {
		return v, nil
	}
	digits, ok := strings.CutPrefix(text, sumStart)
	sum, err := hex.DecodeString(digits)
	if !ok || err != nil || len(sum) != len(v.sum) {
		return v, errors.New("the state of the folder is damaged: remove the folder .parlance in it, and pull again")
	}
	v.there = true
	copy(v.sum[:], sum)
	return v, nil
}

func sumLine(v version) []byte {
	if !v.there {
		return []byte("gone\n")
	}
	return []byte(sumStart + hex.EncodeToString(v.sum[:]) + "\n")
}

// setBase adds to files what the state is to hold of a file from now on. A conflict is over then.
func setBase(files map[string][]byte, tree, name string, v version) {
	full := path.Join(tree, name)
	files[path.Join(offeredDir, full)], files[path.Join(conflictsDir, full)] = nil, nil
	switch {
	case !v.there || isLedger(name): // of ledgers nothing needs to be known: they only grow
		files[path.Join(baseDir, full)] = nil
	case isCatalog(tree, name):
		files[path.Join(baseDir, full)] = v.bytes()
	default:
		files[path.Join(baseDir, full)] = sumLine(v)
	}
}

// setConflict adds to files what a person needs to join two versions: the cluster's.
func (s *State) setConflict(files map[string][]byte, tree, name string, cluster version) (kept string) {
	full := path.Join(tree, name)
	files[path.Join(offeredDir, full)] = sumLine(cluster)
	copied := cluster.bytes()
	if !cluster.there {
		copied = []byte("The cluster has no such file any more. Remove this one if the folder's is to be kept, and the folder's too if it is not.\n")
	}
	files[path.Join(conflictsDir, full)] = copied
	return filepath.Join(s.dir, conflictsDir, filepath.FromSlash(full))
}
