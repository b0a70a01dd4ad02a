package main

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"cuelang.org/go/cue"
)

// textual writes the bytes in a resource of Pulumi as the text that they are (`'*'`). Pulumi knows no bytes, and JSON would write them in
// base64; in Kubernetes objects, whose schemas have bytes (the data of a Secret), base64 is what is meant.
func textual(value cue.Value, data json.RawMessage) json.RawMessage {
	if provider, err := value.LookupPath(cue.ParsePath("provider")).String(); err != nil || provider != "pulumi-yaml" {
		return data
	}
	texts := map[*cue.Path]string{}
	value.Walk(func(v cue.Value) bool {
		if text, err := v.Bytes(); err == nil && v.Kind() == cue.BytesKind && utf8.Valid(text) {
			at := v.Path()
			texts[&at] = string(text)
		}
		return true
	}, nil)
	if len(texts) == 0 {
		return data
	}
	var tree any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if decoder.Decode(&tree) != nil {
		return data
	}
	above := len(value.Path().Selectors())
	for at, text := range texts {
		replaced(tree, at.Selectors()[above:], text)
	}
	return json.RawMessage(encode(tree))
}

// replaced puts a text at a path below maps and lists.
func replaced(tree any, at []cue.Selector, text string) any {
	if len(at) == 0 {
		return text
	}
	switch within := tree.(type) {
	case map[string]any:
		name := fieldName(at[0])
		within[name] = replaced(within[name], at[1:], text)
	case []any:
		if i := at[0].Index(); i < len(within) {
			within[i] = replaced(within[i], at[1:], text)
		}
	}
	return tree
}
