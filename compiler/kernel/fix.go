package main

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/ast/astutil"
	"cuelang.org/go/cue/token"
)

// modernise rewrites what CUE before 0.11 allowed and newer versions refuse: `a + [..]` becomes list.Concat and `n * [..]` becomes
// list.Repeat. In a chain of additions one list literal makes every operand a list. Files without such expressions stay untouched.
func modernise(file *ast.File) error {
	inner := map[ast.Node]bool{}
	ast.Walk(file, func(n ast.Node) bool {
		if binary, ok := n.(*ast.BinaryExpr); ok && binary.Op == token.ADD {
			inner[unparen(binary.X)] = true
			inner[unparen(binary.Y)] = true
		}
		return true
	}, nil)
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
			if operands := additions(binary); anyList(operands) {
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

func anyList(operands []ast.Expr) bool {
	for _, operand := range operands {
		switch x := unparen(operand).(type) {
		case *ast.ListLit:
			return true
		case *ast.CallExpr:
			if sel, ok := x.Fun.(*ast.SelectorExpr); ok {
				if name, ok := sel.X.(*ast.Ident); ok && name.Name == "list" {
					return true
				}
			}
		}
	}
	return false
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
