package main

import (
	"path"
	"sort"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/parser"
)

// module is a set of files with a module path; files are indexed by directory, and parsed only when a package is asked for.
type module struct {
	digest   string
	path     string
	language string
	files    map[string]string
	cueFiles map[string]*cueFile
	dirs     map[string][]string
	problem  *problem
	// deps are what the module declares for CUE's own registry, with versions.
	deps []dependency
}

type dependency struct{ path, version string }

func newModule(said moduleSource, before *module) *module {
	m := &module{digest: said.Digest, files: said.Files, cueFiles: cueFilesOf(said.Files, before), dirs: map[string][]string{}}
	for name := range said.Files {
		if isPart(name) {
			dir := path.Dir(name)
			m.dirs[dir] = append(m.dirs[dir], name)
		}
	}
	for _, names := range m.dirs {
		sort.Strings(names)
	}
	m.readModuleFile()
	return m
}

// isPart tells the files that belong to packages from those that CUE keeps for its own commands, tests and editors.
func isPart(name string) bool {
	base := path.Base(name)
	return strings.HasSuffix(base, ".cue") && !strings.HasSuffix(base, "_tool.cue") && !strings.HasSuffix(base, "_test.cue") && !strings.HasPrefix(base, "_") && !strings.HasPrefix(base, ".")
}

func (m *module) readModuleFile() {
	const name = "cue.mod/module.cue"
	text, found := m.files[name]
	if !found {
		m.problem = &problem{Code: "no-module", Message: "The module has no file cue.mod/module.cue"}
		return
	}
	file, err := parser.ParseFile(name, text)
	if err != nil {
		at := errors.Positions(err)
		m.problem = &problem{Code: "cue", Message: "cue.mod/module.cue: " + err.Error()}
		if len(at) > 0 {
			m.problem.Positions = []position{{File: name, Line: at[0].Line(), Column: at[0].Column()}}
		}
		return
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.Field)
		if !ok {
			continue
		}
		label, _, _ := ast.LabelName(f.Label)
		switch label {
		case "module":
			m.path = strings.SplitN(literalText(f.Value), "@", 2)[0]
		case "language":
			m.language = textAt(f.Value, "version")
		case "deps":
			m.deps = dependenciesIn(f.Value)
		}
	}
	if m.path == "" {
		m.problem = &problem{
			Code:      "no-module",
			Message:   "cue.mod/module.cue does not say the path of the module (module: \"<host>/<path>\")",
			Positions: []position{{File: name, Line: 1, Column: 1}},
		}
	}
}

func textAt(value ast.Expr, name string) string {
	for label, inner := range fieldsOf(value) {
		if label == name {
			return literalText(inner)
		}
	}
	return ""
}

// dependenciesIn reads `"example.com/other@v1": v: "v1.2.3"`.
func dependenciesIn(value ast.Expr) []dependency {
	out := []dependency{}
	for label, inner := range fieldsOf(value) {
		path, _, _ := strings.Cut(label, "@")
		out = append(out, dependency{path: path, version: textAt(inner, "v")})
	}
	return out
}

func fieldsOf(value ast.Expr) map[string]ast.Expr {
	out := map[string]ast.Expr{}
	if lit, ok := value.(*ast.StructLit); ok {
		for _, elt := range lit.Elts {
			if f, ok := elt.(*ast.Field); ok {
				label, _, _ := ast.LabelName(f.Label)
				out[label] = f.Value
			}
		}
	}
	return out
}

// splitImport gives directory path and package name of an import path such as `example.com/pipeline/deploy:simple`.
func splitImport(importPath string) (dir, pkg string) {
	dir = strings.TrimSpace(importPath)
	if i := strings.LastIndex(dir, ":"); i > strings.LastIndex(dir, "/") {
		return stripMajor(dir[:i]), dir[i+1:]
	}
	dir = stripMajor(dir)
	return dir, path.Base(dir)
}

func stripMajor(dir string) string {
	if i := strings.Index(dir, "@"); i >= 0 {
		rest := dir[i:]
		if j := strings.Index(rest, "/"); j >= 0 {
			return dir[:i] + rest[j:]
		}
		return dir[:i]
	}
	return dir
}

// canonicalImport writes an import path in its shortest form: `a/b:b` is `a/b`.
func canonicalImport(importPath string) string {
	dir, pkg := splitImport(importPath)
	if path.Base(dir) == pkg {
		return dir
	}
	return dir + ":" + pkg
}

// isBuiltin is true for CUE's own packages, whose first element has no dot. A module may have such a name as well, and then its packages do.
func (s *space) isBuiltin(importPath string) bool {
	if first, _, _ := strings.Cut(importPath, "/"); strings.Contains(first, ".") {
		return false
	}
	dir, pkg := splitImport(importPath)
	for _, m := range s.modules {
		if rel, ok := below(dir, m.path); ok && (rel != "." || len(m.packageFiles(".", rel, pkg)) > 0) {
			return false
		}
	}
	return true
}
