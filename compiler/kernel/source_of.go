package main

import (
	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// sourceOf is where a value is written. The evaluator says of all that a comprehension brings that the comprehension brought it; the field
// itself stands in its body, at the end of the value's path.
func sourceOf(v cue.Value) ast.Node {
	source := v.Source()
	comprehension, ok := source.(*ast.Comprehension)
	if !ok {
		return source
	}
	steps := v.Path().Selectors()
	for from := range steps {
		if found := fieldAt(comprehension.Value, steps[from:]); found != nil {
			return found
		}
	}
	return source
}

// placeOf is where a value is written first.
func placeOf(v cue.Value) ast.Node {
	for _, conjunct := range conjunctsOf(v, 0) {
		if source := sourceOf(conjunct); source != nil {
			return source
		}
	}
	return nil
}

// isPassedOver tells what a comprehension would bring if its guard held.
func isPassedOver(conjunct cue.Value) bool {
	_, brought := conjunct.Source().(*ast.Comprehension)
	return brought && conjunct.IncompleteKind() == cue.TopKind
}

// fieldAt follows a path through structs and lists as they are written.
func fieldAt(expr ast.Node, steps []cue.Selector) ast.Node {
	if len(steps) == 0 {
		return nil
	}
	switch x := expr.(type) {
	case *ast.StructLit:
		for _, elt := range x.Elts {
			switch elt := elt.(type) {
			case *ast.Field:
				if !isLabel(elt, steps[0].String()) && !isLabel(elt, fieldName(steps[0])) {
					continue
				}
				if len(steps) == 1 {
					return elt
				}
				if found := fieldAt(elt.Value, steps[1:]); found != nil {
					return found
				}
			case *ast.Comprehension:
				if found := fieldAt(elt.Value, steps); found != nil {
					return found
				}
			case *ast.EmbedDecl:
				if found := fieldAt(elt.Expr, steps); found != nil {
					return found
				}
			}
		}
	case *ast.ListLit:
		if steps[0].LabelType() == cue.IndexLabel && steps[0].Index() < len(x.Elts) {
			if len(steps) == 1 {
				return x.Elts[steps[0].Index()]
			}
			return fieldAt(x.Elts[steps[0].Index()], steps[1:])
		}
	case *ast.BinaryExpr:
		if found := fieldAt(x.X, steps); found != nil {
			return found
		}
		return fieldAt(x.Y, steps)
	}
	return nil
}
