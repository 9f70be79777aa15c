// Package render writes documents: guides, the list of guides, two languages side by side, feeds, the sitemap, forms for readers'
// reports and the pages that say what is wrong with a request.
//
// It promises:
//
//   - Whatever a document is made of stands in a [View]. A view never changes.
//   - Each piece of text, attributes included, stands under the lang and dir that it is really in (law 6).
//   - Text becomes markup by escaping alone: the two are different types, so that the compiler refuses one for the other.
//
// It knows nothing of HTTP requests, and keeps no document.
package render
