package workspace

import (
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange/xliff"
)

// ProtectedPieces returns what a translation must take over from its English as it stands: placeholders, and marks with where they lead, … for the words in
// between. page is the slug, or [catalog.InterfaceSlug].
func ProtectedPieces(page string, english catalog.Forms) (pieces []string) {
	for _, category := range english.Filled() {
		_, codes := xliff.EncodeContent(page, english.Get(category))
		for _, code := range codes {
			if !slices.Contains(pieces, code.Text) {
				pieces = append(pieces, code.Text)
			}
		}
	}
	return pieces
}
