package history

import (
	"encoding/json"
	"slices"

	"github.com/parlance/parlance/app/store"
)

// place is where a record stands.
type place struct {
	file int32 // of the files of a log
	store.Span
}

// placed is a log whose lines can be read where they stand. That of a folder is one.
type placed interface {
	// Spans calls yield with what stands at some places of a file that Each has yielded, in their order.
	Spans(path string, spans []store.Span, yield func(data []byte)) error
}

// addPlace takes note of where a record stands. Lines that were added while all were read come once more with the next question.
func (a *authors) addPlace(of [2]string, where store.Span, offset int64) {
	p := place{int32(len(a.files) - 1), store.Span{Offset: where.Offset + offset, Length: where.Length}}
	list := a.places[of]
	if n := len(list); n > 0 && list[n-1].file == p.file && list[n-1].Offset >= p.Offset {
		return
	}
	a.places[of] = append(list, p)
}

// Of returns the records of one message in a locale, in the order of their times. Once the journal was read ([Journal.Warm]) this reads their lines alone: of
// 100,000 records, which a person would wait for at every text that they open. The error is that of [Journal.Records].
func (j *Journal) Of(locale, key string) ([]Record, error) {
	if j == nil {
		return nil, nil
	}
	if records, ok := j.atPlaces(locale, key); ok {
		return records, nil
	}
	records, _, err := j.Records(locale, key)
	return slices.DeleteFunc(records, func(r Record) bool { return r.Key != key }), err
}

// atPlaces returns the records of a message from where they stand; ok is false where something else stands there now.
func (j *Journal) atPlaces(locale, key string) (records []Record, ok bool) {
	log, ok := j.log.(placed)
	if !ok {
		return nil, false
	}
	var list []place
	var files []string
	if err := j.read(func(a *authors) { list, files = slices.Clone(a.places[[2]string{locale, key}]), a.files }); err != nil {
		return nil, false
	}
	spans := make([][]store.Span, len(files))
	for _, p := range list {
		spans[p.file] = append(spans[p.file], p.Span)
	}
	for i, inFile := range spans {
		if len(inFile) == 0 {
			continue
		}
		err := log.Spans(files[i], inFile, func(line []byte) {
			var r Record
			err := json.Unmarshal(line, &r)
			ok = ok && err == nil && r.Locale == locale && r.Key == key
			records = append(records, r)
		})
		ok = ok && err == nil
	}
	byTime(records)
	return records, ok
}
