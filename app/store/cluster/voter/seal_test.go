package voter

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// restless is a tree in which a file goes after it was read, as often as is said.
type restless struct {
	fstest.MapFS
	goes *int
}

func (r restless) Open(name string) (fs.File, error) {
	file, err := r.MapFS.Open(name)
	if strings.HasSuffix(name, "2.blk") && *r.goes > 0 {
		*r.goes--
		r.MapFS["jetstream/msgs/"+strings.Repeat("x", *r.goes+1)] = &fstest.MapFile{ModTime: time.Unix(1, 0)}
		delete(r.MapFS, "jetstream/msgs/"+strings.Repeat("x", *r.goes+2))
	}
	return file, err
}

// What a machine holds is noted once nothing in it changes any more, so that no sound machine is refused at its next start; where that does not come, nothing is noted.
func TestWhatAMachineHoldsIsNotedOnceItIsAtRest(t *testing.T) {
	for _, goes := range []int{0, 1, maxSettle - 1, 1000} {
		files := restless{fstest.MapFS{"jetstream/msgs/1.blk": {Data: []byte("one")}, "jetstream/msgs/2.blk": {Data: []byte("two")}}, &goes}
		many := goes == 1000
		list, err := settled(files)
		if (err != nil) != many {
			t.Errorf("it changes %v times: got %v", goes, err)
		}
		if err != nil {
			continue
		}
		s := seal{Files: list}
		if what := compare(s, files.MapFS); what != nil {
			t.Errorf("a sound machine is refused: %v", what)
		}
	}
}
