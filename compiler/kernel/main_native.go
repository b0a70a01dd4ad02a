//go:build !js

package main

import (
	"bufio"
	"fmt"
	"os"
)

// The same program outside WebAssembly: one request a line on standard input, one answer a line on standard output. It exists to
// compare both builds and to try things; the product never runs it.
func main() {
	kernel := newKernel()
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if len(line) > 1 {
			fmt.Println(kernel.call(line))
		}
		if err != nil {
			return
		}
	}
}
