//go:build !unix

package site

import "time"

// processorTime cannot be known here: 0.
func processorTime() time.Duration { return 0 }
