package main

import (
	"fmt"
	"sort"
	"strconv"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// node is one use of an adapter in the tree of composites. Its values are `names` and `optionNames` for a root, given by the QVS Config, and
// `given` and `options` for a composite. `own` is the adapter with its values but without what its composites
// bring; `all` is with them. Both are needed: the first for provenance, the second for the result. `late` is the adapter when its deferred
// parts see what was composed.
type node struct {
	adapter string
	config  int
	// open are parameters whose values are not known yet.
	open   []string
	parent *node
	// element is where the composing adapter lists a composite.
	element     ast.Node
	given       cue.Value
	options     cue.Value
	names       map[string]bool
	optionNames map[string]bool
	// ignored are values for names that the adapter does not have.
	ignored  []problem
	pattern  cue.Value
	own      cue.Value
	all      cue.Value
	late     cue.Value
	group    string
	children []*node
}

func (n *node) via() []string {
	if n.parent == nil {
		return []string{}
	}
	return append(n.parent.via(), n.parent.adapter)
}

func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, child := range n.children {
		child.walk(visit)
	}
}

var (
	parametersPath         = cue.ParsePath("parameters")
	pipelineParametersPath = cue.ParsePath("pipelineParameters")
	pipelinesPath          = cue.ParsePath("pipelines")
	compositesPath         = cue.ParsePath("composites")
	resourcesPath          = cue.ParsePath("resources")
	deferPath              = cue.ParsePath("defer")
	outputsPath            = cue.ParsePath("outputs")
)

// mode says what a tree is built for: what every adapter's pipelines are unified with, and which parts of composites go to their parent.
type mode struct {
	inject func() ast.Expr
	merge  func(s *space, child *node) []cue.Value
}

const maxDepth = 40

// trees makes the tree of every use, or says what is wrong with any of them.
func trees(uses []patternUse, tree func(use patternUse, config int) (*node, []problem)) ([]*node, []problem) {
	problems := []problem{}
	roots := []*node{}
	for i, use := range uses {
		root, found := tree(use, i)
		problems = append(problems, found...)
		roots = append(roots, root)
	}
	return roots, problems
}

// tree evaluates one use of an adapter with its composites.
func (s *space) tree(use patternUse, config int, m mode) (*node, []problem) {
	n, problems := s.filled(use, config, m)
	if n != nil {
		n.ignored = of(config, n.ignored)
	}
	return n, of(config, problems)
}

// of says which use of an adapter problems are about.
func of(use int, problems []problem) []problem {
	for i := range problems {
		problems[i].Use = &use
	}
	return problems
}

// filled gives an adapter its values. What is wrong with the names of values does not hide what is wrong with the values: a node comes back
// where there is an adapter at all.
func (s *space) filled(use patternUse, config int, m mode) (*node, []problem) {
	id := canonicalImport(use.Pattern)
	pattern, problems := s.pattern(use.Pattern)
	if len(problems) > 0 {
		for i := range problems {
			if len(problems[i].Positions) == 0 {
				problems[i].Path, problems[i].Adapters = "pattern", []string{id}
			}
		}
		return nil, problems
	}
	n := &node{adapter: id, config: config, open: use.Open, pattern: pattern, names: map[string]bool{}, optionNames: map[string]bool{}}
	given := map[string]bool{}
	for _, name := range use.Open {
		given[name] = true
	}
	for name := range use.Params {
		given[name] = true
	}
	problems, n.ignored = s.unknownNames(pattern, parametersPath, "params", given, use.Params, id)
	options := map[string]bool{}
	for name := range use.PipelineParams {
		options[name] = true
	}
	misspelt, ignored := s.unknownNames(pattern, pipelineParametersPath, "pipelineParams", options, use.PipelineParams, id)
	problems, n.ignored = append(problems, misspelt...), append(n.ignored, ignored...)
	values := &ast.StructLit{}
	for _, name := range sortedNames(use.Params) {
		if !given[name] {
			continue
		}
		expr, wrong := data(fmt.Sprintf("%s%d/%s", paramsFile, config, name), use.Params[name])
		problems = append(problems, wrong...)
		asDeclared(expr, func() cue.Value {
			return declaredPart(pattern.LookupPath(parametersPath), cue.Str(name), cue.AnyString)
		})
		values.Elts = append(values.Elts, nested(expr, "parameters", name))
		n.names[name] = true
	}
	for _, name := range sortedNames(use.PipelineParams) {
		if !options[name] {
			continue
		}
		expr, wrong := data(fmt.Sprintf("%s%d/%s", optionsFile, config, name), use.PipelineParams[name])
		problems = append(problems, wrong...)
		asDeclared(expr, func() cue.Value {
			return declaredPart(pattern.LookupPath(pipelineParametersPath), cue.Str(name), cue.AnyString)
		})
		values.Elts = append(values.Elts, nested(expr, "pipelineParameters", name))
		n.optionNames[name] = true
	}
	if m.inject != nil {
		values.Elts = append(values.Elts, nested(m.inject(), "pipelines"))
	}
	// Everything at once: each unification evaluates the whole adapter.
	value := pattern.Unify(s.cue.BuildExpr(values))
	problems = append(problems, s.unfit(pattern, value, use, id)...)
	if len(problems) > 0 {
		if m.inject == nil {
			problems = append(problems, s.missing(&node{adapter: id, own: value, open: use.Open})...)
		}
		return n, problems
	}
	return n, s.expand(n, value, m, 0)
}

// unite unifies values two by two, so that each part is evaluated a few times only, however many there are.
func (s *space) unite(values []cue.Value) cue.Value {
	switch len(values) {
	case 0:
		return s.cue.CompileString("{}")
	case 1:
		return values[0]
	}
	half := len(values) / 2
	return s.unite(values[:half]).Unify(s.unite(values[half:]))
}

// uniteAt unites parts that were cut out of their structs, each put back at its path: CUE loses track of what closes such a part, and panics.
func (s *space) uniteAt(path cue.Path, parts []cue.Value) cue.Value {
	// One part is united with nothing, and putting it back would evaluate it once more.
	if len(parts) < 2 {
		return s.unite(parts)
	}
	whole := []cue.Value{}
	for _, part := range parts {
		whole = append(whole, s.at(path, part))
	}
	return s.unite(whole).LookupPath(path)
}

// expand goes through the composites of an adapter whose values are filled in.
func (s *space) expand(n *node, value cue.Value, m mode, depth int) []problem {
	if depth > maxDepth {
		return []problem{{Code: "too-deep", Message: "composites are nested too deeply", Adapters: []string{n.adapter}}}
	}
	s.adapters[n.adapter] = true
	n.own = value
	n.all = value
	composites := value.LookupPath(compositesPath)
	if !composites.Exists() {
		return nil
	}
	list, err := composites.List()
	if err != nil {
		return s.problems(err, n.adapter)
	}
	brought := []cue.Value{value}
	for list.Next() {
		element := list.Value()
		pattern := element.LookupPath(cue.ParsePath("pattern"))
		if !pattern.Exists() {
			return []problem{{Code: "no-pattern", Message: "a composite has no pattern", Path: element.Path().String(), Adapters: []string{n.adapter}}}
		}
		child := &node{
			adapter: s.importOf(pattern),
			config:  n.config,
			parent:  n,
			element: placeOf(pattern),
			pattern: pattern,
			given:   element.LookupPath(cue.ParsePath("params")),
			options: element.LookupPath(cue.ParsePath("pipelineParams")),
		}
		given := s.cue.BuildExpr(ast.NewStruct())
		if m.inject != nil {
			given = s.cue.BuildExpr(ast.NewStruct(nested(m.inject(), "pipelines")))
		}
		if child.given.Exists() {
			given = given.FillPath(parametersPath, child.given)
		}
		if child.options.Exists() {
			given = given.FillPath(pipelineParametersPath, child.options)
		}
		filled := pattern.Unify(given)
		if group, err := element.LookupPath(cue.ParsePath("group")).String(); err == nil {
			child.group = group
		} else if own, ok := concreteText(filled.LookupPath(cue.ParsePath("group"))); ok {
			// The adapter's own field is the older way to say it.
			child.group = own
		}
		n.children = append(n.children, child)
		if problems := s.expand(child, filled, m, depth+1); len(problems) > 0 {
			return problems
		}
		brought = append(brought, m.merge(s, child)...)
	}
	n.all = s.unite(brought)
	return nil
}

// importOf tells which package the pattern of a composite comes from: by the import that its expression names.
func (s *space) importOf(pattern cue.Value) string {
	// One expression says it by itself in most adapters; taking a value apart evaluates it once more.
	if found := importNamedIn(pattern.Source()); found != "" {
		return found
	}
	for _, conjunct := range conjunctsOf(pattern, 0) {
		if found := importNamedIn(conjunct.Source()); found != "" {
			return found
		}
	}
	return s.filePackage[pattern.Pos().Filename()]
}

// importNamedIn is the first import that an expression names.
func importNamedIn(source ast.Node) string {
	found := ""
	expr := expressionOf(source)
	if expr == nil {
		return found
	}
	ast.Walk(expr, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok && found == "" {
			if spec, ok := ident.Node.(*ast.ImportSpec); ok {
				if text, err := strconv.Unquote(spec.Path.Value); err == nil {
					found = canonicalImport(text)
				}
			}
		}
		return found == ""
	}, nil)
	return found
}

func fieldName(sel cue.Selector) string {
	if sel.LabelType() == cue.StringLabel {
		return sel.Unquoted()
	}
	return sel.String()
}

func sortedNames[T any](values map[string]T) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
