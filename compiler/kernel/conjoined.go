package main

import (
	"slices"

	"cuelang.org/go/cue/ast"
)

// A condition that speaks of more combinations than this is not tried out.
const mostTogether = 64

// trial is a field that a condition speaks of, with what it may be: left as it is first, then each value that the condition may mean.
type trial struct {
	of     field
	states []candidate
}

// trialsOf are the fields that a condition speaks of together; none where that is one alone, or more than can be tried.
func trialsOf(known []field, group asked, values func(field, asked) []candidate) []trial {
	out := []trial{}
	size := 1
	for _, f := range known {
		if !group.names[f.Name] {
			continue
		}
		if found := values(f, group); len(found) > 0 {
			out = append(out, trial{of: f, states: append([]candidate{{}}, found...)})
			size *= len(found) + 1
		}
	}
	if len(out) < 2 || size > mostTogether {
		return nil
	}
	return out
}

// conjoined tries every combination and tells what is there on which condition; nil where it depends on the values in another way than that
// each of them has to be one of some.
func (s *space) conjoined(trials []trial, present func(given *ast.StructLit) []string) map[string]*condition {
	where := map[string][][]int{}
	at := make([]int, len(trials))
	for more := true; more; more = next(at, trials) {
		given := ast.NewStruct()
		for i, t := range trials {
			if value := t.states[at[i]].value; value != nil {
				given.Elts = append(given.Elts, nested(value, t.of.Name))
			}
		}
		for _, name := range present(given) {
			where[name] = append(where[name], slices.Clone(at))
		}
	}
	out := map[string]*condition{}
	for name, places := range where {
		out[name] = s.conditionAt(trials, places)
	}
	return out
}

// next counts on by one combination.
func next(at []int, trials []trial) bool {
	for i := range at {
		at[i]++
		if at[i] < len(trials[i].states) {
			return true
		}
		at[i] = 0
	}
	return false
}

func (s *space) conditionAt(trials []trial, places [][]int) *condition {
	all := []condition{}
	size := 1
	for i, t := range trials {
		held := map[int]bool{}
		for _, at := range places {
			held[at[i]] = true
		}
		size *= len(held)
		if len(held) == len(t.states) {
			continue
		}
		one := condition{Name: t.of.Name}
		anyOne := false
		for j, state := range t.states {
			if !held[j] || state.value == nil {
				continue
			}
			anyOne = anyOne || state.any
			if value, err := plain(s.cue.BuildExpr(state.value)); err == nil {
				one.Values = append(one.Values, value)
			}
		}
		if anyOne {
			one.Values = nil
		} else if len(one.Values) == 0 || held[0] && !holds(one, t.of) {
			return nil
		}
		all = append(all, one)
	}
	if size != len(places) || len(all) == 0 {
		return nil
	}
	out := all[0]
	out.And = all[1:]
	return &out
}

// holds tells whether a condition is met by the default of the field that it names.
func holds(c condition, f field) bool {
	for _, value := range c.Values {
		if string(value) == string(f.Default) {
			return true
		}
	}
	return false
}
