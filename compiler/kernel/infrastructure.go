package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cuelang.org/go/cue"
)

// mergeInfrastructure tells what a composite brings to its parent: resources under the same id are unified, unless a group keeps them
// apart; outputs travel along.
func mergeInfrastructure(s *space, child *node) []cue.Value {
	out := []cue.Value{}
	for _, at := range []cue.Path{resourcesPath.Append(cue.Str("app")), resourcesPath.Append(cue.Str("appSetup")), outputsPath} {
		if found := child.all.LookupPath(at); found.Exists() {
			out = append(out, s.at(at, s.grouped(child.group, found)))
		}
	}
	return out
}

// infrastructure is what the resources of all adapters come to, and the values that the adapters export.
type infrastructure struct {
	Resources []resource                 `json:"resources"`
	Outputs   map[string]json.RawMessage `json:"outputs"`
	Ignored   []problem                  `json:"ignored"`
}

// compileInfrastructure tells what adapters take no notice of whether they compile or not.
func (s *space) compileInfrastructure(uses []patternUse, setup, provenance bool) (*infrastructure, []problem) {
	phase := "app"
	if setup {
		phase = "appSetup"
	}
	roots, problems := s.resourceTrees(uses)
	if len(problems) > 0 {
		return &infrastructure{Ignored: ignoredBy(roots)}, problems
	}
	at := resourcesPath.Append(cue.Str(phase))
	parts := []cue.Value{}
	for _, root := range roots {
		if found := root.all.LookupPath(at); found.Exists() {
			parts = append(parts, found)
		}
	}
	composed := s.uniteAt(at, parts)
	parts = []cue.Value{composed}
	for _, root := range roots {
		parts = append(parts, s.deferred(root, phase, composed)...)
	}
	resources, problems := s.readResources(s.uniteAt(at, parts), roots, phase, provenance)
	if len(problems) > 0 {
		return &infrastructure{Ignored: ignoredBy(roots)}, s.explain(roots, problems)
	}
	return &infrastructure{Resources: resources, Outputs: outputsOf(roots), Ignored: ignoredBy(roots)}, nil
}

// outputsOf reads what adapters export; a value that is not known (yet) is left out.
func outputsOf(roots []*node) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for _, root := range roots {
		fields, err := root.all.LookupPath(outputsPath).Fields()
		if err != nil {
			continue
		}
		for fields.Next() {
			if raw, err := plain(fields.Value()); err == nil {
				out[fieldName(fields.Selector())] = raw
			}
		}
	}
	return out
}

func (s *space) readResources(united cue.Value, roots []*node, phase string, provenance bool) ([]resource, []problem) {
	problems := []problem{}
	out := []resource{}
	fields, err := united.Fields()
	if err != nil {
		return nil, s.problems(err, "")
	}
	for fields.Next() {
		id := fieldName(fields.Selector())
		value := fields.Value()
		data, err := sortedJSON(value)
		if err != nil {
			found := s.problems(value.Validate(cue.Concrete(true)), "")
			if len(found) == 0 {
				found = s.problems(err, "")
			}
			for i := range found {
				if len(found[i].Positions) == 0 {
					found[i].Positions = s.placesOf(value)
				}
				if found[i].Path == "" {
					found[i].at = []string{"resources", phase, id}
					found[i].Path = fmt.Sprintf("resources.%s.%s", phase, id)
				}
			}
			problems = append(problems, found...)
			continue
		}
		if value.IncompleteKind() != cue.StructKind {
			problems = append(problems, problem{
				Code:      "cue",
				Message:   fmt.Sprintf("a resource holds keys and values, it cannot be %s", data),
				Path:      fmt.Sprintf("resources.%s.%s", phase, id),
				Positions: s.placesOf(value),
			})
			continue
		}
		if longNumber.Match(data) {
			problems = append(problems, s.inexact(value)...)
		}
		res := resource{ID: id, Data: textual(value, data), Adapters: []string{}, Leaves: []leaf{}}
		t := s.resourceTracer(roots, phase, id)
		res.Adapters = t.adapters()
		if provenance {
			t.collect(value, []any{}, &res.Leaves)
		}
		out = append(out, res)
	}
	if len(problems) > 0 {
		lacking := []problem{}
		for _, root := range roots {
			lacking = append(lacking, of(root.config, append(s.missing(root), s.twoDefaults(root)...))...)
			asked, others := s.askedFor(root, problems)
			lacking, problems = append(lacking, of(root.config, asked)...), others
		}
		problems = append(lacking, unexplained(problems, lacking)...)
	}
	return out, dedupe(problems)
}

// Whoever reads JSON takes numbers as floats of 64 bits: whole ones beyond this would come out as others.
const largestExact = 1 << 53

var longNumber = regexp.MustCompile(`[0-9]{16}`)

// inexact tells whole numbers of a resource that are too large to be kept as they are.
func (s *space) inexact(value cue.Value) []problem {
	out := []problem{}
	value.Walk(func(v cue.Value) bool {
		if v.Kind() != cue.IntKind {
			return true
		}
		if n, err := v.Int64(); err == nil && n <= largestExact && n >= -largestExact {
			return true
		}
		places := s.placesOf(v)
		out = append(out, problem{
			Code:      "cue",
			Message:   fmt.Sprintf("the number %v is too large to be kept exactly (beyond %d): give it as a text", v, largestExact),
			Path:      shortPath([]string{v.Path().String()}),
			at:        pathSteps(v),
			Positions: places,
			Adapters:  s.adaptersAmong(s.owners(places)),
		})
		return true
	}, nil)
	return out
}

// missing says in our words what an incomplete value usually means: a required parameter of an adapter has no value. Nothing is missing in a
// workflow, whose adapters leave the parameters of the infrastructure open.
func (s *space) missing(root *node) []problem {
	out := []problem{}
	fields, err := root.own.LookupPath(parametersPath).Fields()
	if err != nil {
		return out
	}
	for fields.Next() {
		value := fields.Value()
		if slices.Contains(root.open, fieldName(fields.Selector())) || value.Err() != nil || !s.required(value, false) || value.IsConcrete() && value.IncompleteKind() != cue.StructKind {
			continue
		}
		out = append(out, missingParameter(root, fieldName(fields.Selector()), s.position(value.Pos()), ""))
	}
	return out
}

// missingOptions tells what a task cannot be put together without: an option, or a part of one.
func (s *space) missingOptions(root *node) []problem {
	out := []problem{}
	fields, err := root.own.LookupPath(pipelineParametersPath).Fields()
	if err != nil {
		return out
	}
	for fields.Next() {
		if name, open := s.openPart(fieldName(fields.Selector()), fields.Value()); open.Exists() {
			p := missingParameter(root, name, s.position(open.Pos()), "")
			p.Path, p.Message = "pipelineParams."+name, fmt.Sprintf("%s needs the option %q", root.adapter, name)
			out = append(out, p)
		}
	}
	return out
}

// openPart is the first part of a value that is neither given nor has a default.
func (s *space) openPart(name string, v cue.Value) (string, cue.Value) {
	if v.Err() != nil || !s.required(v, false) {
		return "", cue.Value{}
	}
	standard, _ := v.Default()
	if items, err := standard.List(); err == nil {
		for i := 0; items.Next(); i++ {
			if part, open := s.openPart(fmt.Sprintf("%s.%d", name, i), items.Value()); open.Exists() {
				return part, open
			}
		}
	}
	if fields, err := standard.Fields(); err == nil {
		for fields.Next() {
			if part, open := s.openPart(name+"."+fieldName(fields.Selector()), fields.Value()); open.Exists() {
				return part, open
			}
		}
	}
	return name, v
}

func missingParameter(root *node, name string, declared *position, when string) problem {
	p := problem{
		Code:     "missing-parameter",
		Message:  fmt.Sprintf("%s needs the parameter %q%s", root.adapter, name, when),
		Path:     "params." + name,
		Adapters: []string{root.adapter},
	}
	if declared != nil {
		p.Positions = []position{*declared}
	}
	return p
}

// askedFor tells optional parameters that the adapter reads without looking whether they are there, which it does with some values only, and
// gives back the problems that are not about them.
func (s *space) askedFor(root *node, problems []problem) (asked, others []problem) {
	for _, p := range problems {
		found := absent.FindStringSubmatch(p.Message)
		if found == nil || root.names[found[1]] || !slices.Contains(p.Adapters, root.adapter) {
			others = append(others, p)
			continue
		}
		declared := s.declaration(root.pattern, parametersPath, found[1])
		if declared == nil {
			others = append(others, p)
			continue
		}
		asked = append(asked, missingParameter(root, found[1], declared, " with these values"))
	}
	return asked, others
}

var absent = regexp.MustCompile(`cannot reference optional field: ([^\s:]+)$`)

// unexplained leaves out what is incomplete only because a parameter is missing that is told already. Behind templates the value has lost
// its way to the parameter; whatever else is incomplete is told when the parameter is there.
func unexplained(problems, lacking []problem) []problem {
	line := func(at position) position { return position{Module: at.Module, File: at.File, Line: at.Line} }
	declared := map[position]bool{}
	for _, p := range lacking {
		for _, at := range p.Positions {
			declared[line(at)] = true
		}
	}
	out := []problem{}
	for _, p := range problems {
		follows := len(lacking) > 0 && (incomplete.MatchString(p.Message) || orNull.MatchString(p.Message))
		for _, at := range p.Positions {
			follows = follows || declared[line(at)]
		}
		if !follows || strings.Contains(p.Message, "conflicting") && !orNull.MatchString(p.Message) {
			out = append(out, p)
		}
	}
	return out
}

var incomplete = regexp.MustCompile(`(^|: )(incomplete value|non-concrete value|unresolved disjunction) `)

// orNull is what CUE says of a pointer in a generated schema (`null | #X`) while the value that is given for it is incomplete.
var orNull = regexp.MustCompile(`conflicting values .* and null \(mismatched types struct and null\)$`)

// dedupe tells everything once. What fails in a hidden field fails again where the field is used, and that is where people look.
func dedupe(problems []problem) []problem {
	seen := map[string]int{}
	shown := map[string]bool{}
	out := []problem{}
	for _, p := range problems {
		if !hidden(p) {
			shown[p.Message+encode(p.Positions)] = true
		}
	}
	for _, p := range problems {
		if hidden(p) && shown[p.Message+encode(p.Positions)] {
			continue
		}
		key := p.Code + "\x00" + p.Path + "\x00" + p.Message + "\x00" + encode(p.Use)
		if before, known := seen[key]; !known {
			seen[key] = len(out)
			out = append(out, p)
		} else if out[before].derived && !p.derived {
			out[before] = p
		}
	}
	return out
}

func hidden(p problem) bool {
	return strings.Contains(p.Path, "._")
}
