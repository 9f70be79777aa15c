package site

import "testing"

// TestWhatReadersAskForIsReadyInTheNextSnapshot: a document that is made anew is there before the swap, in the coding that was served, and
// nothing is made that nobody asked for.
func TestWhatReadersAskForIsReadyInTheNextSnapshot(t *testing.T) {
	f := newFixture(t)
	f.sync()
	f.arabic()
	before := f.load()
	const arabic, spanish = 1, 2
	before.Document("page", spanish) // made, and never asked for again
	before.Document("page", arabic)
	asked := before.Document("page", arabic)
	asked.Body(Brotli).Beside.Store("served")
	asked.Body(Gzip)
	f.edit(f.content, "page.md", "First paragraph", "The first paragraph")
	if err := f.site.Reload(Changes{}); err != nil {
		t.Fatal(err)
	}
	now := f.site.Snapshot()
	ready := now.shelves["page"].documents
	d := ready[arabic].peek()
	if d == nil || d == asked || !d.made(Brotli) {
		t.Fatal("a document that is asked for is not ready")
	}
	if d.made(Gzip) || ready[spanish].peek() != nil || now.shelves["second"].documents[arabic].peek() != nil {
		t.Error("something was made that nobody asked for")
	}
}

// TestAnotherCommentInTheTableChangesNothing: every document is shared.
func TestAnotherCommentInTheTableChangesNothing(t *testing.T) {
	f := newFixture(t)
	f.sync()
	d := f.load().Document("page", 1)
	f.edit(f.locales, "locales.toml", "min_coverage", "# From half of it on.\nmin_coverage")
	if err := f.site.Reload(Changes{}); err != nil {
		t.Fatal(err)
	}
	if f.site.Snapshot().Document("page", 1) != d {
		t.Error("a document was made anew")
	}
}
