package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
)

// explain adds to every contradiction what each adapter of the trees says at that place by itself: CUE's own text names the two values, but
// neither whose they are nor, behind a chain of definitions, where they were written. Other errors lead to the value that causes them.
func (s *space) explain(roots []*node, problems []problem) []problem {
	problems = s.blameComposites(roots, onePerPlace(problems))
	for i, p := range problems {
		if len(p.at) == 0 || compositePath(p.at) != nil {
			continue
		}
		isOpen := strings.HasPrefix(p.Message, "incomplete value ")
		if isOpen || strings.Contains(p.Message, "conflicting values") {
			// Two defaults are no contradiction to CUE: it leaves the value open then.
			if found := s.sides(roots, p.at); len(found) > 1 || !isOpen {
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
		}
	}
	return problems
}

// onePerPlace tells once what CUE tells for every member of a disjunction: that a value is none of them.
func onePerPlace(problems []problem) []problem {
	out := []problem{}
	for _, p := range problems {
		last := len(out) - 1
		if last < 0 || len(p.at) == 0 || !slices.Equal(out[last].at, p.at) {
			out = append(out, p)
			continue
		}
		before, now := conflict.FindStringSubmatch(out[last].Message), conflict.FindStringSubmatch(p.Message)
		switch {
		case before == nil || now == nil:
			out = append(out, p)
		case before[1] == now[1]:
			out[last].Message = "conflicting values " + now[1] + " and " + before[2] + ", " + now[2]
		case before[2] == now[2]:
			out[last].Message = "conflicting values " + now[2] + " and " + before[1] + ", " + now[1]
		case before[1] == now[2]:
			out[last].Message += ", " + now[1]
		default:
			out = append(out, p)
		}
	}
	return out
}

var conflict = regexp.MustCompile(`^conflicting values (.+?) and (.+?)(?: \(mismatched types .+\))?$`)

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

func (s *space) sides(roots []*node, path []string) []side {
	if path[0] == "DesignPattern" {
		path = path[1:]
	}
	out := []side{}
	seen := map[string]bool{}
	for _, root := range roots {
		root.walk(func(n *node) {
			found := lookup(n.own, pathWithin(n, path))
			raw, err := plain(found)
			if !found.Exists() || err != nil {
				return
			}
			one := side{Adapter: n.adapter, Via: n.via(), Value: raw, Position: s.writtenAt(found)}
			if key := string(raw) + "\x00" + encode(one.Position); !seen[key] {
				seen[key] = true
				out = append(out, one)
			}
		})
	}
	return out
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
