package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// reader turns evaluated pipelines into data and collects every problem on the way.
type reader struct {
	space      *space
	roots      []*node
	tolerant   bool
	provenance bool
	problems   []problem
	// ignored is what tasks say that nothing comes of.
	ignored []problem
	// declared holds the results and parameters of the stage's tasks, each kind as "task/name".
	declared map[string]map[string]bool
}

func (r *reader) fail(v cue.Value, err error) {
	if !r.tolerant && err != nil {
		found := r.space.problems(err, "")
		for i := range found {
			if found[i].Path == "" {
				found[i].Path, found[i].at = v.Path().String(), pathSteps(v)
			}
			if len(found[i].Positions) == 0 {
				found[i].Positions = r.space.placesOf(v)
			}
		}
		r.problems = append(r.problems, found...)
	}
}

func (r *reader) stage(name string, v cue.Value, origins *contributions) stage {
	out := stage{Name: name, Tasks: []task{}, Results: []stageResult{}, Adapters: origins.of(name)}
	r.declared = map[string]map[string]bool{"results": {}, "params": {}}
	r.each(v, "tasks", func(id string, t cue.Value) {
		for kind, names := range r.declared {
			if fields, err := t.LookupPath(pathTo(kind)).Fields(); err == nil {
				for fields.Next() {
					names[id+"/"+fieldName(fields.Selector())] = true
				}
			}
		}
	})
	r.each(v, "tasks", func(id string, t cue.Value) {
		read := r.task(id, t)
		read.Adapters = origins.of(name, "tasks", id)
		read.Leaves = r.leaves(t, name, "tasks", id, taskParts)
		out.Tasks = append(out.Tasks, read)
	})
	r.each(v, "results", func(id string, result cue.Value) {
		out.Results = append(out.Results, stageResult{
			Name:        id,
			Description: r.text(result, "description"),
			Value:       r.reference(result),
			Adapters:    origins.of(name, "results", id),
			Leaves:      r.leaves(result, name, "results", id, [][]string{{"description"}}),
		})
	})
	return out
}

// taskParts are what of a task stands in a manifest.
var taskParts = [][]string{
	{"name"}, {"prefix"}, {"params"}, {"runAfter"}, {"approvalRequired"}, {"when"}, {"input", "constParams"}, {"results"}, {"steps"}, {"volumes"},
	{"workspaces"}, {"sidecars"}, {"stepTemplate"}, {"retries"}, {"timeout"},
}

// leaves traces the parts of a task, or of a result, where that is wanted.
func (r *reader) leaves(v cue.Value, stage, kind, id string, parts [][]string) []leaf {
	out := []leaf{}
	if !r.provenance {
		return out
	}
	t := r.space.stageTracer(r.roots, stage, kind, id)
	for _, part := range parts {
		path, selectors := []any{}, []cue.Selector{}
		for _, step := range part {
			path, selectors = append(path, step), append(selectors, cue.Str(step))
		}
		if found := v.LookupPath(cue.MakePath(selectors...)); found.Exists() {
			t.collect(found, path, &out)
		}
	}
	return out
}

func (r *reader) task(id string, v cue.Value) task {
	out := task{
		ID:               id,
		Name:             r.text(v, "name"),
		Prefix:           r.decided(v, "prefix"),
		PrefixAllParams:  r.flag(v, "prefixAllParams"),
		Params:           []taskParam{},
		RunAfter:         r.texts(v, "runAfter"),
		When:             []whenExpr{},
		ApprovalRequired: r.flag(v, "approvalRequired"),
		UsesAppSecrets:   r.flag(v, "useAppSecrets"),
		Env:              r.text(v, "input.env"),
		ConstParams:      []constParam{},
		Results:          []named{},
		Spec:             map[string]json.RawMessage{},
		Timeout:          r.text(v, "timeout"),
		Leaves:           []leaf{},
	}
	if out.Name == "" {
		out.Name = id
	}
	if retries, err := v.LookupPath(pathTo("retries")).Int64(); err == nil {
		out.Retries = int(retries)
	}
	appParams := map[string]bool{}
	for _, name := range r.texts(v, "appconfigParams") {
		appParams[name] = true
	}
	r.eachAsWritten(v, "params", func(name string, p cue.Value) {
		param := taskParam{Name: name, Description: r.text(p, "desc"), Prefix: r.flag(p, "prefix")}
		if text, ok := concreteText(p.LookupPath(pathTo("default"))); ok {
			param.Default = &text
		}
		r.ignored = append(r.ignored, r.space.ignoredIn(p, id, name)...)
		out.Params = append(out.Params, param)
	})
	out.UsesAppParams = len(appParams) > 0 && declaresAll(out.Params, appParams)
	r.eachAsWritten(v, "results", func(name string, result cue.Value) {
		out.Results = append(out.Results, named{Name: name, Description: r.text(result, "description")})
	})
	r.each(v, "input.constParams", func(name string, value cue.Value) {
		out.ConstParams = append(out.ConstParams, constParam{Name: name, Value: r.reference(value)})
	})
	r.items(v, "when", func(w cue.Value) {
		out.When = append(out.When, whenExpr{
			Input:    r.reference(w.LookupPath(pathTo("input"))),
			Operator: r.text(w, "operator"),
			Values:   r.texts(w, "values"),
		})
	})
	if r.tolerant {
		// A description tells which tasks there are, not what they run.
		return out
	}
	for _, key := range []string{"steps", "volumes", "workspaces", "sidecars", "stepTemplate"} {
		part := v.LookupPath(pathTo(key))
		if !part.Exists() {
			continue
		}
		raw, err := plain(part)
		if err != nil {
			if full := part.Validate(cue.Concrete(true)); full != nil {
				err = full
			}
			r.fail(part, err)
			continue
		}
		out.Spec[key] = raw
	}
	return out
}

// declaresAll is how a task that iterates over the parameters of the application is told from one that does not.
func declaresAll(params []taskParam, names map[string]bool) bool {
	found := 0
	for _, param := range params {
		if names[param.Name] {
			found++
		}
	}
	return found == len(names)
}

func (r *reader) reference(v cue.Value) reference {
	if marks := r.marks(v, refPath, "results"); len(marks) > 0 {
		if len(marks) > 1 && !r.tolerant {
			places := r.space.placesOf(v)
			r.problems = append(r.problems, problem{
				Code:      "cue",
				Message:   fmt.Sprintf("conflicting values %s (results of two tasks)", strings.Join(marks, " and ")),
				Path:      shortPath([]string{v.Path().String()}),
				at:        pathSteps(v),
				Positions: places,
				Adapters:  r.space.adaptersAmong(r.space.owners(places)),
			})
		}
		return reference{Result: strings.SplitN(marks[0], "/", 2)}
	}
	if marks := r.marks(v, prefPath, "params"); len(marks) > 0 {
		return reference{Param: strings.SplitN(marks[0], "/", 2)}
	}
	if text, ok := concreteText(v); ok {
		return reference{Text: &text}
	}
	if err := v.Validate(cue.Concrete(true)); err != nil {
		r.fail(v, err)
	} else if !r.tolerant {
		places, path := r.space.placesOf(v), shortPath(strings.Split(v.Path().String(), "."))
		r.problems = append(r.problems, problem{
			Code:      "not-a-reference",
			Message:   path + " is neither a text nor a result or parameter of a task of its stage",
			Path:      path,
			Positions: places,
			Adapters:  r.space.adaptersAmong(r.space.owners(places)),
		})
	}
	return reference{}
}

func pathSteps(v cue.Value) []string {
	out := []string{}
	for _, selector := range v.Path().Selectors() {
		out = append(out, selector.String())
	}
	return out
}

// marks lists the results or parameters that a value is a copy of.
func (r *reader) marks(v cue.Value, at cue.Path, kind string) []string {
	fields, err := v.LookupPath(at).Fields()
	if err != nil {
		return nil
	}
	out := []string{}
	for fields.Next() {
		if mark := fieldName(fields.Selector()); r.declared[kind][mark] {
			out = append(out, mark)
		}
	}
	sort.Strings(out)
	return out
}

func concreteText(v cue.Value) (string, bool) {
	if !v.Exists() {
		return "", false
	}
	if d, ok := v.Default(); ok {
		v = d
	}
	text, err := v.String()
	return text, err == nil
}

func (r *reader) text(v cue.Value, at string) string {
	found := v.LookupPath(pathTo(at))
	text, _ := concreteText(found)
	if err := found.Err(); found.Exists() && err != nil {
		r.fail(found, err)
	}
	return text
}

// decided reads a text that names something else: one that is left open has to be told, since another name would come out.
func (r *reader) decided(v cue.Value, at string) string {
	found := v.LookupPath(pathTo(at))
	if _, ok := concreteText(found); !ok && found.Exists() && found.Err() == nil {
		r.fail(found, found.Validate(cue.Concrete(true)))
	}
	return r.text(v, at)
}

func (r *reader) flag(v cue.Value, at string) bool {
	found := v.LookupPath(pathTo(at))
	if d, ok := found.Default(); ok {
		found = d
	}
	flag, err := found.Bool()
	if found.Exists() && err != nil {
		r.fail(found, err)
	}
	return flag
}

func (r *reader) texts(v cue.Value, at string) []string {
	out := []string{}
	r.items(v, at, func(item cue.Value) {
		text, ok := concreteText(item)
		if !ok {
			r.fail(item, item.Validate(cue.Concrete(true)))
			return
		}
		out = append(out, text)
	})
	return out
}

func (r *reader) items(v cue.Value, at string, visit func(cue.Value)) {
	found := v.LookupPath(pathTo(at))
	if !found.Exists() {
		return
	}
	if d, ok := found.Default(); ok {
		found = d
	}
	list, err := found.List()
	if err != nil {
		r.fail(found, err)
		return
	}
	for list.Next() {
		visit(list.Value())
	}
}

// eachAsWritten visits fields in the order in which their files have them: the evaluator comes to those with a condition at another time. Fields
// of several files stay in the order in which it comes to the files.
func (r *reader) eachAsWritten(v cue.Value, at string, visit func(string, cue.Value)) {
	type written struct {
		name         string
		value        cue.Value
		file, offset int
	}
	files := map[string]int{}
	fields := []written{}
	r.each(v, at, func(name string, value cue.Value) { fields = append(fields, written{name: name, value: value}) })
	if len(fields) == 1 {
		visit(fields[0].name, fields[0].value)
		return
	}
	for i := range fields {
		if i > 0 {
			fields[i].file, fields[i].offset = fields[i-1].file, fields[i-1].offset
		}
		if pos := writtenAt(fields[i].value); pos.IsValid() {
			if _, known := files[pos.Filename()]; !known {
				files[pos.Filename()] = len(files)
			}
			fields[i].file, fields[i].offset = files[pos.Filename()], pos.Offset()
		}
	}
	sort.SliceStable(fields, func(i, j int) bool {
		a, b := fields[i], fields[j]
		return a.file < b.file || a.file == b.file && a.offset < b.offset
	})
	for _, field := range fields {
		visit(field.name, field.value)
	}
}

// writtenAt is where a field has been given its name, not where a pattern says of all names what they hold.
func writtenAt(v cue.Value) token.Pos {
	for _, conjunct := range conjunctsOf(v, 0) {
		switch source := sourceOf(conjunct).(type) {
		case *ast.Field:
			if _, isPattern := source.Label.(*ast.ListLit); !isPattern {
				return source.Pos()
			}
		case *ast.Comprehension:
			return source.Pos()
		}
	}
	return token.NoPos
}

func (r *reader) each(v cue.Value, at string, visit func(string, cue.Value)) {
	found := v.LookupPath(pathTo(at))
	if !found.Exists() {
		return
	}
	fields, err := found.Fields()
	if err != nil {
		r.fail(found, err)
		return
	}
	// A condition in it that cannot be decided would leave out what it brings without a word.
	r.fail(found, found.Err())
	for fields.Next() {
		if value := fields.Value(); value.IncompleteKind() == cue.BottomKind {
			r.fail(value, value.Err())
		}
		visit(fieldName(fields.Selector()), fields.Value())
	}
}
