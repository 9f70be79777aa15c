package publish

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Finish puts what was written into the place of what was there, and returns how the two differ, by path.
func (f *Folder) Finish() ([]Change, error) {
	if err := errors.Join(f.setTimes(), f.writeManifest()); err != nil {
		return nil, err
	}
	for _, path := range slices.Sorted(maps.Keys(f.before)) {
		if _, ok := f.now[path]; !ok {
			f.changes = append(f.changes, Change{Path: path, Kind: "removed"})
		}
	}
	if err := f.takeOthers(); err != nil {
		return nil, err
	}
	_, old := besides(f.path)
	if err := exchange(f.next, f.path, old); err != nil {
		return nil, fmt.Errorf("putting the new site into the place of the old one: %w: name a folder that can be renamed, for example one inside of it", err)
	}
	if err := errors.Join(keepOthers(f.next, f.path), keepOthers(old, f.path), removeLeft(f.next), removeLeft(old)); err != nil {
		return nil, err
	}
	slices.SortFunc(f.changes, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return f.changes, nil
}

func (f *Folder) writeManifest() error {
	var b bytes.Buffer
	for _, path := range slices.Sorted(maps.Keys(f.now)) {
		fmt.Fprintf(&b, "%s  %s\n", f.now[path], path)
	}
	name := filepath.Join(f.next, ManifestPath)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	before := filepath.Join(f.path, ManifestPath)
	if info, err := os.Lstat(before); err == nil && same(before, b.Bytes()) {
		return linkOrCopy(before, name, info)
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// Close gives the folder up. What was put and not finished is gone.
func (f *Folder) Close() error {
	return errors.Join(removeLeft(f.next), f.lock.Close())
}
