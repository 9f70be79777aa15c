// Package cli is the commands of Parlance: what a person types, reads and gets back.
//
// It promises: exit code 0 where it is done, 1 where there are findings or something failed, 2 where the command line is
// not understood; findings on standard output as "file:line:col: …", everything else that a person must know on standard
// error; no file is touched by a command that only looks.
package cli

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/parlance/parlance/app/catalog"
)

//go:embed help.txt
var details string // what --help says of each command, after "# " and its name

// commands is the command line. Every flag can be set by a variable too: PARLANCE_ and the flag's name in capitals.
type commands struct {
	Serve    serveCommand    `cmd:"" help:"Serve the site, and serve every saved change within a moment."`
	Work     workCommand     `cmd:"" help:"Translate, sign and ask in the browser, on this machine."`
	Sync     syncCommand     `cmd:"" help:"Write the English catalogs from the pages, and lay out every locale's."`
	Impact   impactCommand   `cmd:"" help:"Tell which translations would step back, before sync is run."`
	Status   statusCommand   `cmd:"" help:"Tell how far every locale is, and what to do next."`
	Check    checkCommand    `cmd:"" help:"Find wrong numbers, broken links, forbidden terms and other faults in the translations and the English."`
	Review   reviewCommand   `cmd:"" help:"Sign translations off as reviewed, or take sign-offs back."`
	Credit   creditCommand   `cmd:"" help:"Record who made a translation."`
	Accept   acceptCommand   `cmd:"" help:"Let a previous translation stand again, after an English edit that changes no meaning."`
	Publish  publishCommand  `cmd:"" help:"Write the whole site as files that any static host can serve."`
	History  historyCommand  `cmd:"" help:"List the edits of a locale's texts: the words before and after, who, and when."`
	Reports  reportsCommand  `cmd:"" help:"List what readers say is wrong."`
	Move     moveCommand     `cmd:"" help:"Rename a page, with its translations and sign-offs."`
	Merge    mergeCommand    `cmd:"" help:"Merge two versions of a catalog or a ledger, for git."`
	Init     initCommand     `cmd:"" help:"Make a new site: a first page, two languages, and what checks it."`
	Adopt    adoptCommand    `cmd:"" help:"Bring in a tree of Hugo, Docusaurus, mdBook or Starlight, with its translations."`
	Add      addCommand      `cmd:"" help:"Add a locale, laid out and ready."`
	Export   exportCommand   `cmd:"" help:"Write a locale's texts as PO or XLIFF, for a translator's tool."`
	Import   importCommand   `cmd:"" help:"Bring back what a translator did with an export."`
	Draft    draftCommand    `cmd:"" help:"Have a program translate what is empty; what check finds an error in is thrown away."`
	Cluster  clusterCommand  `cmd:"" help:"See to the machines that hold a site together."`
	Release  releaseCommand  `cmd:"" help:"Have all readers of a cluster served what stands there now."`
	Releases releasesCommand `cmd:"" help:"List what readers of a cluster were served."`
	Rollback rollbackCommand `cmd:"" help:"Have all readers of a cluster served an earlier release again."`
	Backup   backupCommand   `cmd:"" help:"Write everything that a cluster holds into a file."`
	Restore  restoreCommand  `cmd:"" help:"Bring back what a backup holds, into a cluster that is empty."`
	Pull     pullCommand     `cmd:"" help:"Bring what a cluster holds into a folder, text by text."`
	Push     pushCommand     `cmd:"" help:"Bring what was done in a folder into a cluster, text by text."`
	Bridge   bridgeCommand   `cmd:"" help:"Keep a folder, and git in it, in step with a cluster, both ways."`
	Readback readbackCommand `cmd:"" help:"Have a program that sees a translation alone say what it says, and hold that against the English."`

	Version kong.VersionFlag `help:"Print the version, the commit and Go's version, and exit."`
}

// Run carries out one command line and returns the exit code. args are the words after the program's name, env the environment as
// [os.Environ] returns it.
func Run(args, env []string, stdin io.Reader, stdout, stderr io.Writer) int {
	t := &terminal{stdin, &visibleWriter{out: stdout}, &visibleWriter{out: stderr}, env, catalog.MaxBytes, nil}
	defer t.leave()
	code := -1
	_, version := readBuild()
	parser, err := kong.New(&commands{},
		kong.Name("parlance"),
		kong.Description("Patient information in the reader's own language: English Markdown in content/, catalogs in locales/."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(c int) { code = c }),
		kong.Resolvers(variables(env)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"version": "parlance " + version},
		kong.Bind(t),
	)
	if err != nil {
		panic(err) // the command line itself is at fault, not what was typed
	}
	describe(parser.Model.Node, "")
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(withArguments(args))
	if code >= 0 { // --help or --version was asked for and given
		return code
	}
	if err != nil {
		fmt.Fprintf(t.err, "parlance: %v\nTry: parlance --help\n", err)
		return exitUsage
	}
	return t.finish(ctx.Run(t))
}

// describe gives the commands below one what --help says of each, by its name behind that of the command above it.
func describe(above *kong.Node, prefix string) {
	for _, command := range above.Children {
		_, detail, _ := strings.Cut(details, "# "+prefix+command.Name+"\n")
		detail, _, _ = strings.Cut(detail, "\n# ")
		command.Detail = strings.TrimSpace(detail)
		describe(command, prefix+command.Name+" ")
	}
}

// variables returns a resolver of flags that the command line does not set, from the PARLANCE_… variables of env.
func variables(env []string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		name := "PARLANCE_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		if value := getenv(env, name); value != "" && flag.Name != "version" {
			return value, nil
		}
		return nil, nil
	})
}

// getenv returns the value of a variable in env, "" where it is not set.
func getenv(env []string, name string) string {
	for _, line := range env {
		if value, ok := strings.CutPrefix(line, name+"="); ok {
			return value
		}
	}
	return ""
}

// readBuild returns the module's version, and all that the Go tool recorded: the commit, whether files differ from it, and Go's version too, as
// in "0.0.0-dev (0123456789ab, dirty) go1.26.8".
func readBuild() (module, all string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	module = cmp.Or(strings.TrimPrefix(info.Main.Version, "(devel)"), "0.0.0-dev")
	commit := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))] + commit
		case s.Key == "vcs.modified" && s.Value == "true":
			commit += ", dirty"
		}
	}
	return module, module + " (" + cmp.Or(commit, "commit not known") + ") " + info.GoVersion
}
