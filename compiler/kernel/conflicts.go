package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// explain adds to every contradiction what each adapter of the trees says at that place by itself: CUE's own text names the two values, but
// neither whose they are nor, behind a chain of definitions, where they were written. Other errors lead to the value that causes them.
func (s *space) explain(roots []*node, problems []problem) []problem {
	problems = s.blameComposites(roots, onePerPlace(problems))
	for i, p := range problems {
		if len(p.at) == 0 || compositePath(p.at) != nil {
			continue
		}
		if told, ok := s.besideAdapter(p); ok {
			problems[i] = told
			continue
		}
		isOpen := strings.HasPrefix(p.Message, "incomplete value ")
		if isOpen || strings.Contains(p.Message, "conflicting values") {
			// Two defaults are no contradiction to CUE: it leaves the value open then.
			if found := s.sides(roots, p); len(found) > 1 || !isOpen {
				problems[i].Sides = found
				if isOpen {
					problems[i].Message = "conflicting defaults " + valuesOf(found)
				}
				for _, one := range found {
					problems[i].Adapters = withName(problems[i].Adapters, one.Adapter)
				}
			}
		}
		if len(problems[i].Sides) < 2 {
			s.blame(roots, &problems[i])
			s.inPlainWords(roots, &problems[i])
		}
	}
	return dedupe(onePerTask(problems))
}

// onePerTask tells of two tasks under one key that they are two tasks, and not in what else they differ.
func onePerTask(problems []problem) []problem {
	others := map[string]bool{}
	for _, p := range problems {
		if task, field := taskOf(p.at); field == "name" && isContradiction(p.Message) {
			others[task] = true
		}
	}
	return slices.DeleteFunc(problems, func(p problem) bool {
		task, field := taskOf(p.at)
		return others[task] && field != "name"
	})
}

// taskOf is the task that a path leads into, with the path below it.
func taskOf(path []string) (task, field string) {
	if len(path) < 5 || path[0] != "pipelines" || path[2] != "tasks" {
		return "", ""
	}
	return strings.Join(path[:4], "."), strings.Join(path[4:], ".")
}

// onePerPlace tells once what CUE tells for every member of a disjunction: that a value is none of them. A bound that is violated tells
// more than a member of another type.
func onePerPlace(problems []problem) []problem {
	out := []problem{}
	pairs := map[string][][]string{}
	first := map[string]int{}
	for _, p := range problems {
		place := strings.Join(p.at, "\x00")
		before, known := first[place]
		pair := conflict.FindStringSubmatch(p.Message)
		if known && out[before].derived && !p.derived {
			out[before].Positions, out[before].derived = p.Positions, false
		}
		if !known || place == "" {
			first[place] = len(out)
			if pair != nil {
				pairs[place] = [][]string{pair[1:]}
			}
			out = append(out, p)
			continue
		}
		switch {
		case pair != nil && violates(out[before].Message):
		case pair != nil && pairs[place] != nil:
			together := append(pairs[place], pair[1:])
			if one, others := inAll(together); one == "" {
				out = append(out, p)
			} else if pairs[place] = together; len(others) > 1 {
				out[before].Message = "conflicting values " + one + " and " + strings.Join(others, ", ")
			}
		case pairs[place] != nil && violates(p.Message):
			out[before] = p
		default:
			out = append(out, p)
		}
	}
	return out
}

// inAll is the value that all contradictions have in common, with what it contradicts.
func inAll(pairs [][]string) (string, []string) {
	for _, one := range pairs[0] {
		others := []string{}
		for _, pair := range pairs {
			other := pair[0]
			if pair[0] == one {
				other = pair[1]
			} else if pair[1] != one {
				others = nil
				break
			}
			others = withName(others, other)
		}
		if others != nil {
			return one, others
		}
	}
	return "", nil
}

var conflict = regexp.MustCompile(`^conflicting values (.+?) and (.+?)(?: \(mismatched types .+\))?$`)

func isContradiction(message string) bool {
	return strings.HasPrefix(message, "conflicting values ")
}

// valuesOf lists what the sides of a contradiction say.
func valuesOf(sides []side) string {
	values := make([]string, len(sides))
	for i, one := range sides {
		values[i] = string(one.Value)
	}
	return strings.Join(values, " and ")
}

func withName(names []string, name string) []string {
	for _, known := range names {
		if known == name {
			return names
		}
	}
	return append(names, name)
}

func (s *space) sides(roots []*node, p problem) []side {
	path := p.at
	if path[0] == "DesignPattern" {
		path = path[1:]
	}
	out := []side{}
	seen := map[string]bool{}
	for _, root := range roots {
		causes := s.causesIn(root, p)
		root.walk(func(n *node) {
			found := lookup(n.own, pathWithin(n, path))
			raw, err := plain(found)
			if !found.Exists() || err != nil {
				return
			}
			one := side{Adapter: n.adapter, Via: n.via(), Value: raw, Position: s.writtenAt(found), Use: root.config}
			if len(causes) == 1 {
				one.Parameter, one.Option = causes[0].Name, causes[0].Option
			}
			if key := string(raw) + "\x00" + encode(one.Position); !seen[key] {
				seen[key] = true
				out = append(out, one)
			}
		})
	}
	return out
}

// causesIn lists what the QVS Config gives to one use of an adapter for the value that a problem is about.
func (s *space) causesIn(root *node, p problem) []parameterOrigin {
	t, steps := s.tracerAt([]*node{root}, p)
	if t == nil {
		return nil
	}
	return t.causes(steps, func(expr ast.Expr) ast.Expr { return expr })
}

// pathWithin is the path by which a node itself knows a resource that the groups above it set apart.
func pathWithin(n *node, path []string) []string {
	if len(path) < 3 || path[0] == "pipelines" {
		return path
	}
	id, ok := withoutGroups(n, path[2])
	if !ok {
		return nil
	}
	return append(append(append([]string{}, path[:2]...), id), path[3:]...)
}

func lookup(v cue.Value, path []string) cue.Value {
	if path == nil {
		return cue.Value{}
	}
	for _, step := range path {
		selector := selectorOf(step)
		if index, err := strconv.Atoi(step); err == nil && v.IncompleteKind() == cue.ListKind {
			selector = cue.Index(index)
		}
		v = v.LookupPath(cue.MakePath(selector))
	}
	return v
}

func selectorOf(step string) cue.Selector {
	if text, err := strconv.Unquote(step); err == nil {
		step = text
	}
	if strings.HasPrefix(step, "#") {
		return cue.Def(step)
	}
	return cue.Str(step)
}

// writtenAt is where the concrete part of a value stands; types that it goes through are written elsewhere.
func (s *space) writtenAt(v cue.Value) *position {
	var first *position
	for _, conjunct := range conjunctsOf(v, 0) {
		at := s.position(conjunct.Pos())
		if source := sourceOf(conjunct); source != nil {
			if p := s.position(source.Pos()); p != nil {
				at = p
			}
		}
		if at != nil && conjunct.IsConcrete() {
			return at
		}
		if first == nil {
			first = at
		}
	}
	return first
}
