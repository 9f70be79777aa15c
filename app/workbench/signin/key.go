package signin

import (
	"bytes"
	"encoding/hex"
	"errors"

	"github.com/parlance/parlance/app/store"
)

// KeyName is the name of the key's file in the folder of the data.
const KeyName = "session.key"

// ErrKeyFile is returned where the file of the key holds anything else.
var ErrKeyFile = errors.New("the file of the session key is damaged: remove it, and everybody signs in anew")

// LoadKey returns the key in a log, and makes one where there is none. Its first line decides, so that of two servers that begin at one time with one folder
// both have the same key. The log must be one that its owner alone can read.
func LoadKey(log store.Log) (Key, error) {
	key, err := readKey(log)
	if key != nil || err != nil {
		return key, err
	}
	failed := log.AppendLines([][]byte{hex.AppendEncode(nil, NewKey())})
	key, err = readKey(log)
	switch {
	case key != nil: // also where many servers that begin at one time have filled the file
		return key, nil
	case err == nil && failed == nil:
		err = ErrKeyFile
	}
	return nil, errors.Join(failed, err)
}

// readKey returns nil where there is no key yet.
func readKey(log store.Log) (key Key, err error) {
	found := false
	failed := log.Each(func(_ string, data []byte) {
		line, _, whole := bytes.Cut(data, []byte("\n"))
		if found || len(data) == 0 {
			return
		}
		found = true
		if key, err = hex.DecodeString(string(line)); !whole || err != nil || len(key) != keyLength {
			key, err = nil, ErrKeyFile
		}
	})
	return key, errors.Join(failed, err)
}
