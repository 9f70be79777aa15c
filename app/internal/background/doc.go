// Package background keeps work that can wait out of the way of readers: it waits for an idle process, and rests between pieces of work.
package background
