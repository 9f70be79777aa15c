package voter

import (
	"fmt"
	"net"
	"time"
)

const (
	// RoomAgain is how many bytes of a disk must be free before a machine takes part, and takes part again where the disk was full.
	RoomAgain = 32 << 20

	lookForRoom = time.Second      // how often it is looked
	unknownRoom = 30 * time.Second // after which it is tried where the system does not tell how much is free
)

// FullError is the error of a machine that does not start, because its disk has too little room. Nothing was changed.
type FullError struct {
	Dir  string
	Free uint64 // in bytes
}

// Error implements error.
func (e *FullError) Error() string {
	return fmt.Sprintf("the disk of %s has %d MB left, and a machine of a cluster needs %d MB to start, better 1024: make room", e.Dir, e.Free>>20, RoomAgain>>20)
}

// attend has this machine take part again once there is room on its disk: a server that finds its disk full ends its part for good, and waits for somebody who starts
// it anew. Readers are served all the while, and the other machines go on.
func (v *Voter) attend(o Options) {
	defer close(v.ended)
	for {
		select {
		case <-v.stop:
			return
		case <-v.log.full:
		}
		v.full.Store(true)
		o.Log.Error("the disk of this machine is full, so that it holds nothing new of the cluster: make room, and it takes part again by itself", "folder", o.Dir,
			"needs_mb", RoomAgain>>20)
		for full := time.Now(); ; {
			select {
			case <-v.stop:
				return
			case <-time.After(lookForRoom):
			}
			if free, known := freeIn(v.dir); known && free < RoomAgain || !known && time.Since(full) < unknownRoom {
				continue
			}
			v.end()
			err := v.launch(o)
			if err == nil {
				v.full.Store(false)
				o.Log.Info("there is room on the disk again, and this machine takes part in the cluster")
				break
			}
			o.Log.Error("this machine cannot take part in the cluster yet", "error", err)
		}
	}
}

// InProcessConn implements nats.InProcessConnProvider: a connection to this machine is to the server of the moment.
func (v *Voter) InProcessConn() (net.Conn, error) { return v.server.Load().InProcessConn() }

// Disk returns how many bytes are free where this machine keeps its part, whether the system tells that, and whether the machine takes no part because its disk is full.
func (v *Voter) Disk() (free uint64, known, full bool) {
	free, known = freeIn(v.dir)
	return free, known, v.full.Load()
}

// FreeIn returns how many bytes are free on the disk of a folder, and whether the system tells that.
func FreeIn(dir string) (free uint64, known bool) {
	return freeIn(dir)
}
