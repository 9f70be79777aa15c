package team

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The errors of a change, for people.
var (
	ErrNotAdmin  = errors.New("only an admin changes the team: ask one")
	ErrLastAdmin = errors.New("nobody would be left who can change the team: make somebody else an admin first")
)

// Seen is a person of the file as somebody saw them who changes them now. The zero Seen is nobody: then somebody is added.
type Seen struct{ Name, Version string }

// Version returns a hash of all that the file says of a person.
func (p Person) Version() string {
	h := sha256.New()
	for _, v := range values(p) {
		fmt.Fprintf(h, "%s=%s\n", v[0], v[1])
	}
	return hex.EncodeToString(h.Sum(nil)[:9])
}

// ChangedError is returned where somebody else has changed a person since they were seen. Nothing was changed then.
type ChangedError struct {
	Name string
	Now  Person // the zero Person where they are in the team no longer
}

// Error says what has become of the person.
func (e *ChangedError) Error() string {
	if e.Now.Name == "" {
		return fmt.Sprintf("nobody in the team has the name %q any more", e.Name)
	}
	return fmt.Sprintf("somebody else has changed what the team's file says of %q", e.Name)
}

// seen returns the index of a person who still is as somebody saw them, -1 for nobody. The error is a [ChangedError].
func (t *Team) seen(s Seen) (int, error) {
	if s == (Seen{}) {
		return -1, nil
	}
	i := t.find(s.Name)
	if i < 0 {
		return i, &ChangedError{Name: s.Name}
	}
	if t.People[i].Version() != s.Version {
		return i, &ChangedError{s.Name, t.People[i]}
	}
	return i, nil
}

// Set writes a person into the team, in the place of the one that was seen. by is the account that does it, and must be an admin in the version of the file that
// is replaced. Errors are [ErrNotAdmin], [ErrLastAdmin], a [ChangedError], the faults that the file has or would have, or that it could not be written; nothing is
// changed then.
func (f *File) Set(ctx context.Context, by Identity, seen Seen, p Person) error {
	what := "changed person in team"
	if seen == (Seen{}) {
		what = "added person to team"
	}
	return f.change(ctx, by, what, p, seen.Name, func(t *Team) (string, error) {
		i, err := t.seen(seen)
		if err != nil {
			return "", err
		}
		return t.with(i, p), nil
	})
}

// Remove takes the person that was seen out of the team. Errors are those of [File.Set].
func (f *File) Remove(ctx context.Context, by Identity, seen Seen) error {
	return f.change(ctx, by, "removed person from team", Person{Name: seen.Name}, seen.Name, func(t *Team) (string, error) {
		i, err := t.seen(seen)
		if err != nil {
			return "", err
		}
		if i < 0 {
			return "", &ChangedError{}
		}
		return t.without(i), nil
	})
}

func (f *File) change(ctx context.Context, by Identity, what string, p Person, before string, next func(*Team) (string, error)) error {
	var who Person
	err := f.update(ctx, func(t *Team) (string, error) {
		var err error
		if who, err = f.options.find(t, by); err != nil || !who.Admin {
			return "", ErrNotAdmin
		}
		text, err := next(t)
		if err != nil {
			return "", err
		}
		after, err := Parse(f.tree.Tree().Path(Name), []byte(text))
		if err != nil {
			return "", err
		}
		if f.options.Admin == "" && !slices.ContainsFunc(after.People, func(p Person) bool { return p.Admin }) {
			return "", ErrLastAdmin
		}
		return text, nil
	})
	if err != nil {
		Audit(f.options.Log, who, "was refused to change the team", "person", p.Name, "because", err.Error())
		return err
	}
	Audit(f.options.Log, who, what, "person", p.Name, "before", before, "translator", strings.Join(p.Translator, " "), "reviewer", strings.Join(p.Reviewer, " "),
		"author", p.Author, "admin", p.Admin)
	return nil
}
