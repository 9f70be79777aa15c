package check

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
)

func TestTheTranslationOfAnotherEntryIsFound(t *testing.T) {
	unit := func(key, source, text string, comments ...string) Unit {
		return Unit{Key: key, Source: catalog.Forms{Other: source}, Text: catalog.Forms{Other: text}, Comments: comments}
	}
	low, watched := "how low the risk of rejection is", "how your child will be watched"
	for _, k := range []struct {
		name  string
		units []Unit
		want  string
	}{
		{"two texts", []Unit{unit("a", low, "wie gering"), unit("b", watched, "wie gering")}, "a b"},
		{"each its own", []Unit{unit("a", low, "wie gering"), unit("b", watched, "wie Ihr Kind")}, ""},
		{"the same English twice", []Unit{unit("a", low, "wie gering"), unit("b", low, "wie gering"), unit("c", watched, "wie gering")}, "c"},
		{"English that differs little", []Unit{unit("a", low, "wie gering"), unit("b", "How low the risk of rejection is.", "wie gering")}, ""},
		{"short texts", []Unit{unit("a", "Close", "Fertig"), unit("b", "Done", "Fertig")}, ""},
	} {
		var keys []string
		for _, f := range Elsewhere(k.units, contextFor("de", nil)) {
			keys = append(keys, f.Key)
		}
		if got := strings.Join(keys, " "); got != k.want {
			t.Errorf("%s: got %q, want %q", k.name, got, k.want)
		}
	}
}
