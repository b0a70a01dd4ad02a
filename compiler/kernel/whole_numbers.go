package main

import (
	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// asDeclared writes whole numbers as floats where nothing else is taken: 1.0 in YAML is 1 in JSON, and CUE tells the two apart.
func asDeclared(expr ast.Expr, declared func() cue.Value) {
	switch e := expr.(type) {
	case *ast.UnaryExpr:
		asDeclared(e.X, declared)
	case *ast.BasicLit:
		if e.Kind == token.INT && declared().IncompleteKind() == cue.FloatKind {
			e.Kind, e.Value = token.FLOAT, e.Value+".0"
		}
	case *ast.StructLit:
		for _, elt := range e.Elts {
			if f, ok := elt.(*ast.Field); ok {
				name, _, _ := ast.LabelName(f.Label)
				asDeclared(f.Value, func() cue.Value { return declaredPart(declared(), cue.Str(name), cue.AnyString) })
			}
		}
	case *ast.ListLit:
		for i, elt := range e.Elts {
			asDeclared(elt, func() cue.Value { return declaredPart(declared(), cue.Index(i), cue.AnyIndex) })
		}
	}
}

// declaredPart is what a value declares for a field or an item, whether it has to be there or not.
func declaredPart(v cue.Value, name, other cue.Selector) cue.Value {
	found := v.LookupPath(cue.MakePath(name))
	if !found.Exists() && name.LabelType() == cue.StringLabel {
		found = v.LookupPath(cue.MakePath(name.Optional()))
	}
	if !found.Exists() {
		found = v.LookupPath(cue.MakePath(other))
	}
	return found
}
