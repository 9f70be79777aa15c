//go:build !unix

package background

import "time"

// ProcessorTime cannot be known here: 0.
func ProcessorTime() time.Duration { return 0 }
