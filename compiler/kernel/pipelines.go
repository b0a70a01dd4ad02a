package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
)

// markersFile is the file that the marks seem to come from.
const markersFile = "@markers"

var (
	refPath  = cue.ParsePath("#ref")
	prefPath = cue.ParsePath("#pref")
)

// markers makes results and parameters of tasks recognisable wherever CUE copies them to, and gives tasks what the platform knows. A mark
// is a key and no text: whoever takes over the results of a task as a whole (`results: tasks["a"].results`) takes over the pattern as well, so
// that a result that another adapter adds beside them carries the marks of both. The reader takes the one that exists.
func markers(appconfigParams []string) ast.Expr {
	names, _ := json.Marshal(append([]string{}, appconfigParams...))
	expr, err := parser.ParseExpr(markersFile, fmt.Sprintf(`{
	[S=string]: {
		tasks: [T=string]: {
			id:              T
			appconfigParams: %s
			results: [R=string]: {#ref: {"\(T)/\(R)": true, ...}, ...}
			params: [P=string]: {#pref: {"\(T)/\(P)": true, ...}, ...}
			...
		}
		...
	}
}`, names))
	if err != nil {
		panic(err)
	}
	return expr
}

func mergePipelines(s *space, child *node) []cue.Value {
	pipelines := child.all.LookupPath(pipelinesPath)
	if !pipelines.Exists() {
		return nil
	}
	return []cue.Value{s.at(pipelinesPath, pipelines)}
}

// workflow is what the pipelines of all adapters come to.
type workflow struct {
	Stages  []stage   `json:"stages"`
	Ignored []problem `json:"ignored"`
}

func (s *space) compilePipelines(uses []patternUse, appconfigParams []string, provenance bool) (*workflow, []problem) {
	m := mode{inject: func() ast.Expr { return markers(appconfigParams) }, merge: mergePipelines}
	roots, problems := trees(uses, func(use patternUse, config int) (*node, []problem) { return s.tree(use, config, m) })
	undecided, ignored := s.laterValues(roots)
	if len(problems) > 0 {
		return &workflow{Ignored: ignoredBy(roots)}, append(undecided, unexplained(problems, undecided)...)
	}
	r := &reader{space: s, provenance: provenance}
	stages, problems := s.stages(roots, r)
	ignored = append(append(ignoredBy(roots), ignored...), r.ignored...)
	return &workflow{Stages: stages, Ignored: ignored}, append(undecided, problems...)
}

// stages unites the pipelines of all adapters and reads them. A tolerant reader leaves out what is not concrete.
func (s *space) stages(roots []*node, r *reader) ([]stage, []problem) {
	r.roots = roots
	parts := []cue.Value{}
	origins := newContributions()
	for _, root := range roots {
		if pipelines := root.all.LookupPath(pipelinesPath); pipelines.Exists() {
			parts = append(parts, pipelines)
		}
		root.walk(func(n *node) { origins.add(n) })
	}
	out := []stage{}
	if len(parts) == 0 {
		return out, r.problems
	}
	united := s.uniteAt(pipelinesPath, parts)
	fields, err := united.Fields()
	if err != nil {
		return nil, s.explain(roots, s.problems(err, ""))
	}
	r.fail(united, united.Err())
	for fields.Next() {
		name := fieldName(fields.Selector())
		out = append(out, r.stage(name, fields.Value(), origins))
	}
	if len(r.problems) > 0 && !r.tolerant {
		lacking := []problem{}
		for _, root := range roots {
			lacking = append(lacking, of(root.config, append(s.missingOptions(root), s.twoDefaults(root)...))...)
		}
		return nil, append(lacking, s.explain(roots, dedupe(unexplained(r.problems, lacking)))...)
	}
	return out, r.problems
}

// contributions remembers which adapters have a part in each stage, task and result, in order of first appearance.
type contributions struct {
	adapters map[string][]string
}

func newContributions() *contributions {
	return &contributions{adapters: map[string][]string{}}
}

func (c *contributions) add(n *node) {
	stages, err := n.own.LookupPath(pipelinesPath).Fields()
	if err != nil {
		return
	}
	for stages.Next() {
		stage := fieldName(stages.Selector())
		for _, kind := range []string{"tasks", "results"} {
			parts, err := stages.Value().LookupPath(pathTo(kind)).Fields()
			if err != nil {
				continue
			}
			for parts.Next() {
				for _, adapter := range append(n.via(), n.adapter) {
					c.note(stage+"/"+kind+"/"+fieldName(parts.Selector()), adapter)
					c.note(stage, adapter)
				}
			}
		}
	}
}

func (c *contributions) note(key, adapter string) {
	for _, known := range c.adapters[key] {
		if known == adapter {
			return
		}
	}
	c.adapters[key] = append(c.adapters[key], adapter)
}

func (c *contributions) of(parts ...string) []string {
	return append([]string{}, c.adapters[strings.Join(parts, "/")]...)
}
