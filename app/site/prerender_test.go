package site

import (
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
)

// TestWhatReadersAskForIsReadyInTheNextSnapshot: a document that is made anew is there before the swap, in the coding that was served, and
// nothing is made that nobody asked for.
func TestWhatReadersAskForIsReadyInTheNextSnapshot(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	before := f.load()
	const arabic, spanish = 1, 2
	before.Document("page", spanish) // made, and never asked for again
	before.Document("page", arabic)
	asked := before.Document("page", arabic)
	asked.Body(document.Brotli).Attached.Store("served")
	asked.Body(document.Gzip)
	f.Edit(f.Content, "page.md", "First paragraph", "The first paragraph")
	if err := f.site.Reload(corpus.Changes{}); err != nil {
		t.Fatal(err)
	}
	now := f.site.Snapshot()
	ready := now.documents["page"]
	d := ready[arabic].Peek()
	if d == nil || d == asked || !d.Made(document.Brotli) {
		t.Fatal("a document that is asked for is not ready")
	}
	if d.Made(document.Gzip) || ready[spanish].Peek() != nil || now.documents["second"][arabic].Peek() != nil {
		t.Error("something was made that nobody asked for")
	}
}

// TestAnotherCommentInTheTableChangesNothing: every document is shared.
func TestAnotherCommentInTheTableChangesNothing(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	d := f.load().Document("page", 1)
	f.Edit(f.Locales, "locales.toml", "min_coverage", "# From half of it on.\nmin_coverage")
	if err := f.site.Reload(corpus.Changes{}); err != nil {
		t.Fatal(err)
	}
	if f.site.Snapshot().Document("page", 1) != d {
		t.Error("a document was made anew")
	}
}
