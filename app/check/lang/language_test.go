package lang

import (
	"io/fs"
	"testing"
)

func TestEveryTableCanBeRead(t *testing.T) {
	files, _ := fs.Glob(tables, "data/languages/*.txt")
	for _, name := range files {
		data, _ := tables.ReadFile(name)
		l, err := parse(name, string(data))
		if err != nil {
			t.Error(err)
			continue
		}
		if len(l.Scripts) == 0 {
			t.Errorf("%s names no script", name)
		}
	}
	for _, bad := range []string{"what is", "ratio x", "calendar x", "number x un", "habits odd", "not"} {
		if _, err := parse("x", bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
