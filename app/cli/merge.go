package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

type mergeCommand struct {
	Base    string `arg:"" optional:"" help:"What both branches come from (%O)."`
	Ours    string `arg:"" optional:"" help:"What this branch has made of it (%A). The result is written there."`
	Theirs  string `arg:"" optional:"" help:"What the other branch has made of it (%B)."`
	Path    string `arg:"" optional:"" help:"The name of the file in the repository (%P)."`
	Setup   bool   `help:"Set git up, in this clone, to merge catalogs and ledgers so."`
	Locales string `default:"locales" placeholder:"DIR" help:"Folder of the catalogs (${default}), for --setup."`
	Data    string `placeholder:"DIR" help:"Folder in which history.jsonl keeps the words that make way, too; with --setup, in every merge of this clone."`
}

func (c *mergeCommand) Run(t *terminal) error {
	if c.Setup {
		return c.setUp(t)
	}
	if c.Theirs == "" {
		return usagef("merge takes the three files that git hands it: parlance merge %%O %%A %%B %%P; parlance merge --setup tells git so")
	}
	var v workspace.Versions
	for path, data := range map[string]*[]byte{c.Base: &v.Base, c.Ours: &v.Ours, c.Theirs: &v.Theirs} {
		var err error
		if *data, err = readOutside(path); err != nil {
			return err
		}
	}
	name := cmp.Or(c.Path, c.Ours)
	merged, chosen, err := workspace.MergeFile(filepath.ToSlash(name), v)
	if err != nil {
		return fmt.Errorf("%w\n%s was not merged, and is as it is on this branch", err, name)
	}
	if len(chosen) > 0 {
		fmt.Fprintf(t.err, "parlance: %s: both branches wrote %s; one stands, the other is above it as a previous text (#~): %s\n",
			name, count(len(chosen), "text"), strings.Join(chosen[:min(len(chosen), maxAlike)], ", "))
	}
	if !bytes.Equal(merged, v.Ours) {
		if err := folder.WriteTemporary(c.Ours, merged); err != nil {
			return err
		}
	}
	if err := c.record(filepath.ToSlash(name), v, merged, chosen); err != nil { // the words are in the catalog all the same
		fmt.Fprintf(t.err, "parlance: %s is merged, and the history does not say so: %v\n", name, err)
	}
	return nil
}

// record keeps in the history which words had to make way, where there is one.
func (c *mergeCommand) record(name string, v workspace.Versions, merged []byte, chosen []string) error {
	if c.Data == "" || len(chosen) == 0 {
		return nil
	}
	return workspace.RecordMerge(history.New(historyLog(c.Data)), name, v, merged, chosen)
}

// readOutside reads a file that is in no tree.
func readOutside(path string) ([]byte, error) {
	dir, name := filepath.Split(path)
	data, err := store.ReadFile(os.DirFS(cmp.Or(dir, ".")), name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return data, nil
}

// mergedFiles are the files of a locale that git leaves to the merge driver, as patterns of gitattributes(5).
var mergedFiles = []string{"*/*.toml", "*/reviews.jsonl", "*/questions.jsonl", "*/readbacks.jsonl"}

// attributes are the lines that say so.
func attributes() string {
	return "# Catalogs and ledgers are merged message by message: see parlance merge --help.\n" + strings.Join(mergedFiles, " merge=parlance\n") + " merge=parlance\n"
}

const attributesName = ".gitattributes"

// setUp writes which files the driver merges into the folder of the locales, and how git calls it into the configuration of this clone.
func (c *mergeCommand) setUp(t *terminal) error {
	dir, err := folder.Open(c.Locales)
	if err != nil {
		return err
	}
	program, err := lastingName()
	if err != nil {
		return err
	}
	if c.Data != "" {
		if err := checkOutside(c.Data, c.Locales); err != nil {
			return err
		}
	}
	for _, of := range [][2]string{{"merge.parlance.name", "catalogs and ledgers, message by message"}, {"merge.parlance.driver", driverOf(program, c.Data)}} {
		if _, err := c.git("config", "--local", of[0], of[1]); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "git config %s: %s\n", of[0], of[1])
	}
	known, err := c.git("check-attr", "merge", "--", "xx/x.toml", "xx/reviews.jsonl", "xx/questions.jsonl", "xx/readbacks.jsonl")
	if err != nil || strings.Count(known, ": merge: parlance") == 4 {
		return err
	}
	old, err := store.ReadFile(dir.Tree().FS, attributesName)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	text := string(old)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	if err := dir.Apply([]store.Write{{Path: attributesName, Old: old, New: []byte(text + attributes())}}); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "wrote %s: commit it, so that it holds in every clone\n", dir.Tree().Path(attributesName))
	return nil
}

// git runs git in the folder of the locales and returns what it prints.
func (c *mergeCommand) git(args ...string) (string, error) {
	out, err := exec.Command("git", append([]string{"-C", c.Locales}, args...)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, bytes.TrimSpace(out))
	}
	return string(out), nil
}

// driverOf returns the command line by which git calls the driver, where its shell knows the program by a name. Git calls it in another folder.
func driverOf(program, data string) string {
	program += " merge"
	if whole, err := filepath.Abs(data); err == nil && data != "" {
		program += " --data " + shellQuoted(whole)
	}
	return program + " %O %A %B %P"
}

// shellQuoted returns a path for git's shell, in a configuration in which % begins what git fills in.
func shellQuoted(path string) string {
	return "'" + strings.NewReplacer("'", `'\''`, "%", "%%").Replace(filepath.ToSlash(path)) + "'"
}

// lastingName returns [ownName], for a configuration that outlives this process.
func lastingName() (string, error) {
	name, err := ownName()
	if err == nil && strings.Contains(name, "go-build") {
		err = errors.New("this program will be gone when it ends: run go build ./cmd/parlance, then ./parlance merge --setup")
	}
	return name, err
}

// ownName returns how git's shell calls this program: by its name where that is found, else by its path.
func ownName() (string, error) {
	own, err := os.Executable()
	if err != nil {
		return "", err
	}
	if found, err := exec.LookPath("parlance"); err == nil && sameFile(found, own) {
		return "parlance", nil
	}
	return shellQuoted(own), nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}
