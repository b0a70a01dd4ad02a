// Writes CUE schemas of Kubernetes, Gateway API, Argo Rollouts and Tekton from their official Go modules, at the versions that go.mod
// pins: `go run . GO FOLDER`. They are read by their syntax, because type-checking them with `cue get go` takes two minutes to build.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: schemas GO FOLDER")
	}
	found, err := downloadModules(args[0])
	if err != nil {
		return err
	}
	s := newSchemas(found)
	if err := s.generate(packages); err != nil {
		return err
	}
	return s.save(args[1])
}
