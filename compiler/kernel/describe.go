package main

import (
	"path"
	"sort"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
)

// describe tells what the given adapters are, or every adapter of the first module when none is named. A broken adapter does not
// spoil the answer: it carries its errors. An author wants to know more: `validate` also looks for contradictions.
func (s *space) describe(uses []patternUse, validate bool) map[string]any {
	ids := []string{}
	for _, use := range uses {
		ids = append(ids, canonicalImport(use.Pattern))
	}
	if uses == nil && len(s.modules) > 0 {
		ids = s.modules[0].adapters()
	}
	out := []adapter{}
	for _, id := range ids {
		if one := s.describeOne(id, validate); !one.isSchema() {
			out = append(out, one)
		}
	}
	return map[string]any{"adapters": out}
}

// isSchema tells what adapters are made of from an adapter: it leaves the name open, takes nothing and brings nothing.
func (a adapter) isSchema() bool {
	holds := len(a.Parameters) + len(a.Options) + len(a.Stages) + len(a.Resources) + len(a.Composes) + len(a.Errors)
	return a.unnamed && holds == 0
}

// adapters lists the import paths of all packages of the module with a field DesignPattern, without evaluating anything.
func (m *module) adapters() []string {
	found := map[string]bool{}
	for name, text := range m.files {
		if !isPart(name) || strings.HasPrefix(name, "cue.mod/") || !strings.Contains(text, "DesignPattern") {
			continue
		}
		file, err := parser.ParseFile(name, text)
		if file == nil || (err != nil && file.PackageName() == "") {
			continue
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.Field); ok && isLabel(f, "DesignPattern") {
				dir := path.Dir(name)
				id := m.path
				if dir != "." {
					id += "/" + dir
				}
				found[canonicalImport(id+":"+file.PackageName())] = true
			}
		}
	}
	return sortedNames(found)
}

func (s *space) describeOne(id string, validate bool) adapter {
	out := adapter{
		ID: id, Name: path.Base(strings.ReplaceAll(id, ":", "/")),
		Parameters: []field{}, Options: []field{}, Stages: []stage{}, Resources: []resourceSummary{}, Composes: []composition{}, Errors: []problem{}, Ignored: []problem{},
	}
	pattern, problems := s.pattern(id)
	if len(problems) > 0 {
		out.Errors = problems
		return out
	}
	dir, pkg := splitImport(id)
	if place := s.find(dir, pkg); place != nil {
		out.Module = place.module.path
		folder := path.Dir(place.files[0])
		for _, name := range []string{pkg + ".md", "README.md"} {
			if _, ok := place.module.files[path.Join(folder, name)]; ok && out.Readme == "" {
				out.Readme = path.Join(folder, name)
			}
		}
	}
	out.Position = s.position(pattern.Pos())
	name := pattern.LookupPath(cue.ParsePath("name"))
	text, _ := concreteText(name)
	out.unnamed = name.Exists() && text == ""
	if text != "" {
		out.Name = text
	}
	out.Description, _ = concreteText(pattern.LookupPath(cue.ParsePath("description")))
	if catalog := pattern.LookupPath(cue.ParsePath("catalog")); catalog.Exists() {
		// What is wrong with it spoils the group that an adapter stands in, not the adapter.
		out.Catalog, _ = plain(catalog)
	}
	out.Parameters = s.conditional(id, pattern, parametersPath, "parameters", s.fieldsOf(pattern.LookupPath(parametersPath), 0))
	out.Options = s.conditional(id, pattern, pipelineParametersPath, "pipelineParameters", s.fieldsOf(pattern.LookupPath(pipelineParametersPath), 0))

	// One tree for both halves: each evaluation of an adapter with its composites costs.
	n := &node{adapter: id, pattern: pattern}
	both := mode{
		inject: func() ast.Expr { return markers(nil) },
		merge: func(s *space, child *node) []cue.Value {
			return append(mergePipelines(s, child), mergeInfrastructure(s, child)...)
		},
	}
	marked := pattern.Unify(s.cue.BuildExpr(ast.NewStruct(nested(both.inject(), "pipelines"))))
	if problems := s.expand(n, marked, both, 0); len(problems) > 0 {
		out.Errors = append(out.Errors, problems...)
		return out
	}
	if validate {
		// Contradictions that stand in the adapter whatever its parameters are; what only lacks a value is none.
		if err := n.all.Validate(); err != nil {
			out.Errors = append(out.Errors, s.explain([]*node{n}, s.problems(err, id))...)
		}
	}
	r := &reader{space: s, tolerant: true}
	out.Stages, _ = s.stages([]*node{n}, r)
	out.Ignored = append(out.Ignored, r.ignored...)
	for _, child := range n.children {
		out.Composes = append(out.Composes, composition{Pattern: child.adapter, Group: child.group})
	}
	resources, whole := s.resourcesOf(n)
	if !whole {
		// Some names of resources hold a parameter that has no value yet: its name stands in for it.
		named := &node{adapter: id, pattern: pattern}
		if s.expand(named, marked.Unify(s.cue.BuildExpr(standIns(out.Parameters))), both, 0) == nil {
			resources, _ = s.resourcesOf(named)
		}
	}
	out.Resources = s.conditionalResources(id, marked, out.Parameters, both, resources)
	return out
}

// standIns gives every parameter that is a text and must be given its own name, as `<name>`.
func standIns(parameters []field) *ast.StructLit {
	out := ast.NewStruct()
	for _, f := range parameters {
		free := f.Pattern == "" && f.Options == nil && f.MinLength == nil
		if f.Kind == "string" && f.Required && free {
			out.Elts = append(out.Elts, nested(ast.NewString("<"+f.Name+">"), "parameters", f.Name))
		}
	}
	return out
}

// resourcesOf lists resources as far as their names are known, and tells whether all are.
func (s *space) resourcesOf(n *node) ([]resourceSummary, bool) {
	out := []resourceSummary{}
	whole := true
	for _, phase := range []string{"app", "appSetup"} {
		at := resourcesPath.Append(cue.Str(phase))
		composed := n.all.LookupPath(at)
		parts := []cue.Value{}
		if composed.Exists() {
			parts = append(parts, composed)
		}
		parts = append(parts, s.deferred(n, phase, composed)...)
		if len(parts) == 0 {
			continue
		}
		found := s.uniteAt(at, parts)
		fields, err := found.Fields()
		if err != nil {
			whole = false
			continue
		}
		before := len(out)
		for fields.Next() {
			r := resourceSummary{Phase: phase, ID: fieldName(fields.Selector())}
			r.APIVersion, _ = concreteText(fields.Value().LookupPath(cue.ParsePath("apiVersion")))
			r.Kind, _ = concreteText(fields.Value().LookupPath(cue.ParsePath("kind")))
			if r.Kind == "" {
				r.Kind, _ = concreteText(fields.Value().LookupPath(cue.ParsePath("type")))
			}
			out = append(out, r)
		}
		whole = whole && found.Err() == nil && len(out) > before
	}
	return out, whole
}

func (s *space) fieldsOf(v cue.Value, depth int) []field {
	out := []field{}
	if !v.Exists() {
		return out
	}
	fields, err := v.Fields(cue.Optional(true))
	if err != nil {
		return out
	}
	for fields.Next() {
		f := s.field(fieldName(fields.Selector()), fields.Value(), fields.IsOptional(), depth)
		f.Required = f.Required || fields.FieldType().ConstraintType() == cue.RequiredConstraint
		out = append(out, f)
	}
	// Written order is what an author meant; it is not always the order of evaluation.
	sort.SliceStable(out, func(i, j int) bool { return isBefore(out[i], out[j]) })
	return out
}

func isBefore(one, other field) bool {
	a, b := one.Position, other.Position
	return a != nil && b != nil && a.Module == b.Module && a.File == b.File && a.Line < b.Line
}
