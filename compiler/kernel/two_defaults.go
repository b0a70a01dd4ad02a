package main

import (
	"fmt"

	"cuelang.org/go/cue"
)

// twoDefaults tells of parameters whose default an adapter passes on to one that it composes, which has another: CUE takes neither then, and
// says of everything behind them that it is incomplete.
func (s *space) twoDefaults(root *node) []problem {
	out := []problem{}
	root.walk(func(n *node) {
		if n.parent == nil {
			return
		}
		for _, isOption := range []bool{false, true} {
			at := parametersPath
			if isOption {
				at = pipelineParametersPath
			}
			fields, err := n.values(isOption).Fields()
			if err != nil {
				continue
			}
			for fields.Next() {
				name := fieldName(fields.Selector())
				path := at.Append(cue.Str(name))
				one, two := defaultOf(fields.Value()), defaultOf(n.pattern.LookupPath(path))
				if one == "" || two == "" || one == two || defaultOf(n.own.LookupPath(path)) != "" {
					continue
				}
				out = append(out, s.twoDefaultsOf(n, reading{name: name, option: isOption}, one, two))
			}
		}
	})
	return out
}

func (s *space) twoDefaultsOf(n *node, read reading, one, two string) problem {
	given := s.parameter(n, read, 0)
	own := read.name
	if len(given.From) == 1 {
		own = given.From[0].Name
	}
	p := problem{
		Code:     "two-defaults",
		Message:  fmt.Sprintf("%s has the default %s for %q, and %s, which it composes, has the default %s for it: neither counts, so a value has to be given", n.parent.adapter, one, own, n.adapter, two),
		Path:     "params." + own,
		Adapters: []string{n.parent.adapter},
		Words:    map[string]string{"adapter": n.parent.adapter, "one": one, "other": n.adapter, "two": two, "name": own},
	}
	if read.option {
		p.Path = "pipelineParams." + own
	}
	for _, at := range []*position{given.At, given.Declaration} {
		if at != nil {
			p.Positions = append(p.Positions, *at)
		}
	}
	return p
}

// defaultOf is the default of a value that can be another, or the value itself where it is settled.
func defaultOf(v cue.Value) string {
	if !v.Exists() || v.Err() != nil {
		return ""
	}
	settled, _ := v.Default()
	if !settled.IsConcrete() || settled.IncompleteKind()&(cue.StructKind|cue.ListKind) != 0 {
		return ""
	}
	raw, err := plain(settled)
	if err != nil {
		return ""
	}
	return string(raw)
}
