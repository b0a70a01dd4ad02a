package main

import (
	"encoding/json"
	"regexp"
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

func docOf(v cue.Value) string {
	lines := []string{}
	for _, group := range v.Doc() {
		if text := strings.TrimSpace(group.Text()); text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

type constraints struct {
	out *field
}

func (c *constraints) read(v cue.Value, depth int) {
	if depth > 8 {
		return
	}
	op, args := v.Expr()
	switch op {
	case cue.AndOp:
		for _, arg := range args {
			c.read(arg, depth+1)
		}
	case cue.OrOp:
		// A default next to the constraint is another disjunct; two constrained disjuncts describe no single range.
		open := []cue.Value{}
		for _, arg := range args {
			if !arg.IsConcrete() {
				open = append(open, arg)
			}
		}
		if len(open) == 1 {
			c.read(open[0], depth+1)
		}
	case cue.NoOp:
		// A default that its own disjunction covers leaves one member.
		if len(args) == 1 && args[0] != v {
			c.read(args[0], depth+1)
		}
	case cue.GreaterThanEqualOp, cue.GreaterThanOp, cue.LessThanEqualOp, cue.LessThanOp:
		number, err := args[0].Float64()
		if err != nil {
			return
		}
		whole := c.out.Kind == "int"
		switch op {
		case cue.GreaterThanOp:
			if whole {
				number++
			}
			fallthrough
		case cue.GreaterThanEqualOp:
			c.out.Minimum = &number
		case cue.LessThanOp:
			if whole {
				number--
			}
			fallthrough
		default:
			c.out.Maximum = &number
		}
	case cue.RegexMatchOp:
		if text, err := args[len(args)-1].String(); err == nil {
			c.matches("", text, "")
		}
	case cue.CallOp:
		c.call(args)
	case cue.SelectorOp:
		if target := cue.Dereference(v); target != v {
			c.read(target, depth+1)
		}
	}
}

func (c *constraints) call(args []cue.Value) {
	if len(args) == 0 {
		return
	}
	text := ""
	if syntax, err := format.Node(args[0].Syntax()); err == nil {
		text = string(syntax)
	}
	length := func() *int {
		if len(args) < 2 {
			return nil
		}
		if n, err := args[1].Int64(); err == nil {
			size := int(n)
			return &size
		}
		return nil
	}
	part := func() string {
		if len(args) < 2 {
			return ""
		}
		text, _ := args[1].String()
		return text
	}
	switch {
	case strings.Contains(text, "MinRunes"):
		c.out.MinLength = length()
	case strings.Contains(text, "MaxRunes"):
		c.out.MaxLength = length()
	case strings.Contains(text, "HasPrefix"):
		c.matches("^", part(), "")
	case strings.Contains(text, "HasSuffix"):
		c.matches("", part(), "$")
	case strings.Contains(text, "Duration"):
		c.out.Format = "duration"
	}
}

// matches asks the value for a pattern, or for a text at its beginning or end; forms check one of them, the kernel all.
func (c *constraints) matches(before, text, after string) {
	if c.out.Pattern != "" || text == "" {
		return
	}
	if before+after != "" {
		text = regexp.QuoteMeta(text)
	}
	c.out.Pattern = before + text + after
}

// enumOf lists the members of a disjunction; it is closed when all of them are concrete.
func enumOf(v cue.Value, depth int) ([]json.RawMessage, bool) {
	if depth > 8 {
		return nil, false
	}
	op, args := v.Expr()
	switch op {
	case cue.OrOp:
		out := []json.RawMessage{}
		for _, arg := range args {
			members, closed := enumOf(arg, depth+1)
			if !closed {
				return nil, false
			}
			for _, member := range members {
				out = appendNew(out, member)
			}
		}
		return out, true
	case cue.AndOp:
		for _, arg := range args {
			if members, closed := enumOf(arg, depth+1); closed && len(members) > 1 {
				return members, true
			}
		}
		return nil, false
	case cue.SelectorOp:
		if target := cue.Dereference(v); target != v && !v.IsConcrete() {
			return enumOf(target, depth+1)
		}
	}
	if v.IsConcrete() && v.IncompleteKind()&(cue.StructKind|cue.ListKind) == 0 {
		if raw, err := plain(v); err == nil {
			return []json.RawMessage{raw}, true
		}
	}
	return nil, false
}

func appendNew(list []json.RawMessage, item json.RawMessage) []json.RawMessage {
	for _, known := range list {
		if string(known) == string(item) {
			return list
		}
	}
	return append(list, item)
}
