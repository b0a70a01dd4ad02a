package main

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// writtenFirst puts the places where a value is written before those where a type says what it may be: the first are what has to be changed.
func (s *space) writtenFirst(places []position) {
	written := map[position]bool{}
	for _, at := range places {
		text, isMember := s.valueAt(at)
		written[at] = text != "" && !isMember
	}
	slices.SortStableFunc(places, func(a, b position) int {
		switch {
		case written[a] == written[b]:
			return 0
		case written[a]:
			return -1
		}
		return 1
	})
}

// valueAt is the text, the number or the like that stands there by itself, and whether it is one of several choices, which is a type.
func (s *space) valueAt(at position) (text string, isMember bool) {
	name := at.Module + "/" + at.File
	inst := s.packages[s.filePackage[name]]
	if inst == nil {
		return "", false
	}
	file := slices.IndexFunc(inst.Files, func(f *ast.File) bool { return f.Filename == name })
	if file < 0 {
		return "", false
	}
	around := []ast.Node{}
	ast.Walk(inst.Files[file], func(n ast.Node) bool {
		if n.Pos().Line() == at.Line && n.Pos().Column() == at.Column {
			switch x := n.(type) {
			case *ast.BasicLit:
				text = x.Value
			case *ast.Interpolation:
				text = "\"\""
			}
			if text != "" {
				isMember = isChoice(around)
			}
		}
		around = append(around, n)
		return text == ""
	}, func(ast.Node) { around = around[:len(around)-1] })
	return text, isMember
}

func isChoice(around []ast.Node) bool {
	for _, n := range slices.Backward(around) {
		switch x := n.(type) {
		case *ast.BinaryExpr:
			if x.Op == token.OR {
				return true
			}
		case *ast.UnaryExpr:
			return true
		case *ast.Field:
			return false
		}
	}
	return false
}
