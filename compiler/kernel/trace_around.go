package main

import (
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// givenAround follows what a template reads of the structs around it (`name: #name`) to where they are filled in, which is another file than
// the template's. `at` is the path of the value that the expression makes; the structs around it are the values on the way there.
func (t *tracer) givenAround(n *node, at []cue.Selector, expr ast.Expr, seen map[ast.Node]bool) []origin {
	out := []origin{}
	for _, read := range collect(expr).locals {
		found, where := t.nearest(n, at, read)
		if !found.Exists() {
			continue
		}
		before := len(out)
		var standard *origin
		for _, conjunct := range conjunctsOf(found, 0) {
			source := sourceOf(conjunct)
			if source == nil || seen[source] {
				continue
			}
			seen[source] = true
			if _, ok := conjunct.Default(); ok && !conjunct.IsConcrete() {
				standard = &origin{Adapter: n.adapter, Via: n.via(), Position: t.writtenAt(conjunct), Schema: true, Parameters: []parameterOrigin{}}
			}
			if o, ok := t.given(n, conjunct); ok {
				out = append(out, o)
				continue
			}
			params := t.parametersIn(n, expressionOf(source), 0)
			if written := isWritten(source); len(params) > 0 || written {
				out = append(out, origin{Adapter: n.adapter, Via: n.via(), Position: t.writtenAt(conjunct), Parameters: params})
			}
			out = append(out, t.givenAround(n, where, expressionOf(source), seen)...)
		}
		if standard != nil && len(out) == before {
			out = append(out, *standard)
		}
	}
	return out
}

// isWritten tells a value that stands there as it is from a type, which only constrains.
func isWritten(source ast.Node) bool {
	switch x := expressionOf(source).(type) {
	case *ast.BasicLit, *ast.Interpolation:
		return true
	case *ast.ListLit:
		for _, elt := range x.Elts {
			if _, open := elt.(*ast.Ellipsis); open {
				return false
			}
		}
		return true
	}
	return false
}

// nearest is the field by that name of the innermost struct that has it, as the evaluator looks for it.
func (t *tracer) nearest(n *node, at []cue.Selector, read local) (cue.Value, []cue.Selector) {
	steps := make([]cue.Selector, len(read.steps))
	for i, name := range read.steps {
		steps[i] = t.selector(name, read.file)
	}
	for depth := len(at) - 1; depth >= 0; depth-- {
		around := append(append([]cue.Selector{}, at[:depth]...), steps[0])
		if n.own.LookupPath(cue.MakePath(around...)).Exists() {
			where := append(around, steps[1:]...)
			return n.own.LookupPath(cue.MakePath(where...)), where
		}
	}
	return cue.Value{}, nil
}

func (t *tracer) selector(name, file string) cue.Selector {
	switch {
	case strings.HasPrefix(name, "_"):
		return cue.Hid(name, t.space.filePackage[file])
	case strings.HasPrefix(name, "#"):
		return cue.Def(name)
	}
	return cue.Str(name)
}
