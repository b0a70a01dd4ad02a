package main

import (
	"fmt"
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/token"
)

// dependence is a place of an adapter where its workflow depends on parameters. A guard decides whether there are pipelines at all.
type dependence struct {
	at    token.Pos
	end   token.Pos
	reads []reading
	guard bool
}

// laterValues tells where a workflow depends on parameters that a deployment gives. Workflows are compiled before there is one: what has a
// default is compiled with it, what is optional as if it were not given, and what has neither cannot be decided, which is an error.
func (s *space) laterValues(roots []*node) (undecided, ignored []problem) {
	for _, root := range roots {
		if root == nil {
			continue
		}
		root.walk(func(n *node) {
			pending := append(errors.Errors(n.own.Err()), errors.Errors(n.own.LookupPath(compositesPath).Err())...)
			if len(pending) == 0 && len(root.open) == 0 {
				return
			}
			for _, d := range s.dependences(n.adapter) {
				open := d.guard && s.isPending(n, d, pending)
				for _, read := range d.reads {
					value := n.own.LookupPath(parametersPath.Append(cue.Str(read.name)))
					standard, hasStandard := value.Default()
					isOpen := value.Exists() && !hasStandard && !value.IsConcrete()
					switch given := s.givenLater(n, read.name, 0); {
					case open && isOpen:
						undecided = append(undecided, s.later(root, n, d, read.name, given, "which workflows are compiled without, so that it cannot be decided whether there are pipelines"))
					case given != "" && !value.Exists():
						ignored = append(ignored, s.later(root, n, d, read.name, given, "which workflows are compiled without, as if it were not given"))
					case given != "" && !isOpen:
						ignored = append(ignored, s.later(root, n, d, read.name, given, fmt.Sprintf("which workflows are compiled without, with its default %v", standard)))
					}
				}
			}
		})
	}
	return dedupe(undecided), dedupe(ignored)
}

func (s *space) later(root, n *node, d dependence, name, given, how string) problem {
	p := problem{
		Code:     "later-value",
		Message:  fmt.Sprintf("the workflow of %s depends on the parameter %q, %s", n.adapter, name, how),
		Path:     "params." + name,
		Adapters: []string{n.adapter},
		Use:      &root.config,
		Words:    map[string]string{"name": name},
	}
	if given != "" {
		p.Parameter, p.Path = given, "params."+given
	}
	if at := s.position(d.at); at != nil {
		p.Positions = []position{*at}
	}
	return p
}

// isPending tells whether the evaluator could not decide a guard.
func (s *space) isPending(n *node, d dependence, pending []errors.Error) bool {
	for _, e := range pending {
		for _, at := range errors.Positions(e) {
			if at.Filename() == d.at.Filename() && at.Offset() >= d.at.Offset() && at.Offset() <= d.end.Offset() {
				return true
			}
			// The guard may name a field beside it, which reads the parameter.
			for _, read := range d.reads {
				declared, place := s.declaration(n.pattern, parametersPath, read.name), s.position(at)
				if declared != nil && place != nil && *declared == *place {
					return true
				}
			}
		}
	}
	return false
}

// givenLater is the parameter of the QVS Config's adapter whose value, known to a deployment only, ends in a parameter of a node.
func (s *space) givenLater(n *node, name string, depth int) string {
	if n.parent == nil {
		if slices.Contains(n.open, name) {
			return name
		}
		return ""
	}
	if depth > maxDepth {
		return ""
	}
	for _, conjunct := range conjunctsOf(n.given.LookupPath(cue.MakePath(cue.Str(name))), 0) {
		for _, inner := range readings(expressionOf(sourceOf(conjunct))) {
			if inner == (reading{name: inner.name}) {
				if given := s.givenLater(n.parent, inner.name, depth+1); given != "" {
					return given
				}
			}
		}
	}
	return ""
}

// dependences reads the files of an adapter: its pipelines, and the conditions on which they, or composed adapters that have any, hang.
func (s *space) dependences(id string) []dependence {
	inst := s.packages[id]
	if inst == nil {
		return nil
	}
	out := []dependence{}
	note := func(node ast.Node, guard bool) {
		d := dependence{at: node.Pos(), end: node.End(), guard: guard}
		for _, read := range readings(expressionOf(node)) {
			if read == (reading{name: read.name}) {
				d.reads = append(d.reads, read)
			}
		}
		if len(d.reads) > 0 {
			out = append(out, d)
		}
	}
	for _, file := range inst.Files {
		path := []string{}
		ast.Walk(file, func(n ast.Node) bool {
			switch node := n.(type) {
			case *ast.Field:
				label, _, _ := ast.LabelName(node.Label)
				path = append(path, label)
				if _, isStruct := node.Value.(*ast.StructLit); !isStruct && isWorkflow(path) {
					note(node, false)
				}
			case *ast.Comprehension:
				whole := len(path) == 1 && path[0] == adapterField && brings(node.Value, "pipelines") ||
					len(path) == 2 && path[1] == "composites" && s.composesWorkflow(node)
				if whole || isWorkflow(path) {
					for _, condition := range conditionsAndLoops(node) {
						note(condition, whole)
					}
				}
			}
			return true
		}, func(n ast.Node) {
			if _, ok := n.(*ast.Field); ok {
				path = path[:len(path)-1]
			}
		})
	}
	return out
}

func isWorkflow(path []string) bool {
	return len(path) > 1 && path[0] == adapterField && path[1] == "pipelines"
}

// composesWorkflow tells whether an adapter that is composed on a condition has pipelines.
func (s *space) composesWorkflow(node *ast.Comprehension) bool {
	pattern, problems := s.pattern(importNamedIn(node.Value))
	return len(problems) == 0 && pattern.LookupPath(pipelinesPath).Exists()
}
