package catalog

import (
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

type model struct{}

// Parse is to come.
func Parse(file string, data []byte) (*File, error) { panic("thin path") }

// CheckAgainst is to come.
func (f *File) CheckAgainst(english *File) store.Faults { panic("thin path") }

// CheckPage is to come.
func CheckPage(page *segment.Page) store.Faults { panic("thin path") }

// Memory is to come.
func Memory(english *File) []segment.Remembered { panic("thin path") }

// SyncEnglish is to come.
func SyncEnglish(page *segment.Page, old *File) *File { panic("thin path") }

// SyncInterface is to come.
func SyncInterface(old *File) *File { panic("thin path") }

// SyncLocale is to come.
func SyncLocale(english, old *File, categories []string) *File { panic("thin path") }

// Categories is to come.
func Categories(tag string) []string { panic("thin path") }

// Interface is to come.
type Interface struct{}

// NewInterface is to come.
func NewInterface(english *File, locales map[string]*File) *Interface { panic("thin path") }

// Text is to come.
func (x *Interface) Text(key string, values map[string]string, chain ...string) (text, tag string) {
	panic("thin path")
}

// Count is to come.
func (x *Interface) Count(key string, n int, number func(tag string, n int) string, values map[string]string, chain ...string) (text, tag string) {
	panic("thin path")
}
