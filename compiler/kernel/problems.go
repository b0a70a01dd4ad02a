package main

import (
	"sort"
	"strings"

	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/token"
)

// problems turns every error that the evaluator holds into data: one entry a place, with the adapters whose files take part.
func (s *space) problems(err error, adapter string) []problem {
	out := []problem{}
	seen := map[string]bool{}
	for _, e := range errors.Errors(err) {
		message := messageOf(e)
		p := problem{Code: "cue", Message: message, Path: strings.Join(e.Path(), ".")}
		owners := map[string]bool{}
		for _, pos := range errors.Positions(e) {
			if at := s.position(pos); at != nil {
				p.Positions = append(p.Positions, *at)
				if owner := s.filePackage[pos.Filename()]; owner != "" {
					owners[owner] = true
				}
			}
		}
		if adapter != "" {
			owners[adapter] = true
		}
		for owner := range owners {
			p.Adapters = append(p.Adapters, owner)
		}
		sort.Strings(p.Adapters)
		key := p.Path + "\x00" + p.Message
		if !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	if len(out) == 0 && err != nil {
		out = append(out, problem{Code: "cue", Message: err.Error()})
	}
	return out
}

// messageOf joins what the links of a wrapped error say, without the places that each of them repeats.
func messageOf(e error) string {
	parts := []string{}
	for e != nil {
		ce, ok := e.(errors.Error)
		if !ok {
			parts = append(parts, e.Error())
			break
		}
		format, args := ce.Msg()
		if text := errors.Newf(token.NoPos, format, args...).Error(); text != "" && (len(parts) == 0 || parts[len(parts)-1] != text) {
			parts = append(parts, text)
		}
		e = errors.Unwrap(e)
	}
	return strings.Join(parts, ": ")
}

func (s *space) position(pos token.Pos) *position {
	if !pos.IsValid() || pos.Filename() == "" {
		return nil
	}
	name := pos.Filename()
	if owner := s.fileOwner[name]; owner != nil {
		return &position{Module: owner.path, File: strings.TrimPrefix(name, owner.path+"/"), Line: pos.Line(), Column: pos.Column()}
	}
	return nil
}
