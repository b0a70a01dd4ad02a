package main

import (
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// blame finds the parameter whose value makes an adapter fail far from where it is given (`strconv.Atoi(parameters.port)` of "abc"). When
// several parameters meet in the failing expression, nobody is blamed.
func (s *space) blame(roots []*node, p *problem) {
	t, steps := s.tracerAt(roots, *p)
	if t == nil {
		return
	}
	// The part of the expression that fails tells most; where it stands elsewhere (behind a `let`), the whole expression.
	causes := t.causes(steps, func(expr ast.Expr) ast.Expr { return s.expressionAt(expr, p.Positions[0]) })
	if len(causes) == 0 {
		causes = t.causes(steps, func(expr ast.Expr) ast.Expr { return expr })
	}
	if len(causes) == 1 {
		p.Parameter, p.Adapters = causes[0].Name, []string{causes[0].Adapter}
	}
}

// tracerAt is the tracer of the resource or task that a problem is in, and the path of the problem below it; nil where it is in neither.
func (s *space) tracerAt(roots []*node, p problem) (*tracer, []any) {
	path := p.at
	if path[0] == "DesignPattern" {
		path = path[1:]
	}
	if len(path) < 3 || len(p.Positions) == 0 {
		return nil, nil
	}
	t := s.resourceTracer(roots, path[1], unquoted(path[2]))
	inner := path[3:]
	if path[0] == "pipelines" && len(path) > 3 {
		t = s.stageTracer(roots, unquoted(path[1]), path[2], unquoted(path[3]))
		inner = path[4:]
	}
	steps := make([]any, len(inner))
	for i, step := range inner {
		steps[i] = unquoted(step)
		if index, err := strconv.Atoi(step); err == nil {
			steps[i] = index
		} else if strings.HasPrefix(step, "_") || strings.HasPrefix(step, "#") {
			steps[i] = t.selector(step, p.Positions[0].Module+"/"+p.Positions[0].File)
		}
	}
	return t, steps
}

// causes lists the parameters from the QVS Config that the expressions of a value read, each once.
func (t *tracer) causes(path []any, part func(ast.Expr) ast.Expr) []parameterOrigin {
	found := []parameterOrigin{}
	t.each(path, func(n *node, at []cue.Selector, v cue.Value) {
		for _, conjunct := range conjunctsOf(v, 0) {
			if o, ok := t.given(n, conjunct); ok {
				found = append(found, o.Parameters...)
				continue
			}
			expr := expressionOf(sourceOf(conjunct))
			if expr != nil {
				expr = part(expr)
			}
			if expr == nil {
				continue
			}
			found = append(found, t.parametersIn(n, expr, 0)...)
			for _, around := range t.givenAround(n, at, expr, map[ast.Node]bool{}) {
				found = append(found, around.Parameters...)
			}
		}
	})
	out := []parameterOrigin{}
	seen := map[string]bool{}
	for _, cause := range fromConfig(found) {
		if key := cause.Adapter + " " + cause.Name; !seen[key] {
			seen[key] = true
			out = append(out, cause)
		}
	}
	return out
}

// fromConfig follows parameters to those that the QVS Config gives.
func fromConfig(found []parameterOrigin) []parameterOrigin {
	out := []parameterOrigin{}
	for _, one := range found {
		if one.Config != nil {
			out = append(out, one)
		}
		out = append(out, fromConfig(one.From)...)
	}
	return out
}

// expressionAt is the part of an expression that begins at a place; nil where it does not hold the place.
func (s *space) expressionAt(expr ast.Expr, place position) ast.Expr {
	var found ast.Expr
	ast.Walk(expr, func(n ast.Node) bool {
		if part, ok := n.(ast.Expr); ok && found == nil {
			if at := s.position(n.Pos()); at != nil && *at == place {
				found = part
			}
		}
		return found == nil
	}, nil)
	return found
}

func unquoted(step string) string {
	if text, err := strconv.Unquote(step); err == nil {
		return text
	}
	return step
}
