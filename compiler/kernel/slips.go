package main

import (
	"encoding/json"
	"fmt"

	"cuelang.org/go/cue"
)

// slips tells of names within a value that look like one that the adapter declares there. Structs are open: CUE takes them without a word.
func (s *space) slips(declared cue.Value, raw json.RawMessage, p problem) []problem {
	var value any
	if json.Unmarshal(raw, &value) != nil {
		return nil
	}
	return s.slipsIn(declared, value, p)
}

func (s *space) slipsIn(declared cue.Value, value any, p problem) []problem {
	out := []problem{}
	switch value := value.(type) {
	case []any:
		item := declared.LookupPath(cue.MakePath(cue.AnyIndex))
		for i, one := range value {
			out = append(out, s.slipsIn(item, one, p.within(fmt.Sprint(i)))...)
		}
	case map[string]any:
		known := declaredFields(declared)
		for _, name := range sortedNames(value) {
			if field, ok := known[name]; ok {
				out = append(out, s.slipsIn(field, value[name], p.within(name))...)
			} else if others := declared.LookupPath(cue.MakePath(cue.AnyString)); others.Exists() && !isAnything(others) {
				out = append(out, s.slipsIn(others, value[name], p.within(name))...)
			} else if near := nearest(name, sortedNames(known)); near != "" && declared.Allows(cue.Str(name)) {
				slip := p.within(name)
				slip.Message = fmt.Sprintf("%s has no field %q in %q; did you mean %s?", p.Adapters[0], name, p.Parameter, near)
				out = append(out, slip)
			}
		}
	}
	return out
}

// within is the problem for a field of what it is about.
func (p problem) within(name string) problem {
	p.Path += "." + name
	return p
}

func declaredFields(v cue.Value) map[string]cue.Value {
	out := map[string]cue.Value{}
	fields, err := v.Fields(cue.Optional(true))
	if err != nil {
		return out
	}
	for fields.Next() {
		out[fieldName(fields.Selector())] = fields.Value()
	}
	return out
}

// isAnything tells a rule for names that rules out nothing (`[string]: _`), as the schema of adapters has it for their parameters.
func isAnything(v cue.Value) bool {
	return v.IncompleteKind() == cue.TopKind
}
