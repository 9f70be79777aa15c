package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
	"github.com/parlance/parlance/app/store/folder"
)

type backupCommand struct {
	clusterAccess
	File string `arg:"" help:"The file to write, or a folder in which it is named by the cluster's moment."`
	JSON bool   `name:"json" help:"Print JSON."`
}

// Run writes everything that a cluster holds into a file, which is there as a whole or not at all, and reads it once more.
func (c *backupCommand) Run(t *terminal) error {
	return c.withMajority(t, func(conn *voter.Conn, _ voter.Secret) error {
		path := c.File
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, "parlance-"+time.Now().UTC().Format("20060102T150405Z")+".backup")
		}
		file, err := folder.Create(path)
		if errors.Is(err, fs.ErrExist) {
			err = fmt.Errorf("%s is there already, and is not written over: give another name, or a folder", path)
		}
		if err != nil {
			return err
		}
		defer file.Abort()
		p := t.newProgress()
		defer p.End()
		p.Start("writing", 0)
		if err := cluster.Backup(context.Background(), conn, file, func(int) { p.Step() }); err != nil {
			return fmt.Errorf("no backup was made: %w", err)
		}
		if _, err := file.Seek(0, 0); err != nil {
			return err
		}
		head, messages, err := cluster.ReadBackup(file)
		if err == nil {
			err = file.Commit()
		}
		if err != nil {
			return fmt.Errorf("no backup was made: %w", err)
		}
		p.End()
		if c.JSON {
			return writeJSON(t.out, backupReport{path, head.Cluster, head.At, messages})
		}
		_, err = fmt.Fprintf(t.out, "%s holds all of the cluster %q: %s\n", path, visible(head.Cluster), count(messages, "message"))
		return err
	})
}

// backupReport is what backup and restore tell programs.
type backupReport struct {
	File     string    `json:"file"`
	Cluster  string    `json:"cluster"` // that the backup is of
	At       time.Time `json:"at"`      // when it was made
	Messages int       `json:"messages"`
}

type restoreCommand struct {
	clusterAccess
	File string `arg:"" help:"A file that backup wrote."`
	JSON bool   `name:"json" help:"Print JSON."`
}

// Run writes a backup into a cluster that holds nothing.
func (c *restoreCommand) Run(t *terminal) error {
	return c.withMajority(t, func(conn *voter.Conn, _ voter.Secret) error {
		file, err := os.Open(c.File)
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no file %s: name one that parlance backup wrote", c.File)
		}
		if err != nil {
			return err
		}
		defer file.Close()
		p, total := t.newProgress(), 0
		defer p.End()
		head, err := cluster.Restore(context.Background(), conn, file, func(of int) {
			if total == 0 {
				p.Start("restoring", of)
			}
			total = of
			p.Step()
		})
		if err != nil {
			return err
		}
		p.End()
		if c.JSON {
			return writeJSON(t.out, backupReport{c.File, head.Cluster, head.At, total})
		}
		_, err = fmt.Fprintf(t.out, "restored what the cluster %q held at %s\n", visible(head.Cluster), head.At.Format("2006-01-02 15:04:05 UTC"))
		return err
	})
}

// withConnection connects to the cluster that the flags name, and does something with the connection.
func (f *clusterAccess) withConnection(do func(conn *voter.Conn, secret voter.Secret) error) error {
	if err := f.named(); err != nil {
		return err
	}
	conn, secret, err := f.connect()
	if err != nil {
		return err
	}
	defer conn.Close()
	return do(conn, secret)
}

// withMajority is withConnection where most machines of the cluster answer, which everything but asking for the status needs.
func (f *clusterAccess) withMajority(t *terminal, do func(conn *voter.Conn, secret voter.Secret) error) error {
	return f.withConnection(func(conn *voter.Conn, secret voter.Secret) error {
		if err := t.awaitMajority(conn); err != nil {
			return err
		}
		return do(conn, secret)
	})
}

// awaitMajority waits until most machines of a cluster answer, for about ten seconds, and shows what is waited for.
func (t *terminal) awaitMajority(conn *voter.Conn) error {
	done := t.newProgress().Wait("waiting for most machines of the cluster to answer")
	defer done()
	return cluster.Majority(context.Background(), conn)
}
