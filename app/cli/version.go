package cli

import (
	"cmp"
	"runtime/debug"
)

// build is what the program was made from, as the Go tool recorded it.
type build struct{ module, commit, goVersion string }

func readBuild() build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build{module: "0.0.0-dev"}
	}
	b := build{module: info.Main.Version, goVersion: info.GoVersion}
	if b.module == "" || b.module == "(devel)" {
		b.module = "0.0.0-dev"
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.commit = s.Value[:min(12, len(s.Value))] + b.commit
		case s.Key == "vcs.modified" && s.Value == "true":
			b.commit += ", dirty"
		}
	}
	return b
}

// String returns the module's version, the commit and whether files differ from it, and Go's version: "0.0.0-dev (0123456789ab, dirty) go1.26.8".
func (b build) String() string {
	return b.module + " (" + cmp.Or(b.commit, "commit not known") + ") " + b.goVersion
}
