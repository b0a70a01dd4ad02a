package main

import "cuelang.org/go/cue/ast"

// reading is a parameter that an expression reads, an option (`pipelineParameters`), or what a task's builder reads of its own `input`.
type reading struct {
	name   string
	option bool
	input  bool
}

// local is a field that an expression reads of the structs around it, such as `#container.port` in a template: whoever uses the template
// gives it, in another file.
type local struct {
	steps []string
	file  string
}

// readings collects by syntax what an expression reads, also through other fields, `let` and comprehensions.
func readings(expr ast.Expr) []reading {
	return collect(expr).found
}

func collect(expr ast.Expr) *collector {
	c := &collector{visited: map[ast.Node]bool{}, selected: map[*ast.Ident]bool{}}
	if expr != nil {
		c.walk(expr, 0)
	}
	return c
}

type collector struct {
	found   []reading
	locals  []local
	visited map[ast.Node]bool
	// selected are names of which only a field is read (`#container.port`), not all that they hold.
	selected map[*ast.Ident]bool
}

func (c *collector) walk(node ast.Node, depth int) {
	if depth > 12 || c.visited[node] {
		return
	}
	c.visited[node] = true
	ast.Walk(node, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.SelectorExpr:
			if read, ok := source(x.X); ok {
				if name, _, err := ast.LabelName(x.Sel); err == nil {
					read.name = name
					c.note(read)
				}
				return false
			}
			c.local(x)
			if followed := follow(x); followed != nil {
				c.walk(followed, depth+1)
				return false
			}
		case *ast.IndexExpr:
			if read, ok := source(x.X); ok {
				if read.name = literalText(x.Index); read.name != "" {
					c.note(read)
				}
			}
		case *ast.Ident:
			c.ident(x, depth)
		case *ast.Field:
			// The label of a nested field is no reference.
			if x.Value != nil {
				c.walk(x.Value, depth)
			}
			return false
		}
		return true
	}, nil)
}

// ident goes on where a name leads: to every declaration of a field, or to what a `let` or a loop reads.
func (c *collector) ident(x *ast.Ident, depth int) {
	switch target := x.Node.(type) {
	case *ast.LetClause:
		c.walk(target.Expr, depth+1)
		return
	case *ast.Alias:
		c.walk(target.Expr, depth+1)
		return
	}
	switch scope := x.Scope.(type) {
	case *ast.ForClause:
		c.walk(scope.Source, depth+1)
	case *ast.StructLit:
		if !c.selected[x] {
			c.local(x)
		}
		c.declarations(scope.Elts, x.Name, depth)
	case *ast.File:
		c.declarations(scope.Decls, x.Name, depth)
	}
}

func (c *collector) declarations(decls []ast.Decl, name string, depth int) {
	if _, ok := sources[name]; ok {
		return
	}
	for _, decl := range decls {
		switch d := decl.(type) {
		case *ast.Field:
			if isLabel(d, name) {
				c.walk(d.Value, depth+1)
			}
		case *ast.Comprehension:
			if body, ok := d.Value.(*ast.StructLit); ok && declares(body, name) {
				for _, clause := range d.Clauses {
					c.walk(clause, depth+1)
				}
				c.declarations(body.Elts, name, depth)
			}
		}
	}
}

func declares(body *ast.StructLit, name string) bool {
	for _, elt := range body.Elts {
		if f, ok := elt.(*ast.Field); ok && isLabel(f, name) {
			return true
		}
	}
	return false
}

func (c *collector) note(read reading) {
	for _, known := range c.found {
		if known == read {
			return
		}
	}
	c.found = append(c.found, read)
}

var sources = map[string]reading{"parameters": {}, "pipelineParameters": {option: true}, "input": {input: true}}

// source recognises `parameters`, `pipelineParameters` and `input`, by themselves, as the last part of a selector, and by the shorter names that
// adapters give them (`let P = parameters`, `P=parameters: {...}`, `_p: parameters`).
func source(expr ast.Expr) (reading, bool) {
	return sourceNamed(expr, 0)
}

func sourceNamed(expr ast.Expr, depth int) (reading, bool) {
	name := ""
	switch x := expr.(type) {
	case *ast.Ident:
		name = x.Name
		if _, ok := sources[name]; ok || depth > 4 {
			break
		}
		switch target := x.Node.(type) {
		case *ast.LetClause:
			return sourceNamed(target.Expr, depth+1)
		case *ast.Field:
			name, _, _ = ast.LabelName(target.Label)
		case ast.Expr:
			return sourceNamed(target, depth+1)
		}
	case *ast.SelectorExpr:
		name, _, _ = ast.LabelName(x.Sel)
	}
	read, ok := sources[name]
	return read, ok
}

// follow resolves `name.a.b` to the expression of the field b, when all of it is written in the same file.
func follow(sel *ast.SelectorExpr) ast.Expr {
	name, _, err := ast.LabelName(sel.Sel)
	if err != nil {
		return nil
	}
	var base ast.Expr
	switch x := sel.X.(type) {
	case *ast.Ident:
		switch target := x.Node.(type) {
		case *ast.LetClause:
			base = target.Expr
		case ast.Expr:
			base = target
		}
	case *ast.SelectorExpr:
		base = follow(x)
	}
	lit, ok := base.(*ast.StructLit)
	if !ok {
		return nil
	}
	for _, elt := range lit.Elts {
		if f, ok := elt.(*ast.Field); ok && isLabel(f, name) {
			return f.Value
		}
	}
	return nil
}

func isLabel(f *ast.Field, name string) bool {
	label, _, err := ast.LabelName(f.Label)
	return err == nil && label == name
}

// local notes a name of a struct around the expression, with the fields that are selected of it.
func (c *collector) local(expr ast.Expr) {
	steps := []string{}
	for {
		switch x := expr.(type) {
		case *ast.SelectorExpr:
			name, _, err := ast.LabelName(x.Sel)
			if err != nil {
				return
			}
			steps = append([]string{name}, steps...)
			expr = x.X
			continue
		case *ast.Ident:
			if _, ok := x.Scope.(*ast.StructLit); ok && sources[x.Name] == (reading{}) && x.Name != "parameters" {
				c.selected[x] = true
				c.locals = append(c.locals, local{steps: append([]string{x.Name}, steps...), file: x.Pos().Filename()})
			}
		}
		return
	}
}
