package team

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"github.com/parlance/parlance/app/store"
)

// Identity is an account as its provider describes it.
type Identity struct {
	Issuer, Subject string
	Name            string // that the provider shows; nothing is decided by it
	Mail            string // only where the provider says that it is verified; "" otherwise
}

// Options say how a team file is used.
type Options struct {
	Admin  string       // the first admin: a mail address, or the subject of an account of Issuer; "" for none
	Issuer string       // whose accounts Admin means
	Log    *slog.Logger // is told who changed what; nil for none
}

// File is the team file in a tree. It is safe for concurrent use, and beside everybody else who writes to the tree.
type File struct {
	tree    store.Store
	options Options

	mu     sync.Mutex
	data   []byte // the newest, as it was read; nil where there is none
	read   bool
	good   *Team // the last without a fault
	faults store.Faults
}

// Open returns the team file of a locales tree. Nothing is read yet.
func Open(locales store.Store, o Options) *File {
	return &File{tree: locales, options: o, good: &Team{}}
}

// The errors of a sign-in, for people.
var (
	ErrNotInTeam    = errors.New("this account is not in the team: ask an admin to add it to team.toml")
	ErrOtherAccount = errors.New("another account was signed in first with this mail address: ask an admin to take issuer and subject out of its entry in team.toml if that was not you")
)

// now returns the last team without a fault. The file is read each time: it is small, and a right that was taken away ends at once.
func (f *File) now() *Team {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, err := store.ReadAtMost(f.tree.Tree(), Name, maxFile)
	switch path := f.tree.Tree().Path(Name); {
	case errors.Is(err, fs.ErrNotExist):
		f.data, f.good, f.faults = nil, &Team{}, nil
	case err != nil:
		f.data, f.faults = nil, store.Faults{{File: path, Msg: err.Error()}}
	case f.read && f.data != nil && bytes.Equal(data, f.data):
	default:
		f.data, f.faults = data, nil
		if next, err := Parse(path, data); err != nil {
			errors.As(err, &f.faults)
			f.warn()
		} else {
			f.good = next
		}
	}
	f.read = true
	return f.good
}

// warn tells the log what is wrong with a version of the file, once.
func (f *File) warn() {
	if f.options.Log == nil {
		return
	}
	message := "the team's file has a fault; what it said before counts"
	if !f.read {
		message = "the team's file has a fault, so that it lets nobody in until it is mended"
	}
	for _, fault := range f.faults {
		f.options.Log.Warn(message, "fault", fault.Error())
	}
}

// Faults returns what is wrong with the newest file. While there is anything, the last version without a fault counts.
func (f *File) Faults() store.Faults {
	f.now()
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.faults
}

// Check returns what is wrong with the team file in a tree; none where there is none.
func Check(locales store.Tree) (faults store.Faults) {
	path := locales.Path(Name)
	data, err := store.ReadAtMost(locales, Name, maxFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		faults = store.Faults{{File: path, Msg: err.Error()}}
	default:
		_, err = Parse(path, data)
		errors.As(err, &faults)
	}
	return faults
}

// People returns everybody in the team, in the order of the file.
func (f *File) People() []Person { return f.now().People }

// Find returns the person of an account, with the rights of this moment. The error is [ErrNotInTeam]. Of the identity only issuer and subject decide.
func (f *File) Find(id Identity) (Person, error) { return f.options.find(f.now(), id) }

func (o Options) find(t *Team, id Identity) (Person, error) {
	if i := t.account(id.Issuer, id.Subject); i >= 0 {
		p := t.People[i]
		p.Admin = p.Admin || o.isFirstAdmin(p.Issuer, p.Subject, p.Mail)
		return p, nil
	}
	if o.isFirstAdmin(id.Issuer, id.Subject, "") {
		name := firstOf(id.Name, id.Subject)
		if t.find(name) >= 0 { // the name of somebody else is theirs
			name = id.Subject
		}
		return Person{Name: name, Issuer: id.Issuer, Subject: id.Subject, Admin: true}, nil
	}
	return Person{}, ErrNotInTeam
}

// isFirstAdmin reports whether an account is the one that the operator named. An address is meant where there is an @ in it, and never a subject.
func (o Options) isFirstAdmin(issuer, subject, mail string) bool {
	switch {
	case o.Admin == "" || issuer != o.Issuer || issuer == "":
		return false
	case bytes.ContainsRune([]byte(o.Admin), '@'):
		return mail != "" && sameMail(mail, o.Admin)
	}
	return subject == o.Admin
}

// SignIn returns the person of an account that has just signed in, as [File.Find] does. Where the account is new, and its verified mail address invites it,
// the account is written into the file first, so that the address invites nobody else. The error is [ErrNotInTeam], [ErrOtherAccount], or
// that the file could not be written: then nobody was let in.
func (f *File) SignIn(ctx context.Context, id Identity) (Person, error) {
	if id.Issuer == "" || id.Subject == "" {
		return Person{}, ErrNotInTeam
	}
	if p, err := f.Find(id); err == nil {
		return p, nil
	}
	err := f.update(ctx, func(t *Team) (string, error) {
		i := t.invited(id.Mail)
		switch {
		case t.account(id.Issuer, id.Subject) >= 0: // somebody has just written it
			return t.text, nil
		case i < 0 && f.options.isFirstAdmin(id.Issuer, id.Subject, id.Mail):
			name := firstOf(id.Name, id.Mail)
			if t.find(name) >= 0 {
				name = id.Mail
			}
			return t.with(-1, Person{Name: name, Mail: id.Mail, Issuer: id.Issuer, Subject: id.Subject, Admin: true}), nil
		case i < 0:
			return "", ErrNotInTeam
		case t.People[i].Subject != "":
			return "", ErrOtherAccount
		}
		p := t.People[i]
		p.Issuer, p.Subject = id.Issuer, id.Subject
		return t.with(i, p), nil
	})
	if err != nil {
		return Person{}, err
	}
	p, err := f.Find(id)
	if err == nil {
		Audit(f.options.Log, p, "bound account to team", "issuer", id.Issuer, "subject", id.Subject)
	}
	return p, err
}

// maxPause is how long a change waits at most before it reads a file again that somebody else writes to.
const maxPause = 50 * time.Millisecond

// update replaces the file by what next makes of its newest version. next is called again where somebody changed the file meanwhile; an error ends it.
// A file with a fault is left alone, and so is one that would have a fault then.
func (f *File) update(ctx context.Context, next func(*Team) (string, error)) error {
	path := f.tree.Tree().Path(Name)
	for pause := time.Millisecond; ; pause = min(2*pause, maxPause) {
		data, err := store.ReadAtMost(f.tree.Tree(), Name, maxFile)
		if errors.Is(err, fs.ErrNotExist) {
			data, err = nil, nil
		}
		if err != nil {
			return &store.Fault{File: path, Msg: err.Error()}
		}
		t, err := Parse(path, data)
		if err != nil {
			return err
		}
		text, err := next(t)
		if err != nil || text == string(data) {
			return err
		}
		if _, err := Parse(path, []byte(text)); err != nil {
			return err
		}
		err = f.tree.Apply([]store.Write{{Path: Name, Old: data, New: []byte(text)}})
		if !errors.Is(err, store.ErrChanged) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

func firstOf(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
