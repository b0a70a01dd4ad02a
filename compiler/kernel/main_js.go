//go:build js

package main

import "syscall/js"

// The host finds one function in its global scope and calls it with JSON text; nothing else is offered and nothing else is used.
func main() {
	kernel := newKernel()
	js.Global().Set("linewrightKernelCall", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return kernel.call(args[0].String())
	}))
	select {}
}
