package cli

import (
	"context"
	"log/slog"

	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/store/folder"
)

// recordFlags are the flags of a workbench that has git record what is saved.
type recordFlags struct {
	Commit bool `help:"Record what is saved in the workbench as commits of who saved it, one a person and minute; the trees are in git."`
	Push   bool `help:"Push these commits, too, and merge what others have pushed."`
}

// check refuses what records nothing.
func (f recordFlags) check() error {
	if f.Commit || f.Push {
		return usagef("--commit and --push are about what is saved in the workbench: give --work-addr too")
	}
	return nil
}

// open returns what records saves; nil where that was not asked for.
func (f recordFlags) open(pages, catalogs *folder.Folder, data string, log *slog.Logger) (*git.Recorder, error) {
	if !f.Commit && !f.Push {
		return nil, nil
	}
	program, err := ownName()
	if err != nil {
		return nil, err
	}
	r, err := git.Open(context.Background(), git.Options{
		Dir: catalogs.Tree().Name, Push: f.Push, Driver: driverOf(program, data), Merged: mergedFiles, Log: log,
		Exclusively: func(do func() error) error {
			return catalogs.Exclusively(func() error { return pages.Exclusively(do) })
		},
	})
	if err != nil {
		return nil, usagef("--commit: %w", err)
	}
	return r, nil
}

// recordUntil records saves until the function is called that it returns, which waits until the last ones are recorded.
func (f recordFlags) recordUntil(r *git.Recorder) (end func()) {
	if r == nil {
		return func() {}
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.Run(ctx)
	}()
	return func() {
		stop()
		<-ended
	}
}
