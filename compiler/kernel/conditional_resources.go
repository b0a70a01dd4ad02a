package main

import (
	"encoding/json"
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// A module with many conditions is described in time all the same: what is beyond this many values is not listed.
const triedValues = 32

// conditionalResources lists what an adapter brings only with certain values (`if parameters.useIngress {...}`, `for k, v in
// parameters.secrets {...}`), each with the parameter that brings it. Like conditional, it tries instead of reading conditions.
func (s *space) conditionalResources(id string, pattern cue.Value, parameters []field, m mode, known []resourceSummary) []resourceSummary {
	out := slices.Clone(known)
	about := s.resourceConditions(id)
	tried := 0
	for _, f := range parameters {
		if !about.names[f.Name] || f.When != nil {
			continue
		}
		for _, c := range given(f, about) {
			if tried++; tried > triedValues {
				return out
			}
			values := standIns(slices.DeleteFunc(slices.Clone(parameters), func(one field) bool { return one.Name == f.Name }))
			values.Elts = append(values.Elts, nested(c.value, "parameters", f.Name))
			n := &node{adapter: id, pattern: pattern}
			if len(s.expand(n, pattern.Unify(s.cue.BuildExpr(values)), m, 0)) > 0 {
				continue
			}
			found, _ := s.resourcesOf(n)
			for _, r := range found {
				i := slices.IndexFunc(out, func(one resourceSummary) bool { return one.Phase == r.Phase && one.ID == r.ID })
				value, err := plain(s.cue.BuildExpr(c.value))
				switch {
				case i < 0:
					r.When = &condition{Name: f.Name}
					if !c.any && err == nil {
						r.When.Values = []json.RawMessage{value}
					}
					out = append(out, r)
				case out[i].When != nil && out[i].When.Name == f.Name && out[i].When.Values != nil && err == nil && !c.any:
					out[i].When.Values = append(out[i].When.Values, value)
				}
			}
		}
	}
	return out
}

// given are the values of a parameter that a condition may mean; of what is looped over, or asked for, any one will do.
func given(f field, about asked) []candidate {
	if f.Kind == "secret" || f.Kind == "map" || f.Kind == "list" {
		if value := anyOf(f); value != nil {
			return []candidate{{value: value, any: true}}
		}
		return nil
	}
	return candidates(f, about)
}

// anyOf is some value of a field, made of the names of what has none.
func anyOf(f field) ast.Expr {
	item := func() ast.Expr {
		if f.Item == nil {
			return nil
		}
		return anyOf(*f.Item)
	}
	switch f.Kind {
	case "string", "any":
		if f.Pattern == "" && f.Options == nil && f.MinLength == nil {
			return ast.NewString("<" + f.Name + ">")
		}
	case "secret":
		return ast.NewStruct("key", ast.NewString("<key>"), "version", ast.NewString("<version>"))
	case "map":
		if value := item(); value != nil {
			return ast.NewStruct(ast.NewString("<NAME>"), value)
		}
	case "list":
		if value := item(); value != nil {
			return ast.NewList(value)
		}
	}
	return nil
}

// resourceConditions are the conditions and loops on which whole resources, or adapters that it composes, depend.
func (s *space) resourceConditions(id string) asked {
	return s.conditionsOf(id, func(path []string, node *ast.Comprehension) []ast.Expr {
		if !bringsWhole(path) {
			return nil
		}
		return conditionsAndLoops(node)
	})
}

func conditionsAndLoops(node *ast.Comprehension) []ast.Expr {
	out := ifs(node)
	for _, clause := range node.Clauses {
		if c, ok := clause.(*ast.ForClause); ok {
			out = append(out, c.Source)
		}
	}
	return out
}

// bringsWhole tells whether what stands at this path of an adapter is a list of adapters or a map of resources.
func bringsWhole(path []string) bool {
	if len(path) == 2 {
		return path[1] == "composites"
	}
	return len(path) == 3 && path[1] == "resources" && (path[2] == "app" || path[2] == "appSetup")
}
