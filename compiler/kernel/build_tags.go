package main

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"
)

// leftOut tells files that say ahead of their package clause that they are no part of it: `@ignore()`, or `@if(tag)` with a tag that is not set.
// Tags are for CUE's own command (`-t`): here none is set.
func leftOut(file *ast.File) bool {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.Package:
			return false
		case *ast.Attribute:
			switch key, condition := decl.Split(); key {
			case "ignore":
				return true
			case "if":
				if expr, err := parser.ParseExpr("", condition); err == nil && !holdsWithoutTags(expr) {
					return true
				}
			}
		}
	}
	return false
}

func holdsWithoutTags(expr ast.Expr) bool {
	switch expr := unparen(expr).(type) {
	case *ast.UnaryExpr:
		return expr.Op == token.NOT && !holdsWithoutTags(expr.X)
	case *ast.BinaryExpr:
		if expr.Op == token.LAND {
			return holdsWithoutTags(expr.X) && holdsWithoutTags(expr.Y)
		}
		return expr.Op == token.LOR && (holdsWithoutTags(expr.X) || holdsWithoutTags(expr.Y))
	}
	return false
}
