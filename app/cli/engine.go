package cli

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/parlance/parlance/app/engine"
	"github.com/parlance/parlance/app/engine/remote"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// engineFlags name the program that translates, its bounds, and the texts that it is asked about.
type engineFlags struct {
	Tag   string   `arg:"" help:"The locale."`
	Names []string `arg:"" optional:"" name:"page-or-key" help:"Pages (side-effects; ui is the interface) or keys (side-effects.infection.p1); all where none is named."`

	With        []string      `sep:"none" placeholder:"PROGRAM ARG…" help:"The program, and what it is given; arguments that begin with a dash stand after --."`
	TextTimeout time.Duration `name:"text-timeout" default:"2m" help:"How long the program may take from one answer to the next (${default})."`
	Timeout     time.Duration `default:"6h" help:"How long it may take in all (${default})."`
	Price       float64       `placeholder:"PRICE" help:"What a million characters cost, for the estimate, in any currency."`
	DryRun      bool          `name:"dry-run" help:"Only say how much would be asked."`
	JSON        bool          `name:"json" help:"Write JSON, for programs."`
}

// Validate refuses bounds and prices that are none.
func (f *engineFlags) Validate() error {
	switch {
	case f.Price < 0:
		return errors.New("--price is below 0")
	case f.TextTimeout <= 0 || f.Timeout <= 0:
		return errors.New("--text-timeout and --timeout must be longer than 0s")
	}
	return nil
}

// program returns what --with names, and what it is called on record; nil where nothing is to be asked.
func (f *engineFlags) program(t *terminal) (engine.Program, string, error) {
	if f.DryRun || len(f.With) == 0 {
		return nil, "", nil
	}
	builtin, name, ok, err := remote.New(f.With[0], func(name string) string { return getenv(t.env, name) })
	switch {
	case ok && len(f.With) > 1:
		return nil, "", usagef("%s takes no arguments: its address and key are variables of the environment (parlance draft --help)", f.With[0])
	case ok:
		return builtin, name, err
	}
	path, err := exec.LookPath(f.With[0])
	if err != nil {
		return nil, "", fmt.Errorf("the program of --with cannot be started: %w; %s are built in", err, strings.Join(remote.Names(), " and "))
	}
	return engine.Command{Path: path, Args: f.With[1:], Env: t.env}, filepath.Base(path), nil
}

// opener opens the trees of a command.
type opener interface {
	open(t *terminal, tags ...string) (*workspace.Workspace, []*locale.Locale, error)
}

// askEngine has a program asked, shows a person how far it is, and prints what became of it, also where ask returns an error.
func askEngine[Result any](t *terminal, f *engineFlags, trees opener,
	ask func(context.Context, func() (*workspace.Workspace, error), workspace.EngineRequest) (Result, error), print func(t *terminal, tag string, r Result, err error) error) error {
	_, list, err := trees.open(t, f.Tag)
	if err != nil {
		return err
	}
	p := t.newProgress()
	r := workspace.EngineRequest{Tag: list[0].Tag, Names: f.Names, Limits: engine.Limits{PerText: f.TextTimeout, InAll: f.Timeout}, Progress: p}
	r.Begin = func(e workspace.Estimate, touching store.Faults) {
		printFaults(t.err, touching)
		fmt.Fprintf(t.err, "parlance: %s: %s\n", r.Tag, f.estimate(e))
	}
	if r.Program, r.Name, err = f.program(t); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	result, err := ask(ctx, func() (*workspace.Workspace, error) {
		w, _, err := trees.open(t, f.Tag)
		return w, err
	}, r)
	p.End()
	return print(t, r.Tag, result, err)
}

// cost returns what so many characters cost, nil where that is not known.
func (f *engineFlags) cost(characters int) *float64 {
	if f.Price == 0 {
		return nil
	}
	cost := f.Price * float64(characters) / 1e6
	return &cost
}

// estimate returns in words how much is asked, and what that costs where a price is known.
func (f *engineFlags) estimate(e workspace.Estimate) string {
	text := fmt.Sprintf("%s, %s to send", count(e.Texts, "text"), count(e.Characters, "character"))
	if cost := f.cost(e.Characters); cost != nil {
		text += fmt.Sprintf(", about %.2f to pay at %g a million characters", *cost, f.Price)
	}
	return text
}

// goOn returns the error that ended a command in words for a person, who may go on where it was.
func goOn(err error) error {
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
	}
	return fmt.Errorf("%w; what was answered until then is stored: run the command again to go on", err)
}

// printEngine prints what was wrong with a program.
func printEngine(t *terminal, r engine.Result) {
	for _, line := range r.Problems {
		fmt.Fprintln(t.err, "parlance: the program:", line)
	}
	if r.Stderr != "" && len(r.Problems) > 0 {
		fmt.Fprintln(t.err, "parlance: the program wrote to its standard error:\n    "+strings.ReplaceAll(r.Stderr, "\n", "\n    "))
	}
}

// withArguments returns a command line in which the words behind --with, up to the next flag, and all words behind "--" are values of --with: a program
// and its arguments. They are no words of this program's then.
func withArguments(args []string) []string {
	if len(args) == 0 || args[0] != "draft" && args[0] != "readback" {
		return args
	}
	args, rest, _ := cutWord(args, "--")
	before, behind, found := cutWord(args, "--with")
	list := slices.Clone(before)
	for found && len(behind) > 0 && !strings.HasPrefix(behind[0], "-") {
		list, behind = append(list, "--with="+behind[0]), behind[1:]
	}
	if found && len(list) == len(before) {
		list = append(list, "--with")
	}
	list = append(list, behind...)
	for _, word := range rest {
		list = append(list, "--with="+word)
	}
	return list
}

// cutWord returns the words before and behind the first one that is word.
func cutWord(words []string, word string) (before, behind []string, found bool) {
	i := slices.Index(words, word)
	if i < 0 {
		return words, nil, false
	}
	return words[:i], words[i+1:], true
}
