package main

import (
	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// deferred evaluates what the adapters of a tree leave until everything is composed: such parts see the resources of all adapters of the
// QVS Config, or those of their group. They come back under the ids that they have outside of their groups.
func (s *space) deferred(root *node, phase string, composed cue.Value) []cue.Value {
	out := []cue.Value{}
	root.walk(func(n *node) {
		at := deferPath.Append(cue.Str(phase))
		if !n.own.LookupPath(at).Exists() {
			return
		}
		visible := composed
		if scope := n.scope(); scope.group != "" {
			visible = scope.all.LookupPath(resourcesPath.Append(cue.Str(phase)))
		}
		n.late = n.own
		if visible.Exists() {
			n.late = n.own.Unify(s.at(resourcesPath.Append(cue.Str(phase)), visible))
		}
		parts := n.late.LookupPath(at)
		for up := n; up != nil; up = up.parent {
			parts = s.grouped(up.group, parts)
		}
		out = append(out, parts)
	})
	return out
}

// scope is the composite whose group keeps a node apart from the rest, or the root.
func (n *node) scope() *node {
	for n.parent != nil && n.group == "" {
		n = n.parent
	}
	return n
}

// at puts a value at a path of an otherwise empty struct.
func (s *space) at(path cue.Path, value cue.Value) cue.Value {
	return s.cue.BuildExpr(ast.NewStruct()).FillPath(path, value)
}

// grouped names every field after its group, which keeps it apart from fields of the same name. What cannot be read stays as it is, so that
// its errors are told.
func (s *space) grouped(group string, fields cue.Value) cue.Value {
	if group == "" {
		return fields
	}
	each, err := fields.Fields()
	if err != nil {
		return fields
	}
	out := []cue.Value{}
	for each.Next() {
		out = append(out, s.at(cue.MakePath(cue.Str(group+"/"+fieldName(each.Selector()))), each.Value()))
	}
	return s.unite(out)
}
