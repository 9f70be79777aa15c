// Package lazy holds values that are made when they are first asked for.
package lazy
