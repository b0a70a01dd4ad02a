package main

import (
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
)

// cueFile is one CUE file of a module. The next version of the module takes over the files that have not changed, and with them what was
// read of them; its serial tells it from every other.
type cueFile struct {
	serial int
	text   string
	pkg    *string
	// imports are nil until they are asked for.
	imports []*ast.ImportSpec
}

var lastSerial int

func newCueFile(text string) *cueFile {
	lastSerial++
	return &cueFile{serial: lastSerial, text: text}
}

// packageName reads the package clause; empty where there is none, and for files that say that they are left out.
func (f *cueFile) packageName(name string) string {
	if f.pkg == nil {
		pkg := ""
		if file, _ := parser.ParseFile(name, f.text, parser.PackageClauseOnly); file != nil && !leftOut(file) {
			pkg = file.PackageName()
		}
		f.pkg = &pkg
	}
	return *f.pkg
}

// importSpecs reads what the file imports, as far as it can be read.
func (f *cueFile) importSpecs(name string) []*ast.ImportSpec {
	if f.imports == nil {
		f.imports = []*ast.ImportSpec{}
		if file, _ := parser.ParseFile(name, f.text, parser.ImportsOnly); file != nil {
			f.imports = importsOf(file)
		}
	}
	return f.imports
}

// cueFilesOf makes the CUE files of a module, taking over from an earlier version what is the same, its text as well.
func cueFilesOf(files map[string]string, before *module) map[string]*cueFile {
	out := map[string]*cueFile{}
	for name, text := range files {
		if !strings.HasSuffix(name, ".cue") {
			continue
		}
		if before != nil {
			if known := before.cueFiles[name]; known != nil && known.text == text {
				out[name], files[name] = known, known.text
				continue
			}
		}
		out[name] = newCueFile(text)
	}
	return out
}
