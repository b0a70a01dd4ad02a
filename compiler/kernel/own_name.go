package main

import "cuelang.org/go/cue/ast"

const (
	adapterField = "DesignPattern"
	itself       = "DesignPatternItself"
)

// bindOwnName makes `DesignPattern.parameters.x` within an adapter mean the adapter with its values. It is how an adapter that is spread over several
// files or declarations reads its parameters; left to CUE, it is the package's field, to which nobody gives values.
func bindOwnName(file *ast.File) {
	for _, decl := range file.Decls {
		field, ok := decl.(*ast.Field)
		if !ok || !isLabel(field, adapterField) {
			continue
		}
		alias := &ast.Alias{Ident: ast.NewIdent(itself), Expr: field.Value}
		if known, ok := field.Value.(*ast.Alias); ok {
			alias = known
		}
		bound := false
		ast.Walk(field.Value, func(n ast.Node) bool {
			ident, ok := n.(*ast.Ident)
			if !ok || ident.Name != adapterField {
				return true
			}
			if _, top := ident.Scope.(*ast.File); top || isUnresolved(file, ident) {
				ident.Name, ident.Scope, ident.Node = alias.Ident.Name, field, alias
				bound = true
			}
			return true
		}, nil)
		if bound {
			field.Value = alias
		}
	}
}

func isUnresolved(file *ast.File, ident *ast.Ident) bool {
	for _, one := range file.Unresolved {
		if one == ident {
			return true
		}
	}
	return false
}
