// Package glossary holds locales/glossary.toml: how the terms of the guides are rendered in each language.
//
// It promises:
//
//   - A fault in the file is reported with its line (law 7); a glossary that was read has no fault.
//   - A term is found in English as whole words, and a wrong rendering at the start of a word; a piece inside an accepted rendering is not wrong.
//   - A [Glossary] never changes, and a nil one has no terms.
package glossary
