package main

import (
	"encoding/json"
	"slices"
	"sort"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"
)

// condition says when a field is there: another field of the same map has one of the values, or any value where there are none; and so have others.
type condition struct {
	Name   string            `json:"name"`
	Values []json.RawMessage `json:"values,omitempty"`
	And    []condition       `json:"and,omitempty"`
}

// asked is what the conditions of a package speak of: names, the texts and numbers that they are compared with, and whether they only ask
// for presence. The same of each condition together with those that it stands in.
type asked struct {
	names    map[string]bool
	literals []ast.Expr
	presence bool
	each     []asked
}

// conditional adds the fields that are there only when another one has a certain value (`if mode == "b" {extra: string}`). It does not read
// the condition, it tries: each value that the condition may mean is given, and what is new then belongs to it.
func (s *space) conditional(id string, pattern cue.Value, at cue.Path, label string, known []field) []field {
	about := s.conditionsIn(id, label)
	if len(about.names) == 0 {
		return known
	}
	out := slices.Clone(known)
	// A field that was found may be what further conditions speak of: with it as it may be, it is their turn.
	for round, all := known, slices.Clone(known); len(round) > 0; all = append(all, round...) {
		for _, f := range round {
			if about.names[f.Name] {
				out = s.conditionalOn(pattern, at, label, f, about, out)
			}
		}
		for _, group := range about.each {
			if slices.ContainsFunc(round, func(f field) bool { return group.names[f.Name] }) {
				out = s.conditionalTogether(pattern, at, label, all, group, out)
			}
		}
		round = unknownOf(out, all, about)
	}
	sort.SliceStable(out, func(i, j int) bool { return isBefore(out[i], out[j]) })
	return out
}

// unknownOf are the fields that conditions speak of and that are not among those that were tried.
func unknownOf(found, tried []field, about asked) []field {
	out := []field{}
	for _, f := range found {
		if about.names[f.Name] && !slices.ContainsFunc(tried, func(one field) bool { return one.Name == f.Name }) {
			out = append(out, f)
		}
	}
	return out
}

// conditionalOn adds the fields that are there only when this one has a certain value; where it is there on a condition itself, theirs has that in it.
func (s *space) conditionalOn(pattern cue.Value, at cue.Path, label string, f field, about asked, out []field) []field {
	brought, and := s.bringing(f)
	for _, c := range candidates(f, about) {
		given, err := plain(s.cue.BuildExpr(c.value))
		if err != nil {
			continue
		}
		values := ast.NewStruct()
		values.Elts = append(slices.Clone(brought), nested(c.value, f.Name))
		fields, err := pattern.Unify(s.cue.BuildExpr(ast.NewStruct(nested(values, label)))).LookupPath(at).Fields(cue.Optional(true))
		if err != nil {
			continue
		}
		for fields.Next() {
			name := fieldName(fields.Selector())
			i := slices.IndexFunc(out, func(one field) bool { return one.Name == name })
			switch {
			case i < 0 && fields.Value().Err() == nil:
				found := s.field(name, fields.Value(), fields.IsOptional(), 0)
				found.When = &condition{Name: f.Name, And: and}
				if !c.any {
					found.When.Values = []json.RawMessage{given}
				}
				out = append(out, found)
			case i >= 0 && out[i].When != nil && out[i].When.Name == f.Name && out[i].When.Values != nil:
				if !slices.ContainsFunc(out[i].When.Values, func(one json.RawMessage) bool { return string(one) == string(given) }) {
					out[i].When.Values = append(out[i].When.Values, given)
				}
			}
		}
	}
	return out
}

// bringing are values with which a field is there, and the conditions that they meet; none for one that is always there.
func (s *space) bringing(f field) ([]ast.Decl, []condition) {
	if f.When == nil {
		return nil, nil
	}
	all := append([]condition{{Name: f.When.Name, Values: f.When.Values}}, f.When.And...)
	out := []ast.Decl{}
	for _, c := range all {
		var value ast.Expr = ast.NewString("<" + c.Name + ">")
		if len(c.Values) > 0 {
			expr, problems := data("", c.Values[0])
			if len(problems) > 0 {
				continue
			}
			value = expr
		}
		out = append(out, nested(value, c.Name))
	}
	return out, all
}

// conditionalTogether adds the fields that are there only when several others have certain values, and says so of those that seemed to depend
// on one of them alone, as the others had values that suited.
func (s *space) conditionalTogether(pattern cue.Value, at cue.Path, label string, known []field, group asked, out []field) []field {
	trials := trialsOf(known, group, candidates)
	if trials == nil {
		return out
	}
	found := map[string]field{}
	conditions := s.conjoined(trials, func(given *ast.StructLit) []string {
		names := []string{}
		fields, err := pattern.Unify(s.cue.BuildExpr(ast.NewStruct(nested(given, label)))).LookupPath(at).Fields(cue.Optional(true))
		if err != nil {
			return nil
		}
		for fields.Next() {
			name := fieldName(fields.Selector())
			if fields.Value().Err() != nil || slices.ContainsFunc(known, func(one field) bool { return one.Name == name }) {
				continue
			}
			names = append(names, name)
			if _, ok := found[name]; !ok {
				found[name] = s.field(name, fields.Value(), fields.IsOptional(), 0)
			}
		}
		return names
	})
	for _, name := range sortedNames(found) {
		one, when := found[name], conditions[name]
		one.When = when
		if when == nil {
			// Neither of them decides alone, nor do all of them together: it is offered, and nobody is asked for it.
			one.Required = false
		}
		i := slices.IndexFunc(out, func(other field) bool { return other.Name == name })
		switch {
		case i < 0:
			out = append(out, one)
		case out[i].When != nil && group.names[out[i].When.Name]:
			out[i].When, out[i].Required = one.When, one.Required
		}
	}
	return out
}

// candidate is a value that a condition may speak of; `any` one stands for all that there are.
type candidate struct {
	value ast.Expr
	any   bool
}

func candidates(f field, about asked) []candidate {
	out := []candidate{}
	add := func(values ...ast.Expr) []candidate {
		for _, value := range values[:min(len(values), 20)] {
			out = append(out, candidate{value: value})
		}
		return out
	}
	switch {
	case f.Kind == "bool":
		return add(ast.NewBool(true), ast.NewBool(false))
	case f.Options != nil:
		for _, option := range f.Options {
			if expr, problems := data("", option); len(problems) == 0 {
				add(expr)
			}
		}
		return out
	case f.Kind == "string" && about.presence:
		out = append(out, candidate{value: ast.NewString("<" + f.Name + ">"), any: true})
	}
	if text := string(f.Default); text == `"true"` || text == `"false"` {
		add(ast.NewString("true"), ast.NewString("false"))
	}
	return add(about.literals...)
}

// conditionsIn are the conditions on which the parameters of a package depend: those that stand within the field of this name, and those
// that bring it.
func (s *space) conditionsIn(id, label string) asked {
	return s.conditionsOf(id, func(path []string, node *ast.Comprehension) []ast.Expr {
		if !slices.Contains(path, label) && !brings(node.Value, label) {
			return nil
		}
		return ifs(node)
	})
}

func ifs(node *ast.Comprehension) []ast.Expr {
	out := []ast.Expr{}
	for _, clause := range node.Clauses {
		if c, ok := clause.(*ast.IfClause); ok {
			out = append(out, c.Condition)
		}
	}
	return out
}

// conditionsOf reads the files of a package; `of` says what of a comprehension, which stands at a path of fields, decides about what it brings.
func (s *space) conditionsOf(id string, of func(path []string, node *ast.Comprehension) []ast.Expr) asked {
	about := asked{names: map[string]bool{}}
	place := s.find(splitImport(id))
	if place == nil {
		return about
	}
	for _, name := range place.files {
		file, err := parser.ParseFile(name, place.module.files[name])
		if err != nil {
			continue
		}
		lets := map[string]ast.Expr{}
		conditions := [][]ast.Expr{}
		around := [][]ast.Expr{}
		path := []string{}
		ast.Walk(file, func(n ast.Node) bool {
			switch node := n.(type) {
			case *ast.LetClause:
				lets[node.Ident.Name] = node.Expr
			case *ast.Field:
				label, _, _ := ast.LabelName(node.Label)
				path = append(path, label)
			case *ast.Comprehension:
				around = append(around, of(path, node))
				conditions = append(conditions, slices.Concat(around...))
			}
			return true
		}, func(n ast.Node) {
			switch n.(type) {
			case *ast.Field:
				path = path[:len(path)-1]
			case *ast.Comprehension:
				around = around[:len(around)-1]
			}
		})
		for _, all := range conditions {
			one := asked{names: map[string]bool{}}
			for _, c := range all {
				about.read(c, lets, 0)
				one.read(c, lets, 0)
			}
			about.each = append(about.each, one)
		}
	}
	return about
}

// brings tells whether a struct has the field.
func brings(n ast.Node, label string) bool {
	found := false
	ast.Walk(n, func(n ast.Node) bool {
		if f, ok := n.(*ast.Field); ok && isLabel(f, label) {
			found = true
		}
		return !found
	}, nil)
	return found
}

func (a *asked) read(e ast.Expr, lets map[string]ast.Expr, depth int) {
	ast.Walk(e, func(n ast.Node) bool {
		switch node := n.(type) {
		case *ast.SelectorExpr:
			if name, ok := node.Sel.(*ast.Ident); ok {
				a.names[name.Name] = true
			}
		case *ast.Ident:
			a.names[node.Name] = true
			if value, ok := lets[node.Name]; ok && depth < 5 {
				a.read(value, lets, depth+1)
			}
		case *ast.BottomLit:
			a.presence = true
		case *ast.BasicLit:
			if node.Kind == token.STRING || node.Kind == token.INT || node.Kind == token.FLOAT {
				a.literals = append(a.literals, &ast.BasicLit{Kind: node.Kind, Value: node.Value})
			}
		}
		return true
	}, nil)
}
