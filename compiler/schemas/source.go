package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// modules finds the folders of the modules that go.mod pins; Go downloads what is not there and checks it against go.sum.
type modules map[string]string

func downloadModules(program string) (modules, error) {
	names, err := directRequirements("go.mod")
	if err != nil {
		return nil, err
	}
	command := exec.Command(program, append([]string{"mod", "download", "-json"}, names...)...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go mod download: %w", err)
	}
	found := modules{}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for decoder.More() {
		var module struct{ Path, Dir, Error string }
		if err := decoder.Decode(&module); err != nil {
			return nil, err
		}
		if module.Error != "" {
			return nil, fmt.Errorf("%s: %s", module.Path, module.Error)
		}
		found[module.Path] = module.Dir
	}
	return found, nil
}

func directRequirements(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, line := range strings.Split(string(text), "\n") {
		if fields := strings.Fields(line); strings.HasPrefix(line, "\t") && len(fields) >= 2 {
			names = append(names, fields[0])
		}
	}
	return names, nil
}

// folder of a package; empty when no pinned module has it.
func (m modules) folder(importPath string) string {
	for name, dir := range m {
		if importPath == name || strings.HasPrefix(importPath, name+"/") {
			return filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(importPath, name)))
		}
	}
	return ""
}

// declaration is a type of a package as it is written, with the imports of its file.
type declaration struct {
	doc     string
	expr    ast.Expr
	imports map[string]string
}

// goPackage is what a package declares. It is read by its syntax alone: no dependency has to be there, nothing is type-checked.
type goPackage struct {
	types map[string]declaration
	// texts are the constants of each named text type.
	texts map[string][]string
}

func readPackage(folder string) (*goPackage, error) {
	p := &goPackage{types: map[string]declaration{}, texts: map[string][]string{}}
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	for _, name := range names {
		base := filepath.Base(name)
		if strings.HasSuffix(base, "_test.go") || strings.HasPrefix(base, "zz_generated") || strings.HasSuffix(base, ".pb.go") {
			continue
		}
		file, err := parser.ParseFile(files, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.add(file)
	}
	return p, nil
}

func (p *goPackage) add(file *ast.File) {
	imports := map[string]string{}
	for _, spec := range file.Imports {
		where, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(where)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imports[name] = where
	}
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range group.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				doc := s.Doc.Text() + s.Comment.Text()
				// Markers stand in comments that Text leaves out or in those of a group of one.
				for _, comments := range []*ast.CommentGroup{s.Doc, group.Doc} {
					if comments != nil {
						for _, comment := range comments.List {
							doc += "\n" + comment.Text
						}
					}
				}
				p.types[s.Name.Name] = declaration{doc, s.Type, imports}
			case *ast.ValueSpec:
				if kind, ok := s.Type.(*ast.Ident); ok && group.Tok == token.CONST {
					for _, value := range s.Values {
						if text, ok := value.(*ast.BasicLit); ok && text.Kind == token.STRING {
							p.texts[kind.Name] = append(p.texts[kind.Name], text.Value)
						}
					}
				}
			}
		}
	}
}
