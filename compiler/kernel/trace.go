package main

import (
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// tracer finds, for every leaf of one resource or task, the places of adapters that made it and the parameters behind them.
type tracer struct {
	space *space
	roots []*node
	// bases tells where a node says something about the traced value by itself.
	bases func(*node) [][]cue.Selector
}

func (s *space) resourceTracer(roots []*node, phase, id string) *tracer {
	return &tracer{space: s, roots: roots, bases: func(n *node) [][]cue.Selector {
		own, ok := withoutGroups(n, id)
		if !ok {
			return nil
		}
		return [][]cue.Selector{
			{cue.Str("resources"), cue.Str(phase), cue.Str(own)},
			{cue.Str("defer"), cue.Str(phase), cue.Str(own)},
		}
	}}
}

func (s *space) stageTracer(roots []*node, stage, kind, id string) *tracer {
	return &tracer{space: s, roots: roots, bases: func(*node) [][]cue.Selector {
		return [][]cue.Selector{{cue.Str("pipelines"), cue.Str(stage), cue.Str(kind), cue.Str(id)}}
	}}
}

// withoutGroups is the id that a node itself gives to a resource, which groups of the composites above it set apart.
func withoutGroups(n *node, id string) (string, bool) {
	for up := n; up.parent != nil; up = up.parent {
		if up.group != "" {
			rest, ok := strings.CutPrefix(id, up.group+"/")
			if !ok {
				return "", false
			}
			id = rest
		}
	}
	return id, true
}

func (t *tracer) collect(v cue.Value, path []any, out *[]leaf) {
	if d, ok := v.Default(); ok {
		v = d
	}
	switch v.Kind() {
	case cue.StructKind:
		names, _ := members(v)
		for _, name := range names {
			t.collect(member(v, name), extend(path, name), out)
		}
	case cue.ListKind:
		list, err := v.List()
		if err != nil {
			return
		}
		for i := 0; list.Next(); i++ {
			t.collect(list.Value(), extend(path, i), out)
		}
	default:
		if v.IsConcrete() {
			*out = append(*out, leaf{Path: path, Origins: t.origins(path)})
		}
	}
}

func extend(path []any, step any) []any {
	return append(append(make([]any, 0, len(path)+1), path...), step)
}

// adapters lists every adapter of the tree that says something about the resource.
func (t *tracer) adapters() []string {
	out := []string{}
	t.each(nil, func(n *node, _ []cue.Selector, _ cue.Value) {
		for _, known := range out {
			if known == n.adapter {
				return
			}
		}
		out = append(out, n.adapter)
	})
	return out
}

// each visits every node of the trees that has something at a path of the traced value by itself, not through its composites.
func (t *tracer) each(path []any, visit func(*node, []cue.Selector, cue.Value)) {
	for _, root := range t.roots {
		root.walk(func(n *node) {
			for _, base := range t.bases(n) {
				selectors := append([]cue.Selector{}, base...)
				for _, step := range path {
					switch x := step.(type) {
					case string:
						selectors = append(selectors, cue.Str(x))
					case int:
						selectors = append(selectors, cue.Index(x))
					case cue.Selector:
						selectors = append(selectors, x)
					}
				}
				from := n.own
				if base[0] == cue.Str("defer") && n.late.Exists() {
					from = n.late
				}
				if found := from.LookupPath(cue.MakePath(selectors...)); found.Exists() {
					visit(n, selectors, found)
				}
			}
		})
	}
}

func (t *tracer) origins(path []any) []origin {
	out := []origin{}
	t.each(path, func(n *node, at []cue.Selector, v cue.Value) {
		for _, conjunct := range conjunctsOf(v, 0) {
			source := sourceOf(conjunct)
			if conjunct.Pos().Filename() == markersFile {
				continue
			}
			if o, ok := t.given(n, conjunct); ok {
				o.Because = t.conditions(n, at, t.holder(n, at), o.Parameters)
				out = append(out, o)
				continue
			}
			place := t.writtenAt(conjunct)
			if o, ok := t.givenByParent(n, conjunct, place); ok {
				o.Because = t.conditions(n, at, t.holder(n, at), o.Parameters)
				out = append(out, o)
				continue
			}
			params := t.parametersIn(n, expressionOf(source), 0)
			o := origin{
				Adapter:    n.adapter,
				Via:        n.via(),
				Position:   place,
				Schema:     len(params) == 0 && !conjunct.IsConcrete(),
				Parameters: params,
			}
			around := t.givenAround(n, at, expressionOf(source), map[ast.Node]bool{source: true})
			if !o.Schema {
				o.Because = t.conditions(n, at, source, madeOf(append(around, o)))
			}
			out = append(append(out, o), around...)
		}
	})
	return unique(out)
}

func (t *tracer) writtenAt(conjunct cue.Value) *position {
	if source := sourceOf(conjunct); source != nil {
		if at := t.space.position(source.Pos()); at != nil {
			return at
		}
	}
	return t.space.position(conjunct.Pos())
}

// given recognises a leaf that was copied as it is from a value of the QVS Config, such as an entry of a map.
func (t *tracer) given(n *node, conjunct cue.Value) (origin, bool) {
	file, isOption := conjunct.Pos().Filename(), false
	rest, ok := strings.CutPrefix(file, paramsFile)
	if !ok {
		if rest, isOption = strings.CutPrefix(file, optionsFile); !isOption {
			return origin{}, false
		}
	}
	_, name, _ := strings.Cut(rest, "/")
	root := n
	for root.parent != nil {
		root = root.parent
	}
	return origin{
		Adapter:    n.adapter,
		Via:        n.via(),
		Parameters: []parameterOrigin{t.space.parameter(root, reading{name: name, option: isOption}, 0)},
	}, true
}

// givenByParent recognises a leaf that was copied as it is from a structured value that the composing adapter gives.
func (t *tracer) givenByParent(n *node, conjunct cue.Value, at *position) (origin, bool) {
	source := sourceOf(conjunct)
	if n.parent == nil || source == nil {
		return origin{}, false
	}
	for _, isOption := range []bool{false, true} {
		fields, err := n.values(isOption).Fields()
		if err != nil {
			continue
		}
		for fields.Next() {
			for _, written := range conjunctsOf(fields.Value(), 0) {
				outer := sourceOf(written)
				if outer == nil || outer == source || !encloses(outer, source) {
					continue
				}
				p := t.space.parameter(n, reading{name: fieldName(fields.Selector()), option: isOption}, 0)
				p.At = at
				p.From = t.space.parametersIn(n.parent, expressionOf(source))
				return origin{Adapter: n.adapter, Via: n.via(), Parameters: []parameterOrigin{p}}, true
			}
		}
	}
	return origin{}, false
}

// parametersIn lists the parameters that an expression reads. What the builder of a task reads of its own input is followed to where the
// adapter gives that input.
func (t *tracer) parametersIn(n *node, expr ast.Expr, depth int) []parameterOrigin {
	out := []parameterOrigin{}
	for _, read := range readings(expr) {
		if !read.input {
			out = append(out, t.space.parameter(n, read, 0))
			continue
		}
		if depth > 3 {
			continue
		}
		for _, base := range t.bases(n) {
			at := append(append([]cue.Selector{}, base...), cue.Str("input"), cue.Str(read.name))
			for _, conjunct := range conjunctsOf(n.own.LookupPath(cue.MakePath(at...)), 0) {
				if source := sourceOf(conjunct); source != nil {
					out = append(out, t.parametersIn(n, expressionOf(source), depth+1)...)
				}
			}
		}
	}
	return out
}

func madeOf(origins []origin) []parameterOrigin {
	out := []parameterOrigin{}
	for _, one := range origins {
		out = append(out, one.Parameters...)
	}
	return out
}

func encloses(outer, inner ast.Node) bool {
	from, to, at := outer.Pos(), outer.End(), inner.Pos()
	return from.Filename() != "" && from.Filename() == at.Filename() && from.Offset() <= at.Offset() && at.Offset() < to.Offset()
}

func unique(origins []origin) []origin {
	seen := map[string]bool{}
	out := []origin{}
	for _, o := range origins {
		key := encode(o)
		if !seen[key] {
			seen[key] = true
			out = append(out, o)
		}
	}
	return out
}

// conjunctsOf takes a unification apart, through `a & b` in one expression and through several declarations of a field.
func conjunctsOf(v cue.Value, depth int) []cue.Value {
	op, args := v.Expr()
	if op != cue.AndOp || depth > 6 {
		return []cue.Value{v}
	}
	out := []cue.Value{}
	for _, arg := range args {
		if !isPassedOver(arg) {
			out = append(out, conjunctsOf(arg, depth+1)...)
		}
	}
	return out
}

func expressionOf(source ast.Node) ast.Expr {
	switch x := source.(type) {
	case *ast.Field:
		return x.Value
	case ast.Expr:
		return x
	case *ast.EmbedDecl:
		return x.Expr
	}
	return nil
}
