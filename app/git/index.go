package git

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// entry is a file as a tree or an index has it; the zero entry is none.
type entry struct{ mode, blob string }

// gone returns what "update-index --index-info" is told in the place of an entry, so that the file goes: the name of no blob is as long as that of one.
func (e entry) gone() entry { return entry{"0", strings.Repeat("0", len(e.blob))} }

// change is what a commit changes of a file.
type change struct {
	path          string
	before, after entry
}

// changes returns what is to be written of files that were saved. Those that git is told to ignore are left out.
func (g *repository) changes(ctx context.Context, head string, files map[string][]byte) (list []change, err error) {
	paths := make([]string, 0, len(files))
	for path := range files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	paths, err = g.withoutIgnored(ctx, paths)
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, nil
	}
	before, err := g.entries(ctx, append([]string{"ls-tree", "-z", "--full-tree", head, "--"}, paths...)...)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		if files[path] == nil {
			if was := before[path]; was != (entry{}) {
				list = append(list, change{path: path, before: was})
			}
			continue
		}
		blob, err := g.run(ctx, call{args: []string{"hash-object", "-w", "--stdin", "--path=" + path}, input: files[path]})
		if err != nil {
			return nil, err
		}
		c := change{path: path, before: before[path], after: entry{"100644", strings.TrimSpace(blob)}}
		if c.before.mode != "" {
			c.after.mode = c.before.mode
		}
		if c.before != c.after {
			list = append(list, c)
		}
	}
	return list, nil
}

// withoutIgnored returns the paths without those of files that git is told to ignore, and does not have.
func (g *repository) withoutIgnored(ctx context.Context, paths []string) ([]string, error) {
	const here = "./" // so that no path is read as a pattern
	list := here + strings.Join(paths, "\x00"+here) + "\x00"
	out, err := g.run(ctx, call{args: []string{"check-ignore", "-z", "--stdin"}, env: []string{"GIT_LITERAL_PATHSPECS=0"}, input: []byte(list)})
	if err != nil && exitCode(err) != 1 { // that of none
		return nil, err
	}
	ignored := strings.Split(out, "\x00")
	return slices.DeleteFunc(paths, func(path string) bool { return slices.Contains(ignored, here+path) }), nil
}

// entries returns what git lists, which is called with -z, by path: lines of "ls-tree" or "ls-files --stage". A file in conflict has an entry that is like no other.
func (g *repository) entries(ctx context.Context, args ...string) (map[string]entry, error) {
	out, err := g.git(ctx, args...)
	list := map[string]entry{}
	for line := range strings.SplitSeq(out, "\x00") {
		about, path, ok := strings.Cut(line, "\t")
		fields := strings.Fields(about)
		if !ok || len(fields) != 3 {
			continue
		}
		e := entry{fields[0], fields[2]}
		if fields[2] == "0" { // of an index: mode, blob, stage
			e.blob = fields[1]
		}
		list[path] = e
	}
	return list, err
}

// indexInfo returns the input of "update-index -z --index-info" that makes changes.
func indexInfo(changes []change) []byte {
	var info strings.Builder
	for _, c := range changes {
		after := c.after
		if after == (entry{}) {
			after = c.before.gone()
		}
		fmt.Fprintf(&info, "%s %s\t%s\x00", after.mode, after.blob, c.path)
	}
	return []byte(info.String())
}

// stage writes what was committed into the index that people use, so that it does not seem to be undone there. What somebody has staged of such a file stays.
func (r *Recorder) stage(ctx context.Context) error {
	if len(r.unstaged) == 0 {
		return nil
	}
	paths := []string{"ls-files", "--stage", "-z", "--"}
	for _, c := range r.unstaged {
		paths = append(paths, c.path)
	}
	now, err := r.repo.entries(ctx, paths...)
	if err != nil {
		return err
	}
	var ours []change
	for _, c := range r.unstaged {
		if now[c.path] == c.before {
			now[c.path] = c.after
			ours = append(ours, c)
		}
	}
	if len(ours) > 0 {
		if _, err := r.repo.run(ctx, call{args: []string{"update-index", "-z", "--index-info"}, input: indexInfo(ours)}); err != nil {
			return err
		}
	}
	r.unstaged = nil
	return nil
}
