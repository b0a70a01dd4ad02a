package main

import (
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/format"
)

// because is a condition that a place of an adapter stands in (`if parameters.region == "osaka" {...}`), with the parameters that it reads: they
// decide that the place is there, and make nothing of its value.
type because struct {
	Adapter    string            `json:"adapter"`
	Position   *position         `json:"position,omitempty"`
	Text       string            `json:"text"`
	Parameters []parameterOrigin `json:"parameters"`
}

// guard is a clause of a comprehension, and from where to where in its file it decides.
type guard struct {
	from, to int
	clause   ast.Clause
}

// guardsOf lists the clauses of a file, the outer ones before those within them.
func (s *space) guardsOf(file string) []guard {
	if found, known := s.guards[file]; known {
		return found
	}
	out := []guard{}
	for _, inst := range s.packages {
		if i := slices.IndexFunc(inst.Files, func(one *ast.File) bool { return one.Filename == file }); i >= 0 {
			ast.Walk(inst.Files[i], func(n ast.Node) bool {
				if x, ok := n.(*ast.Comprehension); ok {
					for _, clause := range x.Clauses {
						if _, isLet := clause.(*ast.LetClause); !isLet {
							out = append(out, guard{x.Value.Pos().Offset(), x.Value.End().Offset(), clause})
						}
					}
				}
				return true
			}, nil)
			break
		}
	}
	s.guards[file] = out
	return out
}

// around are the clauses that a place stands in.
func (s *space) around(place ast.Node) []guard {
	if place == nil || !place.Pos().IsValid() {
		return nil
	}
	out, at := []guard{}, place.Pos().Offset()
	for _, one := range s.guardsOf(place.Pos().Filename()) {
		if one.from <= at && at < one.to {
			out = append(out, one)
		}
	}
	return out
}

// conditions tells why what a node says at a path is there: the clauses around its place, those around the composites that bring the node, and
// those around what the composites are given for the parameters that made it. What makes the value anyway is told by itself.
func (t *tracer) conditions(n *node, at []cue.Selector, place ast.Node, made []parameterOrigin) []because {
	c := &conditionReader{tracer: t, made: made, out: []because{}}
	c.composed(n)
	c.within(n, place, func(expr ast.Expr) []parameterOrigin {
		found := t.parametersIn(n, expr, 0)
		for _, given := range t.givenAround(n, at, expr, map[ast.Node]bool{}) {
			found = append(found, given.Parameters...)
		}
		return found
	})
	c.given(n, made)
	return c.out
}

type conditionReader struct {
	tracer *tracer
	made   []parameterOrigin
	out    []because
}

// composed reads the clauses around the composites that a node stands in, the outermost first.
func (c *conditionReader) composed(n *node) {
	if n.parent == nil {
		return
	}
	c.composed(n.parent)
	c.within(n.parent, n.element, func(expr ast.Expr) []parameterOrigin { return c.tracer.space.parametersIn(n.parent, expr) })
}

// given reads the clauses around what composing adapters give for parameters.
func (c *conditionReader) given(n *node, params []parameterOrigin) {
	if n.parent == nil {
		return
	}
	for _, p := range params {
		if p.Given != "composite" || p.Adapter != n.adapter {
			continue
		}
		for _, conjunct := range conjunctsOf(n.values(p.Option).LookupPath(cue.MakePath(cue.Str(p.Name))), 0) {
			c.within(n.parent, sourceOf(conjunct), func(expr ast.Expr) []parameterOrigin { return c.tracer.space.parametersIn(n.parent, expr) })
		}
		c.given(n.parent, p.From)
	}
}

func (c *conditionReader) within(n *node, place ast.Node, read func(expr ast.Expr) []parameterOrigin) {
	space := c.tracer.space
	for _, one := range space.around(place) {
		at := space.position(one.clause.Pos())
		isTold := slices.ContainsFunc(c.out, func(told because) bool {
			return told.Adapter == n.adapter && told.Position != nil && at != nil && *told.Position == *at
		})
		found := slices.DeleteFunc(read(one.expression()), func(p parameterOrigin) bool {
			return slices.ContainsFunc(c.made, func(other parameterOrigin) bool { return other.Name == p.Name && other.Adapter == p.Adapter })
		})
		if len(found) == 0 || isTold {
			continue
		}
		c.out = append(c.out, because{n.adapter, at, one.text(), found})
		c.given(n, found)
	}
}

func (g guard) expression() ast.Expr {
	switch x := g.clause.(type) {
	case *ast.IfClause:
		return x.Condition
	case *ast.ForClause:
		return x.Source
	}
	return nil
}

func (g guard) text() string {
	text := func(node ast.Node) string {
		written, err := format.Node(node)
		if err != nil {
			return ""
		}
		return strings.Join(strings.Fields(string(written)), " ")
	}
	switch x := g.clause.(type) {
	case *ast.IfClause:
		return "if " + text(x.Condition)
	case *ast.ForClause:
		names := x.Value.Name
		if x.Key != nil {
			names = x.Key.Name + ", " + names
		}
		return "for " + names + " in " + text(x.Source)
	}
	return ""
}

// holder is the place in an adapter that a value from the QVS Config was copied to as it is: the nearest one around it that is written there.
func (t *tracer) holder(n *node, at []cue.Selector) ast.Node {
	for depth := len(at) - 1; depth > 1; depth-- {
		for _, conjunct := range conjunctsOf(n.own.LookupPath(cue.MakePath(at[:depth]...)), 0) {
			if source := sourceOf(conjunct); source != nil && t.space.fileOwner[source.Pos().Filename()] != nil {
				return source
			}
		}
	}
	return nil
}
