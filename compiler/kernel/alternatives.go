package main

import (
	"encoding/json"
	"slices"

	"cuelang.org/go/cue"
)

// alternatives are the fields of one of several structs, where a field tells them apart: `{kind: "git", url: string} | {kind: "bucket", ...}`.
// That one is a choice, the others are there with the values of it that they belong to. Nil for anything else.
func (s *space) alternatives(v cue.Value, depth int) []field {
	arms := armsOf(v, 0)
	if len(arms) < 2 {
		return nil
	}
	lists := make([][]field, len(arms))
	for i, arm := range arms {
		lists[i] = s.fieldsOf(arm, depth)
	}
	choice := tellsApart(arms, lists[0])
	if choice == nil {
		return nil
	}
	choice.Default = nil
	choice.Required = true
	if standard, ok := v.Default(); ok {
		if value, err := plain(standard.LookupPath(cue.MakePath(cue.Str(choice.Name)))); err == nil {
			choice.Default, choice.Required = value, false
		}
	}
	out := []field{*choice}
	for i, list := range lists {
		value := choice.Options[i]
		for _, f := range list {
			if f.Name == choice.Name {
				continue
			}
			at := slices.IndexFunc(out, func(one field) bool { return one.Name == f.Name })
			if at < 0 {
				f.When = &condition{Name: choice.Name, Values: []json.RawMessage{value}}
				out = append(out, f)
				continue
			}
			known := &out[at]
			known.When.Values = append(known.When.Values, value)
			if known.Constraint != f.Constraint || known.Kind != f.Kind {
				// What it has to be depends on the choice: the compiler tells.
				*known = field{Name: f.Name, Kind: "any", Required: known.Required && f.Required, Doc: known.Doc, Position: known.Position, When: known.When}
			}
		}
	}
	for i := range out {
		if when := out[i].When; when != nil && len(when.Values) == len(arms) {
			out[i].When = nil
		}
	}
	return out
}

// armsOf are the structs of a disjunction, none where something else is among them.
func armsOf(v cue.Value, depth int) []cue.Value {
	op, args := v.Expr()
	switch {
	case depth > 4:
		return nil
	case op == cue.OrOp:
		out := []cue.Value{}
		for _, arg := range args {
			arms := armsOf(arg, depth+1)
			if len(arms) == 0 {
				return nil
			}
			out = append(out, arms...)
		}
		return out
	case op == cue.SelectorOp:
		if target := cue.Dereference(v); target != v {
			return armsOf(target, depth+1)
		}
	case op == cue.NoOp && len(args) == 1 && args[0] != v:
		return armsOf(args[0], depth+1)
	}
	if v.IncompleteKind() == cue.StructKind {
		return []cue.Value{v}
	}
	return nil
}

// tellsApart is the field that has one value in each of the structs, and no two of them the same; its options are these, in their order.
func tellsApart(arms []cue.Value, fields []field) *field {
	for _, f := range fields {
		options := []json.RawMessage{}
		for _, arm := range arms {
			value := arm.LookupPath(cue.MakePath(cue.Str(f.Name)))
			if !value.IsConcrete() || value.IncompleteKind()&(cue.StructKind|cue.ListKind) != 0 {
				break
			}
			raw, err := plain(value)
			if err != nil || slices.ContainsFunc(options, func(one json.RawMessage) bool { return string(one) == string(raw) }) {
				break
			}
			options = append(options, raw)
		}
		if len(options) == len(arms) {
			choice := f
			choice.Options = options
			return &choice
		}
	}
	return nil
}
