package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

type typeName struct{ path, name string }

// schemas turns types of Go into CUE definitions, beginning with the wanted ones and following every reference.
type schemas struct {
	modules  modules
	packages map[string]*goPackage
	queue    []typeName
	// written holds the text of each definition, by package and name; "" while it waits.
	written map[string]map[string]string
	imports map[string]map[string]bool
}

func newSchemas(m modules) *schemas {
	return &schemas{m, map[string]*goPackage{}, nil, map[string]map[string]string{}, map[string]map[string]bool{}}
}

func (s *schemas) generate(all []wanted) error {
	kinds := map[typeName]string{}
	for _, w := range all {
		for _, name := range append(slices.Clone(w.kinds), w.parts...) {
			if s.reference(w.path, w.path, name) == "_" {
				return fmt.Errorf("%s declares no type %s", w.path, name)
			}
		}
		for _, kind := range w.kinds {
			kinds[typeName{w.path, kind}] = w.apiVersion
		}
	}
	for len(s.queue) > 0 {
		next := s.queue[0]
		s.queue = s.queue[1:]
		s.written[next.path][next.name] = s.definition(next, kinds[next])
	}
	return nil
}

// reference gives the CUE text for a named type and makes sure that it is written. A type of a package that is not pinned is `_`.
func (s *schemas) reference(from, where, name string) string {
	if text, ok := marshalled[where+"."+name]; ok {
		return text
	}
	p := s.read(where)
	if p == nil {
		return "_"
	}
	if _, ok := p.types[name]; !ok {
		return "_"
	}
	if s.written[where] == nil {
		s.written[where] = map[string]string{}
	}
	if _, known := s.written[where][name]; !known {
		s.written[where][name] = ""
		s.queue = append(s.queue, typeName{where, name})
	}
	if from == where {
		return "#" + name
	}
	if s.imports[from] == nil {
		s.imports[from] = map[string]bool{}
	}
	s.imports[from][where] = true
	return alias(where) + ".#" + name
}

func (s *schemas) read(where string) *goPackage {
	if p, ok := s.packages[where]; ok {
		return p
	}
	var p *goPackage
	if folder := s.modules.folder(where); folder != "" {
		p, _ = readPackage(folder)
	}
	s.packages[where] = p
	return p
}

// alias of a package in the files that import it: `core_v1` for k8s.io/api/core/v1.
func alias(where string) string {
	return strings.ReplaceAll(path.Base(path.Dir(where))+"_"+path.Base(where), "-", "_")
}

var enumMarker = regexp.MustCompile(`\+kubebuilder:validation:Enum=(\S+)`)

func (s *schemas) definition(t typeName, apiVersion string) string {
	declared := s.packages[t.path].types[t.name]
	if fields, ok := declared.expr.(*ast.StructType); ok {
		return s.structure(t.path, declared, fields, t.name, apiVersion)
	}
	texts := []string{}
	if marker := enumMarker.FindStringSubmatch(declared.doc); marker != nil {
		for _, text := range strings.Split(marker[1], ";") {
			texts = append(texts, strconv.Quote(strings.Trim(text, `"`)))
		}
	} else if strings.Contains(declared.doc, "+enum") {
		texts = s.packages[t.path].texts[t.name]
	}
	if len(texts) > 0 {
		slices.Sort(texts)
		return strings.Join(slices.Compact(texts), " | ")
	}
	return s.expression(t.path, declared, declared.expr)
}

func (s *schemas) structure(where string, declared declaration, fields *ast.StructType, kind, apiVersion string) string {
	out := strings.Builder{}
	out.WriteString("{\n")
	if apiVersion != "" {
		fmt.Fprintf(&out, "\tapiVersion!: %q\n\tkind!: %q\n", apiVersion, kind)
	}
	for _, field := range fields.Fields.List {
		tag := ""
		if field.Tag != nil {
			text, _ := strconv.Unquote(field.Tag.Value)
			tag = reflect.StructTag(text).Get("json")
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "-" || (len(field.Names) > 0 && !token.IsExported(field.Names[0].Name)) {
			continue
		}
		if len(field.Names) == 0 && name == "" {
			embedded := s.expression(where, declared, field.Type)
			if !(apiVersion != "" && strings.HasSuffix(embedded, ".#TypeMeta")) && embedded != "_" {
				fmt.Fprintf(&out, "\t%s\n", embedded)
			}
			continue
		}
		if name == "" {
			name = field.Names[0].Name
		}
		// What the cluster says about an object is nothing that an adapter writes.
		if apiVersion != "" && name == "status" {
			out.WriteString("\tstatus?: _\n")
			continue
		}
		mark := "!"
		if strings.Contains(options, "omit") || isOptional(field.Doc) {
			mark = "?"
		}
		fmt.Fprintf(&out, "\t%q%s: %s\n", name, mark, s.expression(where, declared, field.Type))
	}
	out.WriteString("}")
	return out.String()
}

func isOptional(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, comment := range doc.List {
		if text := strings.TrimSpace(strings.TrimPrefix(comment.Text, "//")); text == "+optional" || strings.HasPrefix(text, "+kubebuilder:validation:Optional") {
			return true
		}
	}
	return false
}

func (s *schemas) expression(where string, declared declaration, expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return s.identifier(where, e.Name)
	case *ast.SelectorExpr:
		if name, ok := e.X.(*ast.Ident); ok {
			return s.reference(where, declared.imports[name.Name], e.Sel.Name)
		}
	case *ast.StarExpr:
		return s.expression(where, declared, e.X)
	case *ast.ArrayType:
		if item, ok := e.Elt.(*ast.Ident); ok && (item.Name == "byte" || item.Name == "uint8") {
			return "string"
		}
		return "[..." + s.expression(where, declared, e.Elt) + "]"
	case *ast.MapType:
		return "{[string]: " + s.expression(where, declared, e.Value) + "}"
	case *ast.StructType:
		return s.structure(where, declared, e, "", "")
	}
	return "_"
}

func (s *schemas) identifier(where, name string) string {
	switch name {
	case "string", "bool", "int", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64":
		return name
	case "float32", "float64":
		return "number"
	case "any", "error":
		return "_"
	}
	return s.reference(where, where, name)
}

// save writes one file per package.
func (s *schemas) save(folder string) error {
	for where, definitions := range s.written {
		out := strings.Builder{}
		fmt.Fprintf(&out, "package %s\n\n", strings.ReplaceAll(path.Base(where), "-", "_"))
		for _, imported := range sorted(s.imports[where]) {
			fmt.Fprintf(&out, "import %s %q\n", alias(imported), imported)
		}
		for _, name := range sorted(definitions) {
			fmt.Fprintf(&out, "\n#%s: %s\n", name, definitions[name])
		}
		file := filepath.Join(folder, filepath.FromSlash(where), "types_gen.cue")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func sorted[V any](of map[string]V) []string {
	names := make([]string, 0, len(of))
	for name := range of {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
