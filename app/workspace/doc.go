// Package workspace is what people do to the two trees of a site, pages and catalogs: laying catalogs out, signing off, accepting, crediting,
// adding a locale, exporting and importing. Commands use it, and so may a server.
//
// It promises: it knows no terminal and no HTTP; what it finds comes back as data, and errors have kinds that can be told apart. It touches
// no file unless asked to write, and then drops no word of a translator (law 3).
package workspace
