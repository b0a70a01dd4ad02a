package main

import (
	"strconv"

	"cuelang.org/go/cue"
)

// blameComposites leads what a composed adapter refuses of its parameters to whoever gives them: the QVS Config, when one of its values ends
// there, else the line of the composing adapter.
func (s *space) blameComposites(roots []*node, problems []problem) []problem {
	out := []problem{}
	composed := []problem{}
	for _, p := range problems {
		if len(p.at) == 0 || compositePath(p.at) == nil {
			out = append(out, p)
			continue
		}
		composed = append(composed, p)
	}
	for _, p := range onePerPath(composed, cue.Value{}) {
		out = append(out, s.blameComposite(roots, p))
	}
	return out
}

func (s *space) blameComposite(roots []*node, p problem) problem {
	path := compositePath(p.at)
	for _, root := range roots {
		child, rest := root.descend(path)
		if child == nil || len(rest) < 2 || (rest[0] != "parameters" && rest[0] != "pipelineParameters") {
			continue
		}
		if lookup(child.own, rest).Err() == nil {
			continue
		}
		given := s.parameter(child, reading{name: unquoted(rest[1]), option: rest[0] == "pipelineParameters"}, 0)
		if causes := fromConfig(given.From); len(causes) == 1 {
			p.Parameter, p.Adapters = causes[0].Name, []string{causes[0].Adapter}
			return p
		}
		p.Adapters = []string{child.parent.adapter}
		if given.At != nil {
			p.Positions = append([]position{*given.At}, without(p.Positions, *given.At)...)
		}
		return p
	}
	return p
}

// compositePath is the path of an error below the root adapter when it lies in a composite, else nil.
func compositePath(path []string) []string {
	if path[0] == "DesignPattern" {
		path = path[1:]
	}
	if len(path) < 3 || path[0] != "composites" {
		return nil
	}
	return path
}

// descend follows `composites.<i>.pattern` down the tree and gives what of the path is left.
func (n *node) descend(path []string) (*node, []string) {
	for len(path) > 2 && path[0] == "composites" && path[2] == "pattern" {
		index, err := strconv.Atoi(path[1])
		if err != nil || index >= len(n.children) {
			return nil, nil
		}
		n, path = n.children[index], path[3:]
	}
	if n.parent == nil {
		return nil, nil
	}
	return n, path
}

func without(places []position, one position) []position {
	out := []position{}
	for _, at := range places {
		if at != one {
			out = append(out, at)
		}
	}
	return out
}
