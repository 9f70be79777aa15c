package folder

import (
	"fmt"
	"os"

	"github.com/parlance/parlance/app/store"
)

// Spans calls yield with what stands at some places of a file of the log, which [Log.Each] has yielded, in their order. The error is that the file cannot be read, or
// is shorter.
func (l *Log) Spans(path string, spans []store.Span, yield func(data []byte)) error {
	file, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	for _, s := range spans {
		data := make([]byte, s.Length)
		if _, err := file.ReadAt(data, s.Offset); err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
		yield(data)
	}
	return nil
}
