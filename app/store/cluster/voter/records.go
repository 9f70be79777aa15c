package voter

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/minio/highwayhash"
)

// How the server lays out a block of messages (filestore.go of nats-server): records of a length, whose highest bit says that there are headers, a sequence, a
// time, the length of the subject, that of the headers, subject, headers, text, and a sum (HighwayHash) whose key is made of the stream and the number of the block.
const (
	recordHead  = 22
	recordSum   = 8
	withHeaders = 1 << 31
)

// damagedAt returns where the first record of a block begins that is not as it was written, -1 for nowhere. What was being added when the power was lost is no damage: it
// breaks off, or holds nothing but zeros from some point on, and nobody was told that it was stored. last is whether records are added to the block.
func damagedAt(block []byte, stream string, number int, last bool) int {
	if bytes.HasPrefix(block, []byte("cmp")) {
		return -1 // packed: no stream of ours is
	}
	key := sha256.Sum256(fmt.Appendf(nil, "%s-%d", stream, number))
	hash, err := highwayhash.NewDigest64(key[:])
	if err != nil {
		return -1 // the key has the right length
	}
	for at := 0; at < len(block); {
		rest := block[at:]
		n, whole := recordLength(rest)
		if whole {
			subject := int(binary.LittleEndian.Uint16(rest[20:]))
			text := recordHead + subject
			if binary.LittleEndian.Uint32(rest)&withHeaders != 0 {
				text += 4
			}
			hash.Reset()
			for _, part := range [][]byte{rest[4:20], rest[recordHead : recordHead+subject], rest[text : n-recordSum]} {
				_, _ = hash.Write(part)
			}
			whole = bytes.Equal(hash.Sum(nil), rest[n-recordSum:n])
		}
		switch {
		case whole:
			at += n
		case last && (n > len(rest) || len(rest) < recordHead || bytes.HasSuffix(rest, make([]byte, recordSum))):
			return -1
		default:
			return at
		}
	}
	return -1
}

// recordLength returns how long the record is that begins a text, and whether all of it is there and its parts fit into it.
func recordLength(text []byte) (n int, whole bool) {
	if len(text) < recordHead {
		return 0, false
	}
	length := binary.LittleEndian.Uint32(text)
	n = int(length &^ withHeaders)
	least := recordHead + int(binary.LittleEndian.Uint16(text[20:])) + recordSum
	if length&withHeaders != 0 {
		least += 4
	}
	return n, n >= least && n <= len(text)
}
