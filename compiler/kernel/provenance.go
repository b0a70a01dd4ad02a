package main

import (
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// tracer finds, for every leaf of one resource, the places of adapters that made it and the parameters behind them.
type tracer struct {
	space *space
	roots []*node
	phase string
	id    string
}

func (t *tracer) collect(v cue.Value, path []any, out *[]leaf) {
	if d, ok := v.Default(); ok {
		v = d
	}
	switch v.Kind() {
	case cue.StructKind:
		fields, err := v.Fields()
		if err != nil {
			return
		}
		for fields.Next() {
			t.collect(fields.Value(), extend(path, fieldName(fields.Selector())), out)
		}
	case cue.ListKind:
		list, err := v.List()
		if err != nil {
			return
		}
		for i := 0; list.Next(); i++ {
			t.collect(list.Value(), extend(path, i), out)
		}
	default:
		*out = append(*out, leaf{Path: path, Origins: t.origins(path)})
	}
}

func extend(path []any, step any) []any {
	return append(append(make([]any, 0, len(path)+1), path...), step)
}

// adapters lists every adapter of the tree that says something about the resource.
func (t *tracer) adapters() []string {
	out := []string{}
	t.each(nil, func(n *node, _ cue.Value) {
		for _, known := range out {
			if known == n.adapter {
				return
			}
		}
		out = append(out, n.adapter)
	})
	return out
}

// each visits every node of the trees that has something at a path of the resource by itself, not through its composites.
func (t *tracer) each(path []any, visit func(*node, cue.Value)) {
	for _, root := range t.roots {
		root.walk(func(n *node) {
			id := t.id
			for up := n; up.parent != nil; up = up.parent {
				if up.group != "" {
					rest, ok := strings.CutPrefix(id, up.group+"/")
					if !ok {
						return
					}
					id = rest
				}
			}
			for _, part := range []string{"resources", "defer"} {
				selectors := []cue.Selector{cue.Str(part), cue.Str(t.phase), cue.Str(id)}
				for _, step := range path {
					switch x := step.(type) {
					case string:
						selectors = append(selectors, cue.Str(x))
					case int:
						selectors = append(selectors, cue.Index(x))
					}
				}
				if found := n.own.LookupPath(cue.MakePath(selectors...)); found.Exists() {
					visit(n, found)
				}
			}
		})
	}
}

func (t *tracer) origins(path []any) []origin {
	out := []origin{}
	t.each(path, func(n *node, v cue.Value) {
		for _, conjunct := range conjunctsOf(v, 0) {
			source := conjunct.Source()
			if o, ok := t.given(n, conjunct); ok {
				out = append(out, o)
				continue
			}
			at := t.space.position(conjunct.Pos())
			if source != nil {
				if p := t.space.position(source.Pos()); p != nil {
					at = p
				}
			}
			if o, ok := t.givenByParent(n, conjunct, at); ok {
				out = append(out, o)
				continue
			}
			params := t.space.parametersIn(n, expressionOf(source))
			out = append(out, origin{
				Adapter:    n.adapter,
				Via:        n.via(),
				Position:   at,
				Schema:     len(params) == 0 && !conjunct.IsConcrete(),
				Parameters: params,
			})
		}
	})
	return unique(out)
}

// given recognises a leaf that was copied as it is from a value of the QVS Config, such as an entry of a map.
func (t *tracer) given(n *node, conjunct cue.Value) (origin, bool) {
	rest, ok := strings.CutPrefix(conjunct.Pos().Filename(), paramsFile)
	if !ok {
		return origin{}, false
	}
	_, name, _ := strings.Cut(rest, "/")
	root := n
	for root.parent != nil {
		root = root.parent
	}
	return origin{
		Adapter:    n.adapter,
		Via:        n.via(),
		Parameters: []parameterOrigin{t.space.parameter(root, name, 0)},
	}, true
}

// givenByParent recognises a leaf that was copied as it is from a structured value that the composing adapter gives.
func (t *tracer) givenByParent(n *node, conjunct cue.Value, at *position) (origin, bool) {
	source := conjunct.Source()
	if n.parent == nil || !n.given.Exists() || source == nil {
		return origin{}, false
	}
	fields, err := n.given.Fields()
	if err != nil {
		return origin{}, false
	}
	for fields.Next() {
		for _, written := range conjunctsOf(fields.Value(), 0) {
			outer := written.Source()
			if outer == nil || outer == source || !encloses(outer, source) {
				continue
			}
			p := t.space.parameter(n, fieldName(fields.Selector()), 0)
			p.At = at
			p.From = t.space.parametersIn(n.parent, expressionOf(source))
			return origin{Adapter: n.adapter, Via: n.via(), Parameters: []parameterOrigin{p}}, true
		}
	}
	return origin{}, false
}

func encloses(outer, inner ast.Node) bool {
	from, to, at := outer.Pos(), outer.End(), inner.Pos()
	return from.Filename() != "" && from.Filename() == at.Filename() && from.Offset() <= at.Offset() && at.Offset() < to.Offset()
}

func unique(origins []origin) []origin {
	seen := map[string]bool{}
	out := []origin{}
	for _, o := range origins {
		key := encode(o)
		if !seen[key] {
			seen[key] = true
			out = append(out, o)
		}
	}
	return out
}

// conjunctsOf takes a unification apart, through `a & b` in one expression and through several declarations of a field.
func conjunctsOf(v cue.Value, depth int) []cue.Value {
	op, args := v.Expr()
	if op != cue.AndOp || depth > 6 {
		return []cue.Value{v}
	}
	out := []cue.Value{}
	for _, arg := range args {
		out = append(out, conjunctsOf(arg, depth+1)...)
	}
	return out
}

func expressionOf(source ast.Node) ast.Expr {
	switch x := source.(type) {
	case *ast.Field:
		return x.Value
	case ast.Expr:
		return x
	case *ast.EmbedDecl:
		return x.Expr
	}
	return nil
}

// parametersIn lists the parameters that an expression reads, also through other fields, `let` and comprehensions.
func (s *space) parametersIn(n *node, expr ast.Expr) []parameterOrigin {
	out := []parameterOrigin{}
	for _, name := range parameterNames(expr) {
		out = append(out, s.parameter(n, name, 0))
	}
	return out
}

// parameter follows one parameter of a node to where its value was given: the QVS Config, the composite above, or its own default.
func (s *space) parameter(n *node, name string, depth int) parameterOrigin {
	out := parameterOrigin{Adapter: n.adapter, Name: name, Given: "default", From: []parameterOrigin{}}
	out.Declaration = s.declaration(n.pattern, name)
	at := cue.MakePath(cue.Str(name))
	if n.parent == nil {
		if n.names[name] {
			config := n.config
			out.Given, out.Config = "config", &config
		}
		return out
	}
	given := n.given.LookupPath(at)
	if !n.given.Exists() || !given.Exists() || depth > maxDepth {
		return out
	}
	out.Given = "composite"
	for _, conjunct := range conjunctsOf(given, 0) {
		source := conjunct.Source()
		if source == nil {
			continue
		}
		if out.At == nil {
			out.At = s.position(source.Pos())
		}
		for _, name := range parameterNames(expressionOf(source)) {
			out.From = append(out.From, s.parameter(n.parent, name, depth+1))
		}
	}
	return out
}

func (s *space) declaration(pattern cue.Value, name string) *position {
	fields, err := pattern.LookupPath(parametersPath).Fields(cue.Optional(true))
	if err != nil {
		return nil
	}
	for fields.Next() {
		if fieldName(fields.Selector()) == name {
			return s.position(fields.Value().Pos())
		}
	}
	return nil
}

func parameterNames(expr ast.Expr) []string {
	c := nameCollector{visited: map[ast.Node]bool{}}
	if expr != nil {
		c.walk(expr, 0)
	}
	return c.names
}

type nameCollector struct {
	names   []string
	visited map[ast.Node]bool
}

func (c *nameCollector) walk(node ast.Node, depth int) {
	if depth > 12 || c.visited[node] {
		return
	}
	c.visited[node] = true
	ast.Walk(node, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.SelectorExpr:
			if isParameters(x.X) {
				if name, _, err := ast.LabelName(x.Sel); err == nil {
					c.note(name)
				}
				return false
			}
			if followed := follow(x); followed != nil {
				c.walk(followed, depth+1)
				return false
			}
		case *ast.IndexExpr:
			if isParameters(x.X) {
				if name := literalText(x.Index); name != "" {
					c.note(name)
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
func (c *nameCollector) ident(x *ast.Ident, depth int) {
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
		c.declarations(scope.Elts, x.Name, depth)
	case *ast.File:
		c.declarations(scope.Decls, x.Name, depth)
	}
}

func (c *nameCollector) declarations(decls []ast.Decl, name string, depth int) {
	if name == "parameters" {
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

func (c *nameCollector) note(name string) {
	for _, known := range c.names {
		if known == name {
			return
		}
	}
	c.names = append(c.names, name)
}

// isParameters is true for `parameters` and for `<anything>.parameters`.
func isParameters(expr ast.Expr) bool {
	switch x := expr.(type) {
	case *ast.Ident:
		return x.Name == "parameters"
	case *ast.SelectorExpr:
		name, _, err := ast.LabelName(x.Sel)
		return err == nil && name == "parameters"
	}
	return false
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
