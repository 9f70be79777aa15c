package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path"
	"path/filepath"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/readers"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/store/cluster/voter"
	"github.com/parlance/parlance/app/store/folder"
)

type clusterReaderSecretCommand struct {
	SecretFile string `name:"cluster-secret-file" required:"" placeholder:"FILE" help:"File with the secret of the cluster."`
}

// Run prints the secret of readers. It is made from that of the cluster, which cannot be found from it, and no machine is asked.
func (c *clusterReaderSecretCommand) Run(t *terminal) error {
	secret, err := (&clusterAccess{SecretFile: c.SecretFile}).secret()
	if err == nil {
		_, err = fmt.Fprintln(t.out, secret.Reader())
	}
	return err
}

// checkReader refuses a workbench with the secret of readers.
func (c *serveCommand) checkReader() error {
	if c.Work == "" || len(c.Clustered.Cluster) == 0 {
		return nil
	}
	if _, err := c.Clustered.secret(); errors.Is(err, voter.ErrReader) {
		return usagef("%v: leave out --work-addr, or give the secret of the cluster, which a workbench needs", err)
	}
	return nil
}

// secretText returns what the file holds that the flag names: the secret of the cluster, or that of readers.
func (f *clusterAccess) secretText() (string, error) {
	text, err := readSecret(f.SecretFile, []string{"content", "locales"})
	if err != nil {
		err = fmt.Errorf("--cluster-secret-file: %w", err)
	}
	return text, err
}

// secret returns the secret of the cluster in the file that the flag names. The error is [voter.ErrReader] where it is that of readers.
func (f *clusterAccess) secret() (voter.Secret, error) {
	text, err := f.secretText()
	if err != nil {
		return "", err
	}
	secret, err := voter.NewSecret(text)
	if err != nil {
		err = fmt.Errorf("--cluster-secret-file: %s: %w", f.SecretFile, err)
	}
	return secret, err
}

const (
	todayName = "today.jsonl" // what a server without a voice has of a cluster
	maxToday  = 4 << 30       // bytes of it
)

// joinWithoutVoice connects a server to a cluster.
func (f *clusterFlags) joinWithoutVoice(ctx context.Context, data string, log *slog.Logger) (*joined, error) {
	text, err := f.secretText()
	if err != nil {
		return nil, err
	}
	if voter.IsReader(text) {
		return f.joinAsReader(text, data, log)
	}
	f.keep = folder.NewLog(filepath.Join(cmp.Or(f.Dir, data), todayName), maxToday).OwnerOnly()
	j, err := f.clusterAccess.join(ctx, log)
	if err != nil {
		return nil, err
	}
	if j.presence, err = cluster.Tell(j.Conn(), f.self(data, cluster.Self{Cluster: j.Name()})); err != nil {
		j.close()
		return nil, err
	}
	closed := j.close
	j.close = func() { j.presence.Close(); closed() }
	return j, nil
}

// joinAsReader connects a server that has the secret of readers.
func (f *clusterFlags) joinAsReader(secret, data string, log *slog.Logger) (*joined, error) {
	conn, err := voter.ConnectReader(secret, f.tls(), f.Cluster...)
	if errors.Is(err, voter.ErrOtherSecret) {
		err = fmt.Errorf("the secret in %s is not that of the readers of this cluster: make it on a machine of the cluster, with parlance cluster reader-secret (%w)", f.SecretFile, err)
	}
	if err != nil {
		return nil, f.unreached(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	client, err := readers.Open(ctx, conn, log)
	var presence *cluster.Presence
	if err == nil {
		presence, err = cluster.Tell(conn, f.self(data, cluster.Self{Reader: true}))
	}
	if err != nil {
		stop()
		conn.Close()
		return nil, err
	}
	return &joined{reader: client, conn: conn, presence: presence, close: func() { presence.Close(); stop(); conn.Close() }}, nil
}

// self returns what a server without a voice is, which keeps what it has below its data.
func (f *clusterFlags) self(data string, s cluster.Self) cluster.Self {
	_, s.Version = readBuild()
	dir := cmp.Or(f.Dir, data)
	s.Machine = serverName(dir)
	s.Disk = func() (d cluster.Disk) {
		d.Free, d.Known = voter.FreeIn(dir)
		return d
	}
	return s
}

// answerReaders has a machine answer servers that have the secret of readers, until ctx ends.
func (j *joined) answerReaders(ctx context.Context, log *slog.Logger) error {
	reports := j.Log(corpus.ReportsName)
	return readers.Serve(ctx, j.Conn(), j.Cluster, readers.Options{Log: log, Report: func(line []byte) error {
		line, err := onlyReport(line)
		if err == nil {
			err = reports.Append(line)
		}
		return err
	}})
}

// onlyReport returns the line of a report, with nothing in it but what reports have: a line of another kind would close one.
func onlyReport(line []byte) ([]byte, error) {
	var r corpus.Report
	if err := json.Unmarshal(line, &r); err != nil || r.Page == "" || r.Locale == "" || r.Key == "" {
		return nil, errors.New("this is no report")
	}
	return json.Marshal(r)
}

// feed returns where releases come from.
func (j *joined) feed() released.Feed {
	if j.reader != nil {
		return j.reader
	}
	return j.Cluster
}

// reports returns where what readers of the site report is kept.
func (j *joined) reports() server.ReportLog {
	if j.reader != nil {
		return j.reader
	}
	return j.Log(corpus.ReportsName)
}

// trialOf returns how this server finds out whether it could serve a release: it fetches the release to its disk and reads it as at a start.
func trialOf(disk *released.Disk) cluster.Trial {
	return func(ctx context.Context, id, before cluster.Sum) (unreadable []string, err error) {
		return disk.Try(ctx, id, before, readCandidate)
	}
}

// readCandidate reads a release, and returns the files that have no version which could be served. The error says why nothing of it could be. Catalogs that are as before
// are not read again, and of a release with very many new ones none is parsed, as at a start.
func readCandidate(c released.Candidate) (unreadable []string, err error) {
	r := corpus.NewReader(c.Content, c.Locales)
	r.MaxEager, r.CatalogBytes = corpus.EagerFiles, 1
	r.Observe(func(p string) bool {
		_, slug, isCatalog := corpus.ParseCatalogPath(p)
		return isCatalog && slug != catalog.InterfaceSlug && c.Same(path.Join(c.Locales.Name, p))
	}, func() {})
	read, err := r.Read(corpus.Changes{})
	if err != nil {
		return nil, err
	}
	unreadable = read.Unserved
	if read.OnDemand {
		return unreadable, nil
	}
	for _, p := range read.Sources() {
		for _, f := range p.Catalogs() {
			if f != nil && f.Opaque() && len(f.Messages()) == 0 {
				unreadable = append(unreadable, f.Name())
			}
		}
	}
	return unreadable, nil
}
