package main

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/token"
)

// problems turns every error that the evaluator holds into data: one entry a place, with the adapters whose files take part.
func (s *space) problems(err error, adapter string) []problem {
	out := []problem{}
	seen := map[string]bool{}
	for _, e := range errors.Errors(err) {
		message := messageOf(e)
		p := problem{Code: "cue", Message: message, Path: shortPath(e.Path()), at: e.Path(), derived: isDerived(e)}
		owners := map[string]bool{}
		for _, pos := range errors.Positions(e) {
			if at := s.position(pos); at != nil && !slices.Contains(p.Positions, *at) {
				p.Positions = append(p.Positions, *at)
				if owner := s.filePackage[pos.Filename()]; owner != "" {
					owners[owner] = true
				}
			}
		}
		if adapter != "" {
			owners[adapter] = true
		}
		p.Message += s.shadowed(message, p.Positions)
		p.Adapters = s.adaptersAmong(owners)
		if isContradiction(message) || violates(message) {
			s.writtenFirst(p.Positions)
		}
		key := p.Path + "\x00" + p.Message
		if !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	if len(out) == 0 && err != nil {
		out = append(out, problem{Code: "cue", Message: err.Error()})
	}
	return telling(out)
}

// shortPath leaves out what every path of an adapter begins with.
func shortPath(path []string) string {
	text := strings.Join(path, ".")
	text = strings.TrimPrefix(text, "DesignPattern.")
	for _, prefix := range []string{"pipelines.", "resources.app.", "resources.appSetup."} {
		text = strings.TrimPrefix(text, prefix)
	}
	return text
}

// telling drops the count that CUE puts before the errors of a disjunction, and begins with the violated bounds: next to a default CUE
// also says that the value is not the default, which nobody wants to know.
func telling(found []problem) []problem {
	out := []problem{}
	for _, p := range found {
		if !strings.Contains(p.Message, "errors in empty disjunction") {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return found
	}
	sort.SliceStable(out, func(i, j int) bool {
		return violates(out[i].Message) && !violates(out[j].Message)
	})
	return out
}

// violates tells a value that a bound or a check (`strings.HasPrefix("MYSQL_")`) refuses.
func violates(message string) bool {
	return strings.Contains(message, "out of bound") || strings.Contains(message, "does not satisfy")
}

// adaptersAmong prefers adapters to the packages of tasks and types that they share.
func (s *space) adaptersAmong(packages map[string]bool) []string {
	adapters, others := []string{}, []string{}
	for name := range packages {
		if s.adapters[name] {
			adapters = append(adapters, name)
		} else {
			others = append(others, name)
		}
	}
	if len(adapters) == 0 {
		adapters = others
	}
	sort.Strings(adapters)
	return adapters
}

func (s *space) owners(places []position) map[string]bool {
	out := map[string]bool{}
	for _, at := range places {
		if owner := s.filePackage[at.Module+"/"+at.File]; owner != "" {
			out[owner] = true
		}
	}
	return out
}

// messageOf joins what the links of a wrapped error say, without the places that each of them repeats.
func messageOf(e error) string {
	parts := []string{}
	for e != nil {
		ce, ok := e.(errors.Error)
		if !ok {
			parts = append(parts, e.Error())
			break
		}
		format, args := ce.Msg()
		if text := errors.Newf(token.NoPos, format, args...).Error(); text != "" && (len(parts) == 0 || parts[len(parts)-1] != text) {
			parts = append(parts, text)
		}
		e = errors.Unwrap(e)
	}
	return withoutWrapping.ReplaceAllString(strings.Join(parts, ": "), "")
}

// Functions around the one that fails say nothing, and the one that fails says its name itself. A text that a wrong value goes into is not
// what is wrong.
var withoutWrapping = regexp.MustCompile(`invalid interpolation: |error in call to [\w./]+: (?:error in call to [\w./]+: )*`)

func isDerived(e errors.Error) bool {
	format, _ := e.Msg()
	return strings.HasPrefix(format, "invalid interpolation")
}

func (s *space) position(pos token.Pos) *position {
	if !pos.IsValid() || pos.Filename() == "" {
		return nil
	}
	name := pos.Filename()
	if owner := s.fileOwner[name]; owner != nil {
		return &position{Module: owner.path, File: strings.TrimPrefix(name, owner.path+"/"), Line: pos.Line(), Column: pos.Column()}
	}
	return nil
}

// placesOf lists where the parts of a value are written, for errors that do not know it themselves.
func (s *space) placesOf(v cue.Value) []position {
	out := []position{}
	seen := map[position]bool{}
	for _, conjunct := range append([]cue.Value{v}, conjunctsOf(v, 0)...) {
		if at := s.position(conjunct.Pos()); at != nil && !seen[*at] {
			seen[*at] = true
			out = append(out, *at)
		}
	}
	return out
}
