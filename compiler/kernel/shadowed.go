package main

import (
	"fmt"
	"path"
	"regexp"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
)

// What CUE says where a name means a field instead of the package: it has not what is asked of it, or nothing uses the import.
var misses = regexp.MustCompile(`undefined field: |cannot call non-function |^imported and not used: `)

// shadowed says why an import is not what a name means: a field of the same name stands nearer (`checkout: checkout.#Builder`).
func (s *space) shadowed(message string, places []position) string {
	if len(places) == 0 || !misses.MatchString(message) {
		return ""
	}
	at := places[0]
	for _, m := range s.modules {
		if m.path != at.Module {
			continue
		}
		file, err := parser.ParseFile(at.File, m.files[at.File])
		if err != nil {
			return ""
		}
		unused := unusedAt(file, at.Line)
		found := ""
		ast.Walk(file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok || found != "" {
				return found == ""
			}
			name, ok := selector.X.(*ast.Ident)
			if !ok || !imports(file, name.Name) || name.Scope == nil {
				return true
			}
			from, to := name.Pos(), selector.Sel.Pos()
			if from.Line() == at.Line && from.Column() <= at.Column && at.Column <= to.Column() || name.Name == unused {
				found = name.Name
				at.Line = from.Line()
			}
			return true
		}, nil)
		if found != "" {
			return fmt.Sprintf(`; in line %d, %s is the field of that name and not what is imported: write the field as "%s"`, at.Line, found, found)
		}
	}
	return ""
}

func imports(file *ast.File, name string) bool {
	for _, spec := range importsOf(file) {
		if importedAs(spec) == name {
			return true
		}
	}
	return false
}

func unusedAt(file *ast.File, line int) string {
	for _, spec := range importsOf(file) {
		if spec.Pos().Line() == line {
			return importedAs(spec)
		}
	}
	return ""
}

func importedAs(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	_, pkg := splitImport(literalText(spec.Path))
	return path.Base(pkg)
}
