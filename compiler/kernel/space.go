package main

import (
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"
)

// space is a set of modules that see each other, with everything built from them so far. Packages are built once, on demand, and shared with
// other spaces by the library.
type space struct {
	key      string
	modules  []*module
	library  *library
	cue      *cue.Context
	build    *build.Context
	packages map[string]*build.Instance
	loading  []string
	values   map[string]cue.Value
	// fileOwner and filePackage are keyed by the file name that positions carry: module path, slash, path below the module root.
	fileOwner   map[string]*module
	filePackage map[string]string
	// adapters are the packages that were used as one.
	adapters map[string]bool
	// known are the trees of the uses whose resources were asked for last.
	known map[string]*node
	// guards are the clauses of comprehensions, by file, as far as they were asked for.
	guards map[string][]guard
}

func newSpace(key string, modules []*module, shared *library) *space {
	shared.spaces++
	s := &space{
		key:         key,
		modules:     modules,
		library:     shared,
		cue:         shared.cue,
		packages:    map[string]*build.Instance{},
		values:      map[string]cue.Value{},
		fileOwner:   map[string]*module{},
		filePackage: map[string]string{},
		adapters:    map[string]bool{},
		guards:      map[string][]guard{},
	}
	s.build = build.NewContext(build.Loader(s.load))
	return s
}

// load answers an import of the evaluator; nil means one of its own packages.
func (s *space) load(pos token.Pos, importPath string) *build.Instance {
	if s.isBuiltin(importPath) {
		return nil
	}
	id := s.idOf(s.fileOwner[pos.Filename()], importPath)
	for i, waiting := range s.loading {
		if waiting == id {
			inst := s.build.NewInstance("", s.load)
			inst.ReportError(errors.Newf(pos, "import cycle: %s", strings.Join(append(s.loading[i:], id), " -> ")))
			return inst
		}
	}
	if inst := s.packages[id]; inst != nil {
		return inst
	}
	s.loading = append(s.loading, id)
	inst := s.assemble(pos, id)
	s.loading = s.loading[:len(s.loading)-1]
	s.packages[id] = inst
	return inst
}

func (s *space) assemble(pos token.Pos, id string) *build.Instance {
	dir, pkg := splitImport(id)
	place := s.find(dir, pkg)
	if place == nil {
		inst := s.instance(id, pkg)
		if err := s.unreadable(dir); err != nil {
			inst.ReportError(err)
			return inst
		}
		inst.ReportError(errors.Newf(pos, "cannot find package %q: %s", id, s.whyNotFound(dir, pkg, pos.IsValid())))
		return inst
	}
	s.note(id, place)
	imports := []*build.Instance{}
	var missing errors.Error
	for _, name := range place.files {
		for _, spec := range place.module.cueFiles[name].importSpecs(place.module.path + "/" + name) {
			if imported := s.load(spec.Pos(), literalText(spec.Path)); imported != nil {
				imports = append(imports, imported)
				missing = errors.Append(missing, imported.Err)
			}
		}
	}
	if missing != nil {
		// All of them: left to itself the evaluator stops at the first.
		inst := s.instance(id, pkg)
		inst.ReportError(missing)
		return inst
	}
	key := s.library.keyOf(id, place, imports)
	if known := s.library.packages[key]; known != nil {
		return known
	}
	inst := s.instance(id, pkg)
	inst.Module = place.module.path
	for _, name := range place.files {
		if !s.addFile(inst, place.module, name) {
			return inst
		}
	}
	_ = inst.Complete()
	s.library.keep(key, inst)
	return inst
}

func (s *space) instance(id, pkg string) *build.Instance {
	inst := s.build.NewInstance("", s.load)
	inst.ImportPath = id
	inst.PkgName = pkg
	return inst
}

// note remembers whose the files of a package are, for positions.
func (s *space) note(id string, place *packagePlace) {
	for _, name := range place.files {
		fileName := place.module.path + "/" + name
		s.fileOwner[fileName] = place.module
		if _, known := s.filePackage[fileName]; !known || path.Dir(name) == path.Dir(place.files[0]) {
			s.filePackage[fileName] = id
		}
	}
}

// addFile reads one file of a package in today's language; an error stays with the package.
func (s *space) addFile(inst *build.Instance, m *module, name string) bool {
	options := []parser.Option{parser.ParseComments}
	if m.language != "" {
		options = append(options, parser.Version(m.language))
	}
	file, err := parser.ParseFile(m.path+"/"+name, m.files[name], options...)
	if err != nil {
		inst.ReportError(errors.Promote(err, "parse"))
		return false
	}
	for _, spec := range importsOf(file) {
		name := literalText(spec.Path)
		if strings.HasPrefix(name, "tool/") {
			inst.ReportError(errors.Newf(spec.Pos(), "%q is for commands of CUE: adapters are evaluated without files, network and programs", name))
			return false
		}
		spec.Path.Value = strconv.Quote(s.idOf(m, name))
	}
	if err := modernise(file); err != nil {
		inst.ReportError(errors.Promote(err, "source fix"))
		return false
	}
	bindOwnName(file)
	return inst.AddSyntax(file) == nil
}

type packagePlace struct {
	module *module
	files  []string
}

// vendorFolder is what stands between the path of a module and that of a package which it has vendored, where both name the package.
const vendorFolder = "cue.mod/"

// find looks for a package in the modules, in their order: below the module path, else in what a module has vendored.
func (s *space) find(dir, pkg string) *packagePlace {
	for _, m := range s.modules {
		if rel, ok := below(dir, m.path); ok {
			files := []string{}
			if vendored, ok := strings.CutPrefix(rel, vendorFolder); ok {
				files = m.vendored(vendored, pkg)
			} else {
				files = m.packageFiles(".", rel, pkg)
			}
			if len(files) > 0 {
				return &packagePlace{m, files}
			}
		}
	}
	for _, m := range s.modules {
		if files := m.vendored(dir, pkg); len(files) > 0 {
			return &packagePlace{m, files}
		}
	}
	return nil
}

// idOf is what a package is known by that a file of a module imports: the shortest form of its path. A module that has vendored it means its
// own copy, also where a module before it has vendored another one: that copy is known by both paths.
func (s *space) idOf(from *module, importPath string) string {
	id := canonicalImport(importPath)
	if from == nil || s.isBuiltin(id) {
		return id
	}
	dir, pkg := splitImport(id)
	if len(from.vendored(dir, pkg)) == 0 {
		return id
	}
	place := s.find(dir, pkg)
	if place.module == from || !strings.HasPrefix(place.files[0], vendorFolder) {
		return id
	}
	return canonicalImport(from.path + "/" + vendorFolder + dir + ":" + pkg)
}

// vendored lists the files of a package below cue.mod, whose folders pkg, gen and usr are one: what is generated, and what somebody wrote on
// top of it.
func (m *module) vendored(dir, pkg string) []string {
	files := []string{}
	for _, root := range []string{"cue.mod/pkg", "cue.mod/gen", "cue.mod/usr"} {
		files = append(files, m.packageFiles(root, dir, pkg)...)
	}
	return files
}

// unreadable is what is wrong with the one file of a directory that says no package, which is then most likely the one that is looked for.
func (s *space) unreadable(dir string) errors.Error {
	for _, m := range s.modules {
		rel, ok := below(dir, m.path)
		if !ok || len(m.packagesIn(rel)) > 0 {
			continue
		}
		for _, name := range m.dirs[path.Clean(rel)] {
			fileName := m.path + "/" + name
			if _, err := parser.ParseFile(fileName, m.files[name], parser.PackageClauseOnly); err != nil {
				s.fileOwner[fileName] = m
				return errors.Promote(err, "")
			}
		}
	}
	return nil
}

// whyNotFound says what there is instead: to a QVS Config, which names adapters, or to a file that imports any package.
func (s *space) whyNotFound(dir, pkg string, imported bool) string {
	for _, m := range s.modules {
		for _, dep := range m.deps {
			if _, ok := below(dir, dep.path); ok {
				return fmt.Sprintf("%s declares it for CUE's own registry, and it was not fetched from there: name %s with the revision %s under modules, or bring it below cue.mod/pkg with `linewright adapter get %s@%s`", m.path, dep.path, dep.version, dep.path, dep.version)
			}
		}
	}
	names := []string{}
	for _, m := range s.modules {
		names = append(names, m.path)
		if rel, ok := below(dir, m.path); ok {
			if packages := m.packagesIn(rel); len(packages) > 0 {
				near := nearest(pkg, packages)
				if near != "" {
					near = "; did you mean " + near + "?"
				}
				return fmt.Sprintf("the directory holds the packages %s, not %s%s", strings.Join(packages, ", "), pkg, near)
			}
			if len(m.dirs[path.Clean(rel)]) > 0 {
				return fmt.Sprintf("no CUE file in the directory %s begins with `package %s`", rel, pkg)
			}
			known := m.adapters()
			if imported {
				known = m.packagePaths()
			}
			return fmt.Sprintf("module %s has no CUE files in the directory %s%s", m.path, rel, alternatives(canonicalImport(dir+":"+pkg), known))
		}
	}
	if len(names) == 0 {
		return "no module is named in the QVS Config"
	}
	return "none of the modules has it: " + strings.Join(names, ", ")
}

func below(dir, modulePath string) (string, bool) {
	if dir == modulePath {
		return ".", true
	}
	return strings.CutPrefix(dir, modulePath+"/")
}

// packageFiles lists the files of a package; a package also has what the folders above it, up to the root, say under its name.
func (m *module) packageFiles(root, dir, pkg string) []string {
	files := []string{}
	for at := path.Join(root, dir); ; at = path.Dir(at) {
		for _, name := range m.dirs[at] {
			if m.cueFiles[name].packageName(name) == pkg {
				files = append(files, name)
			}
		}
		if len(files) == 0 || at == path.Clean(root) || at == "." {
			return files
		}
	}
}

// packagePaths are the import paths of all packages that the module has itself.
func (m *module) packagePaths() []string {
	paths := []string{}
	for _, dir := range sortedNames(m.dirs) {
		if strings.HasPrefix(dir, "cue.mod") {
			continue
		}
		for _, pkg := range m.packagesIn(dir) {
			paths = append(paths, canonicalImport(path.Join(m.path, dir)+":"+pkg))
		}
	}
	return paths
}

func (m *module) packagesIn(dir string) []string {
	packages := []string{}
	seen := map[string]bool{}
	for _, name := range m.dirs[path.Clean(dir)] {
		if pkg := m.cueFiles[name].packageName(name); pkg != "" && !seen[pkg] {
			seen[pkg] = true
			packages = append(packages, pkg)
		}
	}
	return packages
}

// pattern builds the package of an adapter and gives its field DesignPattern.
func (s *space) pattern(importPath string) (cue.Value, []problem) {
	id := canonicalImport(importPath)
	if value, ok := s.values[id]; ok {
		return value, nil
	}
	if s.isBuiltin(id) {
		return cue.Value{}, []problem{{Code: "no-package", Message: fmt.Sprintf("%q is not an import path: it starts with a host name, as in example.com/module/adapter", importPath)}}
	}
	s.loading = nil
	inst := s.load(token.NoPos, id)
	if inst.Err != nil {
		return cue.Value{}, s.problems(inst.Err, "")
	}
	root := s.cue.BuildInstance(inst)
	if err := root.Err(); err != nil && !root.LookupPath(cue.ParsePath("DesignPattern")).Exists() {
		return cue.Value{}, s.problems(err, "")
	}
	value := root.LookupPath(cue.ParsePath("DesignPattern"))
	if !value.Exists() {
		return cue.Value{}, []problem{{Code: "no-pattern", Message: fmt.Sprintf("package %s has no field DesignPattern", id), Adapters: []string{id}}}
	}
	s.values[id] = value
	return value, nil
}

// read gives a whole package as data: the definition of tests, for example.
func (s *space) read(uses []patternUse) (json.RawMessage, []problem) {
	if len(uses) != 1 {
		return nil, []problem{{Code: "request", Message: "read takes one package"}}
	}
	s.loading = nil
	inst := s.load(token.NoPos, canonicalImport(uses[0].Pattern))
	if inst == nil || inst.Err != nil {
		if inst == nil {
			return nil, []problem{{Code: "no-package", Message: uses[0].Pattern + " is not an import path"}}
		}
		return nil, s.problems(inst.Err, "")
	}
	value := s.cue.BuildInstance(inst)
	data, err := plain(value)
	if err != nil {
		return nil, s.problems(err, "")
	}
	return data, nil
}

func literalText(expr ast.Expr) string {
	if lit, ok := expr.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		return strings.Trim(lit.Value, `"`)
	}
	return ""
}

func importsOf(file *ast.File) []*ast.ImportSpec {
	out := []*ast.ImportSpec{}
	for _, decl := range file.Decls {
		if imports, ok := decl.(*ast.ImportDecl); ok {
			out = append(out, imports.Specs...)
		}
	}
	return out
}
