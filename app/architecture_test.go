// Package app holds no code; its tests hold the packages below it, and the documents about them, to the design.
package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/parlance/parlance/"

// writing are the functions that change a disk: only store/folder, store/lastgood and publish call them.
var writing = regexp.MustCompile(`^os\.(WriteFile|Create|CreateTemp|OpenFile|Mkdir|MkdirAll|MkdirTemp|Rename|Remove|RemoveAll|Truncate|Symlink|Link|Chmod)$`)

// unbounded are the functions that read a file whatever it is and however large (law 8): store.ReadFile takes their place.
var unbounded = regexp.MustCompile(`^(os|fs|ioutil)\.ReadFile$`)

// maxFiles is how many files of code a package may have.
const maxFiles = 40

type source struct {
	pkg  string // "app/site"
	path string
	file *ast.File
}

// sources parses every file of the program, without tests.
func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	for _, root := range []string{"../app", "../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules") {
				return filepath.SkipDir
			}
			if d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			pkg := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), "../"))
			list = append(list, source{pkg, path, file})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// document returns a document of the project, by its path from the root. One that is missing fails the test: nothing here may be left out.
func document(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A row of one of the two tables of design.md: a package or a library, and the packages that it may import or that may import it.
var (
	packageRow = regexp.MustCompile("(?m)^\\| `((?:app|cmd)/[a-z/]+)` \\| [^|]+ \\| ([^|]*) \\| ?[^|]* ?\\|$")
	libraryRow = regexp.MustCompile("(?m)^\\| `([a-z0-9./-]+)` \\| ([^|]+) \\|$")
	quoted     = regexp.MustCompile("`([^`]+)`")
)

// named returns the packages that a cell of a table names. It names those of app without "app/".
func named(t *testing.T, cell string) (list []string) {
	t.Helper()
	for _, m := range quoted.FindAllStringSubmatch(cell, -1) {
		pkg := "app/" + m[1]
		if _, err := os.Stat(filepath.Join("..", pkg)); err != nil {
			pkg = m[1]
		}
		if _, err := os.Stat(filepath.Join("..", pkg)); err != nil {
			t.Errorf("design.md names %s, which is no package", m[1])
		}
		list = append(list, pkg)
	}
	return list
}

// designed returns what design.md says each package may import, and which packages alone may import a library.
func designed(t *testing.T) (imports, reserved map[string][]string) {
	t.Helper()
	imports, reserved = map[string][]string{}, map[string][]string{}
	design := document(t, "app/docs/design.md")
	for _, m := range packageRow.FindAllStringSubmatch(design, -1) {
		imports[m[1]] = named(t, m[2])
	}
	_, libraries, _ := strings.Cut(design, "Libraries that only some packages may import")
	for _, m := range libraryRow.FindAllStringSubmatch(libraries, -1) {
		reserved[m[1]] = named(t, m[2])
	}
	if len(imports) < 20 || len(reserved) < 5 {
		t.Fatalf("the tables of design.md cannot be read: %d packages, %d libraries", len(imports), len(reserved))
	}
	return imports, reserved
}

// covers reports whether an import path is that of a library or of a package below it. "net/http" does not cover "net/http/pprof".
func covers(library, name string) bool {
	return name == library || strings.HasPrefix(name, library+"/") && strings.Contains(library, ".")
}

func TestPackagesImportWhatTheDesignSays(t *testing.T) {
	imports, reserved := designed(t)
	for _, s := range sources(t) {
		allowed, known := imports[s.pkg]
		if !known {
			t.Errorf("%s: the package %s is not in the table of design.md", s.path, s.pkg)
		}
		for _, spec := range s.file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if own, ok := strings.CutPrefix(name, module); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which %s may not", s.path, own, s.pkg)
			}
			for library, who := range reserved {
				if covers(library, name) && !slices.Contains(who, s.pkg) {
					t.Errorf("%s imports %s: only %v may", s.path, name, who)
				}
			}
		}
	}
}

// What the table allows is what the code needs: a permission that nobody uses is a hole in a wall.
func TestTheDesignAllowsNoImportThatNobodyNeeds(t *testing.T) {
	imports, reserved := designed(t)
	used, libraries := map[[2]string]bool{}, map[[2]string]bool{}
	there := map[string]bool{}
	for _, s := range sources(t) {
		there[s.pkg] = true
		for _, spec := range s.file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if own, ok := strings.CutPrefix(name, module); ok {
				used[[2]string{s.pkg, own}] = true
			}
			for library := range reserved {
				if covers(library, name) {
					libraries[[2]string{s.pkg, library}] = true
				}
			}
		}
	}
	for pkg, allowed := range imports {
		if !there[pkg] {
			t.Errorf("design.md names %s, which has no code", pkg)
		}
		for _, own := range allowed {
			if !used[[2]string{pkg, own}] {
				t.Errorf("design.md lets %s import %s, and it does not", pkg, own)
			}
		}
	}
	for library, who := range reserved {
		for _, pkg := range who {
			if !libraries[[2]string{pkg, library}] {
				t.Errorf("design.md lets %s import %s, and it does not", pkg, library)
			}
		}
	}
}

func TestOnlyTheFolderWritesAndOnlyMainExits(t *testing.T) {
	for _, s := range sources(t) {
		if strings.Contains(s.pkg, "/internal/") { // generators and the sites of tests
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if !ok {
				return true
			}
			call := x.Name + "." + sel.Sel.Name
			if call == "os.Exit" && s.pkg != "cmd/parlance" {
				t.Errorf("%s calls os.Exit", s.path)
			}
			if unbounded.MatchString(call) {
				t.Errorf("%s calls %s: store.ReadFile is bounded and opens no pipe", s.path, call)
			}
			if writing.MatchString(call) && s.pkg != "app/store/folder" && s.pkg != "app/store/lastgood" && s.pkg != "app/publish" {
				t.Errorf("%s calls %s: only store/folder, store/lastgood and publish write", s.path, call)
			}
			return true
		})
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function", s.path)
			}
		}
	}
}

func TestEveryPackageSaysWhatItPromises(t *testing.T) {
	promised := map[string]bool{}
	files := map[string]int{}
	for _, s := range sources(t) {
		files[s.pkg]++
		doc := s.file.Doc.Text()
		promised[s.pkg] = promised[s.pkg] || strings.HasPrefix(doc, "Package ") || strings.HasPrefix(doc, "Command ")
	}
	for pkg, ok := range promised {
		if !ok {
			t.Errorf("%s has no package comment", pkg)
		}
		if files[pkg] > maxFiles {
			t.Errorf("%s has %d files of code, more than %d: it holds more than one thing", pkg, files[pkg], maxFiles)
		}
	}
}

// Exported names are explained, in sentences that begin with the name, as godoc wants them.
func TestExportedNamesAreExplained(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() || f.Recv != nil && !ast.IsExported(receiver(f)) {
				continue
			}
			if doc := f.Doc.Text(); !strings.HasPrefix(doc, f.Name.Name+" ") {
				t.Errorf("%s: the comment of %s does not begin with its name", s.path, f.Name.Name)
			}
		}
	}
}

func receiver(f *ast.FuncDecl) string {
	expr := f.Recv.List[0].Type
	for {
		switch x := expr.(type) {
		case *ast.StarExpr:
			expr = x.X
		case *ast.IndexExpr:
			expr = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
