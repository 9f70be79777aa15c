package cli_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/parlance/parlance/app/cli"
)

func ExampleRun() {
	code := cli.Run([]string{"stauts", "es"}, nil, strings.NewReader(""), os.Stdout, os.Stdout)
	fmt.Println("exit code", code)
	// Output:
	// parlance: unexpected argument stauts, did you mean "status"?
	// Try: parlance --help
	// exit code 2
}
