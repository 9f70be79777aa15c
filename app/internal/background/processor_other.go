//go:build !unix

package background

import "time"

// ProcessorTime returns 0: the time cannot be known here.
func ProcessorTime() time.Duration { return 0 }
