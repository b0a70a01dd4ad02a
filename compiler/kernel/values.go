package main

import (
	"bytes"
	"encoding/json"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	cuejson "cuelang.org/go/encoding/json"
)

// Names of the files that values given from outside seem to come from; provenance reads them back.
const (
	paramsFile  = "@params/"
	optionsFile = "@options/"
)

// data reads a value that was given from outside; a broken one is null, with a problem.
func data(name string, raw json.RawMessage) (ast.Expr, []problem) {
	expr, err := cuejson.Extract(name, raw)
	if err != nil {
		return ast.NewNull(), []problem{{Code: "request", Message: err.Error()}}
	}
	return expr, nil
}

// nested is `a: b: expr`.
func nested(expr ast.Expr, path ...string) *ast.Field {
	field := &ast.Field{Label: ast.NewString(path[len(path)-1]), Value: expr}
	for i := len(path) - 2; i >= 0; i-- {
		field = &ast.Field{Label: ast.NewString(path[i]), Value: ast.NewStruct(field)}
	}
	return field
}

// plain gives the JSON of a concrete value without escaping of HTML characters.
func plain(v cue.Value) (json.RawMessage, error) {
	text, err := v.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Compact(&out, text); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

var paths = map[string]cue.Path{}

// pathTo parses a path once: a workflow of thousands of tasks asks for the same few ones.
func pathTo(text string) cue.Path {
	path, known := paths[text]
	if !known {
		path = cue.ParsePath(text)
		paths[text] = path
	}
	return path
}
