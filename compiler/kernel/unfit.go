package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
)

// unfit tells which values do not satisfy what the adapter says about its parameters and options; open ones are fine.
func (s *space) unfit(pattern, value cue.Value, use patternUse, id string) []problem {
	problems := []problem{}
	for _, at := range []cue.Path{parametersPath, pipelineParametersPath} {
		fields, err := value.LookupPath(at).Fields(cue.Optional(true))
		if err != nil {
			continue
		}
		for fields.Next() {
			err := fields.Value().Validate()
			if err == nil {
				continue
			}
			name := fieldName(fields.Selector())
			found := s.problems(err, id)
			if text, ok := ownWords(found); ok {
				problems = append(problems, problem{Code: "refused", Message: fmt.Sprintf("%s does not take these values: %s", id, text), Path: "pattern", Positions: found[0].Positions[:min(1, len(found[0].Positions))], Adapters: []string{id}})
				continue
			}
			for i := range found {
				found[i].Path = at.String() + "." + name + within(found[i].Path, name)
				found[i].Adapters = []string{id}
			}
			given := use.Params[name]
			if at.String() == "pipelineParameters" {
				given = use.PipelineParams[name]
			}
			declared := pattern.LookupPath(at.Append(fields.Selector().Optional()))
			problems = append(problems, unfitValue(onePerPath(found, declared), at.String()+"."+name, declared, given)...)
		}
	}
	return dedupe(problems)
}

// ownWords recognises how adapters check values against each other: a field that must differ from the sentence that it holds.
func ownWords(found []problem) (string, bool) {
	for _, p := range found {
		if parts := contradiction.FindStringSubmatch(p.Message); parts != nil && parts[1] == parts[2] {
			text, err := strconv.Unquote(parts[1])
			// Nothing but a bound stands behind an empty text.
			return text, err == nil && text != ""
		}
	}
	return "", false
}

var contradiction = regexp.MustCompile(`^invalid value (".*") \(out of bound !=(".*")\)$`)

// onePerPath keeps what says most where CUE compares a value with every member of a disjunction: its members, else the type.
func onePerPath(found []problem, declared cue.Value) []problem {
	if len(found) < 2 {
		return found
	}
	if options, closed := enumOf(declared, 0); closed && len(options) > 1 {
		members := make([]string, len(options))
		for i, option := range options {
			members[i] = string(option)
		}
		found[0].unfitChoice(members, nil)
		return found[:1]
	}
	out := []problem{}
	for _, p := range found {
		if n := len(out); n > 0 && out[n-1].Path == p.Path {
			if strings.Contains(p.Message, "mismatched types") && typeWord.MatchString(p.Message) {
				out[n-1] = p
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// unfitValue says in our words that a value is none of the choices, or of another type than its parameter; both may be parts of one.
func unfitValue(found []problem, path string, declared cue.Value, raw json.RawMessage) []problem {
	var given any
	if json.Unmarshal(raw, &given) != nil {
		return found
	}
	for i := range found {
		p := &found[i]
		part, value := declared, given
		for _, step := range strings.Split(strings.TrimPrefix(strings.TrimPrefix(p.Path, path), "."), ".") {
			if step != "" {
				part, value = declaredIn(part, step), valueIn(value, step)
			}
		}
		if text, err := json.Marshal(value); err != nil || value == nil {
			continue
		} else if p.Code == "unfit-choice" {
			p.butIs(text)
		} else if strings.Contains(p.Message, "mismatched types") {
			if kind := kindWanted(part, p.Message); kind != cue.BottomKind {
				p.unfitKind(kind, text)
			}
		}
	}
	return withoutLengths(found)
}

// kindWanted is the kind of a declared value; within a list that has a default, CUE's message has to tell it.
func kindWanted(declared cue.Value, message string) cue.Kind {
	if declared.Exists() {
		return declared.IncompleteKind()
	}
	if pair := conflict.FindStringSubmatch(message); pair != nil {
		return typesOfCUE[pair[1]] | typesOfCUE[pair[2]]
	}
	return cue.BottomKind
}

// withoutLengths leaves out that a list is not as long as the default that stands beside it, where an item of it is wrong.
func withoutLengths(found []problem) []problem {
	return slices.DeleteFunc(found, func(p problem) bool {
		return strings.Contains(p.Message, "incompatible list lengths") && slices.ContainsFunc(found, func(other problem) bool {
			return strings.HasPrefix(other.Path, p.Path+".")
		})
	})
}

func declaredIn(v cue.Value, step string) cue.Value {
	if _, err := strconv.Atoi(step); err == nil {
		return v.LookupPath(cue.MakePath(cue.AnyIndex))
	}
	name := cue.Str(unquoted(step))
	for _, selector := range []cue.Selector{name, name.Optional(), cue.AnyString} {
		if found := v.LookupPath(cue.MakePath(selector)); found.Exists() {
			return found
		}
	}
	return cue.Value{}
}

func valueIn(value any, step string) any {
	switch value := value.(type) {
	case []any:
		if index, err := strconv.Atoi(step); err == nil && index < len(value) {
			return value[index]
		}
	case map[string]any:
		return value[unquoted(step)]
	}
	return nil
}

var typeWord = regexp.MustCompile(`(values|and) (string|int|number|float|bool|null|bytes)\b`)

// within is what stands behind a field in the path of an error: where in a structured value it is.
func within(path, name string) string {
	if _, rest, ok := strings.Cut(path, "."+name+"."); ok {
		return "." + rest
	}
	return ""
}
