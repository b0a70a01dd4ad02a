package main

import (
	"encoding/json"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/token"
)

// field describes one parameter: what a form needs to know, and the constraint as text for the reader.
func (s *space) field(name string, v cue.Value, optional bool, depth int) field {
	out := field{Name: name, Kind: kindOf(v), Required: !optional && s.required(v, true), Doc: docOf(v), Position: s.position(v.Pos())}
	if d, ok := v.Default(); ok && d.IsConcrete() {
		if raw, err := plain(d); err == nil && out.Kind != "list" && out.Kind != "map" {
			out.Default = raw
		} else if err == nil && string(raw) != "[]" && string(raw) != "{}" {
			out.Default = raw
		}
	} else if v.IsConcrete() && out.Kind != "list" && out.Kind != "map" && out.Kind != "struct" {
		if raw, err := plain(v); err == nil {
			out.Default = raw
		}
	}
	out.Constraint = constraintOf(v)
	if attr := v.Attribute("form"); attr.Err() == nil {
		if text, found, err := attr.Lookup(0, "format"); err == nil && found {
			out.Format = text
		}
	}
	c := constraints{out: &out}
	c.read(v, 0)
	if options, closed := enumOf(v, 0); closed && (len(options) > 1 || v.IsConcrete() && out.Kind != "struct" && out.Kind != "list") {
		out.Options = options
	}
	if out.Format == "" && len(out.Options) == 2 && string(out.Options[0])+string(out.Options[1]) != "" && isBooleanText(out.Options) {
		out.Format = "boolean"
	}
	if depth > 8 {
		return out
	}
	switch out.Kind {
	case "list":
		if item := elementOf(v, cue.AnyIndex, 0); item.Exists() {
			f := s.field("", item, false, depth+1)
			out.Item = &f
		}
	case "map":
		f := s.field("", elementOf(v, cue.AnyString, 0), false, depth+1)
		out.Item = &f
	case "struct":
		if out.Fields = s.alternatives(v, depth+1); out.Fields == nil {
			out.Fields = s.fieldsOf(v, depth+1)
		}
		if isSecret(out) {
			out.Kind, out.Fields = "secret", nil
		}
	}
	return out
}

// constraintOf prints what the adapter's author wrote, without the imports that would make it a file.
func constraintOf(v cue.Value) string {
	node := v.Syntax(cue.Raw(), cue.Docs(false), cue.Attributes(false))
	if file, ok := node.(*ast.File); ok {
		for i, decl := range file.Decls {
			if _, ok := decl.(*ast.ImportDecl); !ok {
				file.Decls = file.Decls[i:]
				break
			}
		}
	}
	syntax, err := format.Node(node)
	if err != nil {
		return ""
	}
	return shorten(strings.TrimSpace(string(syntax)))
}

func shorten(text string) string {
	if len(text) > 400 {
		return text[:400] + " ..."
	}
	return text
}

func isBooleanText(options []json.RawMessage) bool {
	a, b := string(options[0]), string(options[1])
	return (a == `"true"` && b == `"false"`) || (a == `"false"` && b == `"true"`)
}

// isSecret recognises the documented shape of a secret reference: a key, and perhaps a version.
func isSecret(f field) bool {
	if f.Kind != "struct" || len(f.Fields) == 0 || len(f.Fields) > 2 {
		return false
	}
	key := false
	for _, inner := range f.Fields {
		switch inner.Name {
		case "key":
			key = true
		case "version":
		default:
			return false
		}
	}
	return key
}

func kindOf(v cue.Value) string {
	switch kind := v.IncompleteKind(); {
	case kind == cue.StringKind:
		return "string"
	case kind == cue.IntKind:
		return "int"
	case kind == cue.NumberKind || kind == cue.FloatKind:
		return "number"
	case kind == cue.BoolKind:
		return "bool"
	case kind == cue.ListKind:
		return "list"
	case kind == cue.StructKind:
		if elementOf(v, cue.AnyString, 0).Exists() {
			return "map"
		}
		return "struct"
	default:
		return "any"
	}
}

// elementOf is what each item of an open list or map has to be, also where a default stands beside the type (`[...string] | *[]`).
func elementOf(v cue.Value, at cue.Selector, depth int) cue.Value {
	found := v.LookupPath(cue.MakePath(at))
	if op, args := v.Expr(); op == cue.OrOp || op == cue.AndOp || op == cue.NoOp {
		for i := 0; i < len(args) && !found.Exists() && depth < 4; i++ {
			found = elementOf(args[i], at, depth+1)
		}
	}
	if !found.Exists() && at == cue.AnyString && v.IncompleteKind() == cue.StructKind {
		return underPattern(v)
	}
	return found
}

// underPattern is what each entry of a map has to be whose names have to match something: `{[=~"^[A-Z_]+$"]: string}`.
func underPattern(v cue.Value) cue.Value {
	fields, err := v.Fields(cue.Patterns(true), cue.Optional(true))
	if err != nil {
		return cue.Value{}
	}
	found := cue.Value{}
	for fields.Next() {
		if fields.Selector().ConstraintType() != cue.PatternConstraint {
			// With names of its own it is a struct.
			return cue.Value{}
		}
		if !found.Exists() {
			found = fields.Value()
		}
	}
	return found
}

// required is true when the adapter cannot be compiled without a value: no default, not optional, no map and no list that may be empty.
func (s *space) required(v cue.Value, nested bool) bool {
	if v.IsConcrete() && v.IncompleteKind()&(cue.StructKind|cue.ListKind) == 0 {
		return false
	}
	standard, ok := v.Default()
	if ok && standard.IsConcrete() && standard.IncompleteKind()&(cue.StructKind|cue.ListKind) == 0 {
		return false
	}
	switch kindOf(v) {
	case "map":
		return false
	case "list":
		// An open list stands for those items alone that have to be there, as in `[string, ...string]`.
		items, err := standard.List()
		if err != nil {
			return nested
		}
		for items.Next() {
			if s.required(items.Value(), nested) {
				return true
			}
		}
		return false
	case "struct":
		fields, err := v.Fields()
		if err != nil {
			return nested
		}
		for fields.Next() {
			if s.required(fields.Value(), nested) {
				return true
			}
		}
		return false
	}
	return !hasStandard(v, 0)
}

// hasStandard tells whether a default is written, also one that is not known yet because it is the value of another field:
// `string | *parameters.project`.
func hasStandard(v cue.Value, depth int) bool {
	switch source := v.Source().(type) {
	case *ast.Field:
		return isMarked(source.Value)
	case ast.Expr:
		return isMarked(source)
	}
	op, args := v.Expr()
	return op == cue.AndOp && depth < 4 && slices.ContainsFunc(args, func(one cue.Value) bool { return hasStandard(one, depth+1) })
}

func isMarked(e ast.Expr) bool {
	switch node := e.(type) {
	case *ast.UnaryExpr:
		return node.Op == token.MUL
	case *ast.ParenExpr:
		return isMarked(node.X)
	case *ast.BinaryExpr:
		return (node.Op == token.OR || node.Op == token.AND) && (isMarked(node.X) || isMarked(node.Y))
	}
	return false
}

// docOf is Markdown: what is said in several places is a paragraph each.
func docOf(v cue.Value) string {
	parts := []string{}
	for _, group := range v.Doc() {
		if text := strings.TrimSpace(group.Text()); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}
