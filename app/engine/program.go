package engine

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"time"
)

// Program is something that can be started and speaks the contract: a [Command] or a [Builtin].
type Program interface {
	// start starts the program, which ends at the latest when ctx does.
	start(ctx context.Context) (*running, error)
}

// running is a program that was started.
type running struct {
	in     io.WriteCloser
	out    io.Reader
	wait   func() error // returns once it has ended, with the reason if that is no success
	stderr *boundedText // what it wrote to its standard error; nil for nothing
}

// exitGrace is how long a program that was told to end, or whose output has ended, may take for it.
const exitGrace = 5 * time.Second

// Command is a program of the system, started without a shell.
type Command struct {
	Path string   // as [exec.LookPath] returns it
	Args []string // without the program's name
	Env  []string // as [os.Environ] returns it
}

func (c Command) start(ctx context.Context) (*running, error) {
	cmd := exec.CommandContext(ctx, c.Path, c.Args...)
	cmd.Env, cmd.WaitDelay = c.Env, exitGrace
	endWithChildren(cmd)
	stderr := &boundedText{}
	cmd.Stderr = stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, outWriter := io.Pipe() // of our own, so that Wait waits for the last line and for no reader
	cmd.Stdout = outWriter
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		if errors.Is(err, exec.ErrWaitDelay) { // a child that it left behind holds its output open
			_ = cmd.Cancel()
		}
		outWriter.Close()
		ended <- err
	}()
	return &running{in: in, out: out, wait: func() error {
		out.Close()
		return <-ended
	}, stderr: stderr}, nil
}

// Builtin is a program inside of this one. It reads and writes what another would, returns when its input has ended, and obeys ctx.
type Builtin func(ctx context.Context, in io.Reader, out io.Writer) error

func (b Builtin) start(ctx context.Context) (*running, error) {
	in, inWriter := io.Pipe()
	out, outWriter := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := b(ctx, in, outWriter)
		in.Close()
		outWriter.Close()
		ended <- err
	}()
	return &running{in: inWriter, out: out, wait: func() error {
		out.Close()
		return <-ended
	}}, nil
}
