package main

import (
	"fmt"
	"runtime/metrics"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
)

// library keeps packages built, with all that the evaluator knows of them, for every space whose files are the same: an edit builds only the
// packages that it reaches. The evaluator forgets nothing that it has built, so that a library serves for a while and is then begun anew.
type library struct {
	cue      *cue.Context
	packages map[string]*build.Instance
	serials  map[*build.Instance]int
	spaces   int
}

// A library that has served so many sets of modules, or whose worker holds so much, is replaced; most edits have to be fast, not all.
const (
	librarySpaces = 60
	libraryBytes  = 160 << 20
)

func newLibrary() *library {
	return &library{cue: cuecontext.New(), packages: map[string]*build.Instance{}, serials: map[*build.Instance]int{}}
}

func (l *library) isWorn() bool {
	return l.spaces >= librarySpaces || liveBytes() > libraryBytes
}

// liveBytes is what the last collection of garbage has left.
func liveBytes() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// keyOf names a package by its files and, in turn, by what it imports; empty where that cannot be shared.
func (l *library) keyOf(id string, place *packagePlace, imports []*build.Instance) string {
	parts := []string{id, place.module.path, place.module.language}
	for _, name := range place.files {
		parts = append(parts, fmt.Sprint(place.module.cueFiles[name].serial))
	}
	for _, imported := range imports {
		serial, known := l.serials[imported]
		if !known {
			return ""
		}
		parts = append(parts, fmt.Sprint("+", serial))
	}
	return strings.Join(parts, " ")
}

func (l *library) keep(key string, inst *build.Instance) {
	if key == "" || inst.Err != nil {
		return
	}
	l.packages[key] = inst
	l.serials[inst] = len(l.serials) + 1
}
