package main

import (
	"encoding/json"
	"slices"
	"strings"

	"cuelang.org/go/cue"
)

// inPlainWords says of a value from the QVS Config that ends where it does not fit what would fit, if it ends there as it was given.
func (s *space) inPlainWords(roots []*node, p *problem) {
	parts := conflict.FindStringSubmatch(p.Message)
	if p.Parameter == "" || parts == nil {
		return
	}
	for _, root := range roots {
		if !root.names[p.Parameter] && !root.optionNames[p.Parameter] || root.adapter != p.Adapters[0] {
			continue
		}
		at := parametersPath
		if root.optionNames[p.Parameter] {
			at = pipelineParametersPath
		}
		given, err := plain(root.own.LookupPath(at.Append(cue.Str(p.Parameter))))
		if err != nil {
			continue
		}
		others := strings.Split(parts[2], ", ")
		if parts[1] != string(given) {
			if len(others) != 1 || others[0] != string(given) {
				continue
			}
			others = parts[1:2]
		}
		if kind, isType := typesOfCUE[others[0]]; isType && len(others) == 1 {
			p.unfitKind(kind, given)
		} else if !isType {
			p.unfitChoice(others, given)
		}
		if at := slices.IndexFunc(p.Positions, func(at position) bool {
			text, _ := s.valueAt(at)
			return slices.Contains(others, text)
		}); at >= 0 {
			p.Positions = p.Positions[at : at+1]
		}
		return
	}
}

func (p *problem) unfitChoice(wanted []string, given json.RawMessage) {
	all := strings.Join(wanted, ", ")
	p.Code, p.Message = "unfit-choice", "must be one of "+all
	if len(wanted) == 1 {
		p.Message = "must be " + all
	}
	p.Words = map[string]string{"wanted": all}
	p.butIs(given)
}

func (p *problem) unfitKind(kind cue.Kind, given json.RawMessage) {
	words := []string{}
	p.Words = map[string]string{"wanted": strings.Trim(kind.String(), "()")}
	for _, one := range kindWords {
		if kind&one.kind == one.kind {
			words = append(words, one.words)
			kind &^= one.kind
		}
	}
	p.Code, p.Message = "unfit-kind", "must be "+strings.Join(words, " or ")
	p.butIs(given)
}

func (p *problem) butIs(given json.RawMessage) {
	if given == nil {
		return
	}
	p.Message += ", not " + string(given)
	p.Words["value"] = string(given)
}

var kindWords = []struct {
	kind  cue.Kind
	words string
}{
	{cue.StringKind, "a text"},
	{cue.BoolKind, "true or false"},
	{cue.NumberKind, "a number"},
	{cue.IntKind, "a whole number"},
	{cue.ListKind, "a list"},
	{cue.StructKind, "a map"},
	{cue.NullKind, "null"},
}

var typesOfCUE = map[string]cue.Kind{
	"string": cue.StringKind,
	"bool":   cue.BoolKind,
	"number": cue.NumberKind,
	"int":    cue.IntKind,
	"[...]":  cue.ListKind,
	"{...}":  cue.StructKind,
}
