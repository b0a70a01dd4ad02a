package main

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/ast/astutil"
	"cuelang.org/go/cue/token"
)

// modernise rewrites what CUE before 0.11 allowed and newer versions refuse: `a + [..]` becomes list.Concat and `n * [..]` becomes
// list.Repeat. In a chain of additions one list makes every operand a list: a literal, or a name of this file that stands for one. Files without such expressions stay untouched.
func modernise(file *ast.File) error {
	inner := map[ast.Node]bool{}
	ast.Walk(file, func(n ast.Node) bool {
		if binary, ok := n.(*ast.BinaryExpr); ok && binary.Op == token.ADD {
			inner[unparen(binary.X)] = true
			inner[unparen(binary.Y)] = true
		}
		return true
	}, nil)
	known := lists{}
	changed := false
	// After the children, so that lists inside of lists are rewritten as well.
	astutil.Apply(file, nil, func(c astutil.Cursor) bool {
		binary, ok := c.Node().(*ast.BinaryExpr)
		if !ok {
			return true
		}
		switch binary.Op {
		case token.ADD:
			if inner[binary] {
				return true
			}
			if operands := additions(binary); known.any(operands) {
				changed = true
				c.Replace(listCall("Concat", ast.NewList(operands...)))
			}
		case token.MUL:
			x, y := binary.X, binary.Y
			if _, ok := unparen(y).(*ast.ListLit); ok {
				x, y = y, x
			}
			if _, ok := unparen(x).(*ast.ListLit); ok {
				changed = true
				c.Replace(listCall("Repeat", x, y))
			}
		}
		return true
	})
	if !changed {
		return nil
	}
	return astutil.Sanitize(file)
}

func additions(expr ast.Expr) []ast.Expr {
	binary, ok := unparen(expr).(*ast.BinaryExpr)
	if !ok || binary.Op != token.ADD {
		return []ast.Expr{expr}
	}
	return append(additions(binary.X), additions(binary.Y)...)
}

// lists remembers of expressions whether they are lists; one that is asked about while it is looked at is none.
type lists map[ast.Expr]bool

func (l lists) any(operands []ast.Expr) bool {
	for _, operand := range operands {
		if l.has(unparen(operand)) {
			return true
		}
	}
	return false
}

func (l lists) has(expr ast.Expr) bool {
	known, ok := l[expr]
	if !ok {
		l[expr] = false
		known = l.look(expr)
		l[expr] = known
	}
	return known
}

func (l lists) look(expr ast.Expr) bool {
	switch x := expr.(type) {
	case *ast.ListLit:
		return true
	case *ast.UnaryExpr:
		return x.Op == token.MUL && l.any([]ast.Expr{x.X})
	case *ast.BinaryExpr:
		// `a + b`, and what a declaration says: `[...string] | *[]`.
		return (x.Op == token.ADD || x.Op == token.OR || x.Op == token.AND) && l.any([]ast.Expr{x.X, x.Y})
	case *ast.CallExpr:
		if sel, ok := x.Fun.(*ast.SelectorExpr); ok {
			if name, ok := sel.X.(*ast.Ident); ok && name.Name == "list" {
				return true
			}
		}
	case *ast.Ident, *ast.SelectorExpr:
		return l.any(meanings(x))
	}
	return false
}

// meanings gives what a name stands for, as far as its own file says.
func meanings(expr ast.Expr) []ast.Expr {
	switch x := unparen(expr).(type) {
	case *ast.Ident:
		switch found := x.Node.(type) {
		case *ast.Field:
			return []ast.Expr{found.Value}
		case *ast.LetClause:
			return []ast.Expr{found.Expr}
		case *ast.Alias:
			return []ast.Expr{found.Expr}
		case ast.Expr:
			return []ast.Expr{found}
		}
	case *ast.SelectorExpr:
		name, _, err := ast.LabelName(x.Sel)
		if err != nil {
			return nil
		}
		found := []ast.Expr{}
		for _, meaning := range meanings(x.X) {
			found = append(found, fieldsNamed(meaning, name)...)
		}
		return found
	}
	return nil
}

func fieldsNamed(expr ast.Expr, name string) []ast.Expr {
	found := []ast.Expr{}
	switch x := unparen(expr).(type) {
	case *ast.StructLit:
		for _, element := range x.Elts {
			if field, ok := element.(*ast.Field); ok {
				if label, _, err := ast.LabelName(field.Label); err == nil && label == name {
					found = append(found, field.Value)
				}
			}
		}
	case *ast.BinaryExpr:
		found = append(fieldsNamed(x.X, name), fieldsNamed(x.Y, name)...)
	}
	return found
}

func unparen(expr ast.Expr) ast.Expr {
	for {
		paren, ok := expr.(*ast.ParenExpr)
		if !ok {
			return expr
		}
		expr = paren.X
	}
}

func listCall(name string, args ...ast.Expr) *ast.CallExpr {
	return ast.NewCall(ast.NewSel(&ast.Ident{Name: "list", Node: ast.NewImport(nil, "list")}, name), args...)
}
