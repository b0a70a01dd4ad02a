package main

import (
	"fmt"

	"cuelang.org/go/cue"
)

// ignoredIn tells of what a parameter of a task says without anything coming of it: a default that is no text, and names that there are not.
func (s *space) ignoredIn(param cue.Value, task, name string) []problem {
	out := []problem{}
	fields, err := param.Fields()
	if err != nil {
		return out
	}
	tell := func(v cue.Value, code, what, reason string) {
		out = append(out, problem{
			Code:      code,
			Message:   fmt.Sprintf("the parameter %q of the task %q: %s", name, task, reason),
			Words:     map[string]string{"name": name, "task": task, "what": what},
			Positions: s.placesOf(v),
			Adapters:  s.adaptersAmong(s.owners(s.placesOf(v))),
		})
	}
	for fields.Next() {
		switch key, v := fieldName(fields.Selector()), fields.Value(); key {
		case "desc", "prefix":
		case "default":
			if d, ok := v.Default(); ok {
				v = d
			}
			if _, isText := concreteText(v); !isText && v.IsConcrete() && v.Err() == nil {
				what := fmt.Sprint(v)
				tell(v, "task-param-default", what, "its default "+what+" is no text, so it has none")
			}
		default:
			known := []string{"default", "desc", "prefix"}
			tell(v, "task-param-name", key, fmt.Sprintf("%q means nothing there%s", key, alternatives(key, known)))
		}
	}
	return out
}
