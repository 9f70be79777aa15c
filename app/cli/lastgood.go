package cli

import (
	"errors"
	"log/slog"
	"time"

	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/lastgood"
)

// keepPeriod is how often the last good versions of files are kept that have changed.
const keepPeriod = 3 * time.Second

// openLastGood returns what is kept of the trees over a restart, and writes nothing.
func (c *serveCommand) openLastGood(log *slog.Logger, content, locales store.Tree) *lastgood.Pack {
	pack, err := lastgood.Open(c.Data, content.Name, locales.Name)
	if err != nil {
		log.Warn("the last good versions of files cannot be read: what has a fault now is not served as it was before this start", "data", c.Data, "error", err)
	}
	return pack
}

// keepLastGood keeps the last good versions of files until stop is closed, and once more then.
func keepLastGood(stop chan struct{}, s *site.Site, log *slog.Logger) {
	said := ""
	for ended := false; !ended; {
		if err := s.Keep(); err != nil && !errors.Is(err, lastgood.ErrInUse) && err.Error() != said {
			said = err.Error()
			log.Warn("the last good versions of files are not kept: after a restart a file with a fault is not served as it was", "error", err)
		}
		select {
		case <-stop:
			ended = true
		case <-time.After(keepPeriod):
		}
	}
	s.Keep() // what is not kept now was said before
}
