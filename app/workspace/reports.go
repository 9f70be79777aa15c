package workspace

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Report is what a reader reported, with what became of the part since. Its JSON is stable: members are added, and none is taken away or changes
// its meaning.
type Report struct {
	corpus.KeptReport
	File    string `json:"file"` // where to correct it; "" where the part is gone
	Line    int    `json:"line"` // 0 where the part has no entry there
	Col     int    `json:"col"`
	Gone    bool   `json:"gone"`
	Changed bool   `json:"changed"` // the English or the translation is another one today
}

// ParseReports returns the reports in the files that are about the locales, nil for all there ever were. The faults are of lines that
// cannot be read.
func ParseReports(src *corpus.Corpus, locales []*locale.Locale, files []corpus.ReportFile) ([]Report, store.Faults) {
	parsed, faults := corpus.ParseReports(files...)
	wanted := map[string]bool{}
	for _, l := range locales {
		wanted[l.Tag] = true
	}
	reports := []Report{}
	for _, r := range parsed {
		if locales == nil || wanted[r.Locale] {
			file, at, changed := src.Reported(r.Report)
			reports = append(reports, Report{r, file, at.Line, at.Col, file == "", changed})
		}
	}
	return reports, faults
}
