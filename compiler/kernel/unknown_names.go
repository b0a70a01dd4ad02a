package main

import (
	"encoding/json"
	"fmt"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// unknownNames tells of values for names that the adapter does not declare, and takes them out of the given names: CUE itself would accept
// them, since structs are open. What looks like a slip of the pen is refused; anything else is ignored, as Value Stream ignores it.
func (s *space) unknownNames(pattern cue.Value, at cue.Path, what string, given map[string]bool, values map[string]json.RawMessage, id string) (misspelt, ignored []problem) {
	if len(given) == 0 {
		return nil, nil
	}
	known := map[string]bool{}
	declared := pattern.LookupPath(at)
	others := declared.LookupPath(cue.MakePath(cue.AnyString))
	if others.Exists() && !isAnything(others) {
		return nil, nil
	}
	if declared.Exists() {
		for added := true; added && !knowsAll(known, given); {
			added = s.learn(known, pattern, at, given, values)
		}
	}
	fields := declaredFields(declared)
	for _, name := range sortedNames(given) {
		told := problem{Code: "unknown-name", Path: what + "." + name, Parameter: name, Adapters: []string{id}}
		if known[name] {
			if field, ok := fields[name]; ok {
				ignored = append(ignored, s.slips(field, values[name], told)...)
			}
			continue
		}
		told.Message = fmt.Sprintf("%s has no %s %q%s", id, map[string]string{"params": "parameter", "pipelineParams": "option"}[what], name, alternatives(name, sortedNames(known)))
		near := nearest(name, sortedNames(known)) != ""
		switch {
		case others.Exists():
			// The adapter takes whatever it is given: only what looks like a slip of the pen is worth a word.
			if near {
				ignored = append(ignored, told)
			}
			continue
		case near:
			misspelt = append(misspelt, told)
		default:
			ignored = append(ignored, told)
		}
		delete(given, name)
	}
	return misspelt, ignored
}

func knowsAll(known, given map[string]bool) bool {
	for name := range given {
		if !known[name] {
			return false
		}
	}
	return true
}

// learn adds the names that an adapter has with the values for the names that are known: a value may bring further parameters with it.
func (s *space) learn(known map[string]bool, pattern cue.Value, at cue.Path, given map[string]bool, values map[string]json.RawMessage) bool {
	filled := &ast.StructLit{}
	for _, name := range sortedNames(values) {
		if expr, wrong := data("", values[name]); given[name] && known[name] && len(wrong) == 0 {
			filled.Elts = append(filled.Elts, nested(expr, at.String(), name))
		}
	}
	if len(filled.Elts) > 0 {
		pattern = pattern.Unify(s.cue.BuildExpr(filled))
	}
	fields, err := pattern.LookupPath(at).Fields(cue.Optional(true))
	if err != nil {
		return false
	}
	before := len(known)
	for fields.Next() {
		known[fieldName(fields.Selector())] = true
	}
	return len(known) > before
}

// ignoredBy is what the adapters have taken no notice of.
func ignoredBy(roots []*node) []problem {
	out := []problem{}
	for _, root := range roots {
		if root != nil {
			out = append(out, root.ignored...)
		}
	}
	return out
}
