package main

import (
	"bytes"
	"encoding/json"
	"slices"

	"cuelang.org/go/cue"
)

// members names the fields of a struct, sorted. CUE's own iteration puts fields in the order in which people wrote them, which is worked out
// anew for each struct and takes a quarter of a compile; what becomes a manifest is sorted by name in the end. False where a field that is
// required has not been given, or something else is not decided.
func members(v cue.Value) ([]string, bool) {
	core := v.Core()
	names := []string{}
	for _, arc := range core.V.DerefValue().Arcs {
		switch {
		case !arc.Label.IsString():
		case arc.ArcType == arcMember:
			names = append(names, arc.Label.StringValue(core.R))
		case arc.ArcType != arcOptional:
			return nil, false
		}
	}
	slices.Sort(names)
	return names, true
}

// What the evaluator calls a field that is there, and one that may be.
const (
	arcMember   = 0
	arcOptional = 2
)

func member(v cue.Value, name string) cue.Value {
	return v.LookupPath(cue.MakePath(cue.Str(name)))
}

// sortedJSON is what plain gives, with the fields of every struct sorted.
func sortedJSON(v cue.Value) (json.RawMessage, error) {
	var out bytes.Buffer
	if writeSorted(&out, v) {
		return out.Bytes(), nil
	}
	// Something is not concrete: CUE's own way tells what.
	return plain(v)
}

func writeSorted(out *bytes.Buffer, v cue.Value) bool {
	v, _ = v.Default()
	switch v.Kind() {
	case cue.StructKind:
		names, decided := members(v)
		out.WriteByte('{')
		for i, name := range names {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(encode(name))
			out.WriteByte(':')
			decided = decided && writeSorted(out, member(v, name))
		}
		out.WriteByte('}')
		return decided
	case cue.ListKind:
		list, err := v.List()
		out.WriteByte('[')
		for i := 0; err == nil && list.Next(); i++ {
			if i > 0 {
				out.WriteByte(',')
			}
			if !writeSorted(out, list.Value()) {
				return false
			}
		}
		out.WriteByte(']')
		return err == nil
	case cue.BottomKind:
		return false
	default:
		text, err := v.MarshalJSON()
		out.Write(text)
		return err == nil
	}
}
