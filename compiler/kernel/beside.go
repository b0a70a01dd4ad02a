package main

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/token"
)

// besideAdapter recognises what is incomplete because a field beside the adapter reads the adapter's parameters: values are given to the adapter
// where it is used, so that only what stands within it sees them.
func (s *space) besideAdapter(p problem) (problem, bool) {
	if !incomplete.MatchString(p.Message) {
		return p, false
	}
	for _, at := range p.Positions {
		inst := s.packages[s.filePackage[at.Module+"/"+at.File]]
		if inst == nil {
			continue
		}
		beside := readersBeside(inst)
		for _, name := range sortedNames(beside) {
			place := s.position(beside[name])
			if place == nil || (place.File != at.File || place.Line != at.Line) && !mentions(inst, at, name) {
				continue
			}
			p.Code, p.Path, p.Positions, p.Words = "beside", name, []position{*place}, map[string]string{"name": name}
			p.Message = name + " reads the parameters of DesignPattern from outside of it, where they have no values: move it into DesignPattern"
			return p, true
		}
	}
	return p, false
}

// readersBeside are the fields of a package, other than the adapter, that read the adapter's parameters, each with the first place where it does.
func readersBeside(inst *build.Instance) map[string]token.Pos {
	out := map[string]token.Pos{}
	for _, file := range inst.Files {
		for _, decl := range file.Decls {
			field, ok := decl.(*ast.Field)
			if !ok || isLabel(field, adapterField) {
				continue
			}
			name, _, _ := ast.LabelName(field.Label)
			ast.Walk(field.Value, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					of, isName := sel.X.(*ast.Ident)
					if _, reads := source(sel); isName && reads && of.Name == adapterField && !out[name].IsValid() {
						out[name] = sel.Pos()
					}
				}
				return true
			}, nil)
		}
	}
	return out
}

// mentions tells whether a line of a package names one of its fields.
func mentions(inst *build.Instance, at position, name string) bool {
	found := false
	for _, file := range inst.Files {
		if file.Filename != at.Module+"/"+at.File {
			continue
		}
		ast.Walk(file, func(n ast.Node) bool {
			if ident, ok := n.(*ast.Ident); ok && ident.Name == name && ident.Pos().Line() == at.Line {
				found = true
			}
			return !found
		}, nil)
	}
	return found
}
