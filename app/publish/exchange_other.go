//go:build !linux

package publish

// exchange puts a folder into the place of another, which stands at old until it is removed. There is a moment without either, from which the next run brings
// the old one back.
func exchange(next, path, old string) error { return renameBoth(next, path, old) }
