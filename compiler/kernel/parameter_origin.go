package main

import (
	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
)

// parametersIn lists the parameters that an expression reads, also through other fields, `let` and comprehensions.
func (s *space) parametersIn(n *node, expr ast.Expr) []parameterOrigin {
	out := []parameterOrigin{}
	for _, read := range readings(expr) {
		if !read.input {
			out = append(out, s.parameter(n, read, 0))
		}
	}
	return out
}

// values are what the composing adapter gives to a composite: parameters, or options.
func (n *node) values(options bool) cue.Value {
	if options {
		return n.options
	}
	return n.given
}

// parameter follows one parameter or option of a node to where its value was given: the QVS Config, the composite above, or its own default.
func (s *space) parameter(n *node, read reading, depth int) parameterOrigin {
	out := parameterOrigin{Adapter: n.adapter, Name: read.name, Option: read.option, Given: "default", From: []parameterOrigin{}}
	names, declared := n.names, parametersPath
	if read.option {
		names, declared = n.optionNames, pipelineParametersPath
	}
	out.Declaration = s.declaration(n.pattern, declared, read.name)
	if n.parent == nil {
		if names[read.name] {
			config := n.config
			out.Given, out.Config = "config", &config
		}
		return out
	}
	given := n.values(read.option).LookupPath(cue.MakePath(cue.Str(read.name)))
	if !given.Exists() || depth > maxDepth {
		return out
	}
	out.Given = "composite"
	for _, conjunct := range conjunctsOf(given, 0) {
		source := sourceOf(conjunct)
		if source == nil {
			continue
		}
		if out.At == nil {
			out.At = s.position(source.Pos())
		}
		for _, inner := range readings(expressionOf(source)) {
			if !inner.input {
				out.From = append(out.From, s.parameter(n.parent, inner, depth+1))
			}
		}
	}
	return out
}

func (s *space) declaration(pattern cue.Value, at cue.Path, name string) *position {
	fields, err := pattern.LookupPath(at).Fields(cue.Optional(true))
	if err != nil {
		return nil
	}
	for fields.Next() {
		if fieldName(fields.Selector()) == name {
			return s.position(fields.Value().Pos())
		}
	}
	return nil
}
