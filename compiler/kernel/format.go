package main

import (
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/parser"
)

// formatted writes one file in the way of `cue fmt`; what cannot be parsed is told with its places in that file.
func formatted(name, text string) answer {
	file, err := parser.ParseFile(name, text, parser.ParseComments)
	if err == nil {
		out, err := format.Node(file)
		if err != nil {
			return answer{Errors: []problem{{Code: "cue", Message: err.Error()}}}
		}
		return answer{Value: map[string]any{"text": string(out)}}
	}
	problems := []problem{}
	for _, e := range errors.Errors(err) {
		p := problem{Code: "cue", Message: messageOf(e)}
		for _, at := range errors.Positions(e) {
			p.Positions = append(p.Positions, position{File: name, Line: at.Line(), Column: at.Column()})
		}
		problems = append(problems, p)
	}
	return answer{Errors: problems}
}
