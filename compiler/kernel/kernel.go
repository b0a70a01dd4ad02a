package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// How many sets of modules stay known, and how many module sources stay known. Older ones are dropped and sent again when wanted.
const (
	keptSpaces  = 4
	keptModules = 32
)

type kernel struct {
	modules map[string]*module
	order   []string
	spaces  []*space
	library *library
}

// Evaluating leaves much behind that is small: collecting it less often is a third of the time. Near the limit, after which the host replaces
// the instance, memory counts more than time.
const (
	collectAtGrowth = 400
	spareMemory     = 384 << 20
	reserved        = 48 << 20
)

func newKernel() *kernel {
	debug.SetGCPercent(collectAtGrowth)
	debug.SetMemoryLimit(spareMemory)
	reserve()
	return &kernel{modules: map[string]*module{}, library: newLibrary()}
}

// reserve takes once what many small compiles come to need anyway: memory of WebAssembly never shrinks, so that it is flat from then on.
func reserve() {
	room := make([]byte, reserved)
	runtime.KeepAlive(room)
	room = nil
	runtime.GC()
}

func (k *kernel) call(text string) (result string) {
	defer func() {
		if failure := recover(); failure != nil {
			result = encode(answer{Errors: []problem{{
				Code:    "internal",
				Message: fmt.Sprintf("The evaluator failed: %v", failure),
				Path:    firstLines(string(debug.Stack()), 24),
			}}})
			k.renew()
		}
	}()
	var req request
	if err := json.Unmarshal([]byte(text), &req); err != nil {
		return encode(answer{Errors: []problem{{Code: "request", Message: err.Error()}}})
	}
	return encode(k.answer(&req))
}

func (k *kernel) answer(req *request) answer {
	if req.Method == "format" {
		return formatted(req.File, req.Text)
	}
	if needs := k.learn(req.Modules); len(needs) > 0 {
		return answer{Needs: needs}
	}
	s, problems := k.space(req.Modules)
	if len(problems) > 0 {
		return answer{Errors: problems}
	}
	switch req.Method {
	case "describe":
		return answer{Value: s.describe(req.Patterns, req.Validate)}
	case "compilePipelines":
		made, problems := s.compilePipelines(req.Patterns, req.AppconfigParams, req.Provenance)
		if len(problems) > 0 {
			return answer{Errors: problems, Ignored: made.Ignored}
		}
		return answer{Value: made}
	case "compileInfrastructure":
		made, problems := s.compileInfrastructure(req.Patterns, req.Setup, req.Provenance)
		if len(problems) > 0 {
			return answer{Errors: problems, Ignored: made.Ignored}
		}
		return answer{Value: made}
	case "read":
		data, problems := s.read(req.Patterns)
		if len(problems) > 0 {
			return answer{Errors: problems}
		}
		return answer{Value: map[string]any{"data": data}}
	default:
		return answer{Errors: []problem{{Code: "request", Message: "unknown method " + req.Method}}}
	}
}

// learn keeps the sources that came with the request and tells which digests are unknown here. What a request names is newest, so that nothing
// which it needs is dropped for the rest of it.
func (k *kernel) learn(sources []moduleSource) []string {
	needs := []string{}
	for _, source := range sources {
		if k.modules[source.Digest] == nil {
			if source.Files == nil {
				needs = append(needs, source.Digest)
				continue
			}
			k.modules[source.Digest] = newModule(source, k.before(source))
		}
		older := slices.DeleteFunc(k.order, func(digest string) bool { return digest == source.Digest })
		k.order = append(older, source.Digest)
	}
	for len(k.order) > keptModules+len(sources) {
		delete(k.modules, k.order[0])
		k.order = k.order[1:]
	}
	return needs
}

// before is the newest module that begins with the same module file: most likely the version that somebody has edited.
func (k *kernel) before(said moduleSource) *module {
	const name = "cue.mod/module.cue"
	for i := len(k.order) - 1; i >= 0; i-- {
		if known := k.modules[k.order[i]]; known != nil && known.files[name] == said.Files[name] {
			return known
		}
	}
	return nil
}

// renew lets go of everything that was built.
func (k *kernel) renew() {
	k.spaces, k.library = nil, newLibrary()
}

func (k *kernel) space(sources []moduleSource) (*space, []problem) {
	digests := make([]string, len(sources))
	modules := make([]*module, len(sources))
	for i, source := range sources {
		digests[i] = source.Digest
		modules[i] = k.modules[source.Digest]
		if modules[i].problem != nil {
			return nil, []problem{*modules[i].problem}
		}
	}
	key := strings.Join(digests, " ")
	for i, s := range k.spaces {
		if s.key == key {
			k.spaces = append(append(k.spaces[:i:i], k.spaces[i+1:]...), s)
			return s, nil
		}
	}
	if k.library.isWorn() {
		k.renew()
	}
	s := newSpace(key, modules, k.library)
	k.spaces = append(k.spaces, s)
	if len(k.spaces) > keptSpaces {
		k.spaces = k.spaces[1:]
	}
	return s, nil
}

func encode(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return `{"errors":[{"code":"internal","message":"The answer could not be written"}]}`
	}
	return string(text)
}

func firstLines(text string, count int) string {
	lines := strings.SplitN(text, "\n", count+1)
	return strings.Join(lines[:min(count, len(lines))], "\n")
}
