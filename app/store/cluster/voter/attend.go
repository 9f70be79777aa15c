package voter

import (
	"net"
	"time"
)

const (
	// roomAgain is how many bytes of a disk that was full must be free before the machine takes part again.
	roomAgain = 32 << 20

	lookForRoom = time.Second      // how often it is looked
	unknownRoom = 30 * time.Second // after which it is tried where the system does not tell how much is free
)

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
		o.Log.Error("the disk of this machine is full, so that it holds nothing new of the cluster: make room, and it takes part again by itself", "folder", o.Dir)
		for full := time.Now(); ; {
			select {
			case <-v.stop:
				return
			case <-time.After(lookForRoom):
			}
			if free, known := freeIn(v.dir); known && free < roomAgain || !known && time.Since(full) < unknownRoom {
				continue
			}
			v.end()
			err := v.launch(o)
			if err == nil {
				o.Log.Info("there is room on the disk again, and this machine takes part in the cluster")
				break
			}
			o.Log.Error("this machine cannot take part in the cluster yet", "error", err)
		}
	}
}

// InProcessConn implements nats.InProcessConnProvider: a connection to this machine is to the server of the moment.
func (v *Voter) InProcessConn() (net.Conn, error) { return v.server.Load().InProcessConn() }

// DiskFree returns how many bytes are free where this machine keeps its part; 0 where the system does not tell.
func (v *Voter) DiskFree() uint64 {
	free, _ := freeIn(v.dir)
	return free
}
