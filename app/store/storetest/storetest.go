// Package storetest holds implementations of [store.Store] to their contract, as testing/fstest does file systems. Tests alone import it.
package storetest

import (
	"testing"

	"github.com/parlance/parlance/app/store"
)

// Open returns a new store whose tree holds the files, by path. What it needs ends with the test.
type Open func(t *testing.T, files map[string]string) store.Store

// Run runs the tests of the whole contract on stores that open returns.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, Open){
		"ApplyWritesAllOrNothing":        testApplyWritesAllOrNothing,
		"ApplyMakesFolders":              testApplyMakesFolders,
		"ApplyRefuses":                   testApplyRefuses,
		"ApplyOfManyLosesNothing":        testApplyOfManyLosesNothing,
		"ApplySaysWhatCouldNotBeWritten": testApplySaysWhatCouldNotBeWritten,
		"RecoverFindsNothingOfItsOwn":    testRecoverFindsNothingOfItsOwn,
		"RemoveTakesOnlyWhatWasRead":     testRemoveTakesOnlyWhatWasRead,
		"WatchTellsOfEveryChange":        testWatchTellsOfEveryChange,
	} {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
	for _, log := range []string{"log", "log.jsonl"} { // a store may keep files of lines in another way
		for name, test := range map[string]func(t *testing.T, open Open, log string){
			"AppendBeginsANewLineAfterATornOne": testAppendBeginsANewLineAfterATornOne,
			"AppendMakesTheFileAndItsFolder":    testAppendMakesTheFileAndItsFolder,
			"AppendRefuses":                     testAppendRefuses,
			"AppendIsBounded":                   testAppendIsBounded,
			"AppendOfManyLosesNothing":          testAppendOfManyLosesNothing,
		} {
			t.Run(name+"/"+log, func(t *testing.T) { test(t, open, log) })
		}
	}
}

// read returns what a file of the tree holds.
func read(t *testing.T, s store.Store, name string) string {
	t.Helper()
	data, err := store.ReadFile(s.Tree(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
