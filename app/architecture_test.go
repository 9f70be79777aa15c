// Package app holds no code; its test holds the packages below it to the design: who may import whom, and who may do what.
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

// imports says which packages of ours each package may import. Data runs one way: files, segments and catalogs, what may be
// published, documents, responses.
var imports = map[string][]string{
	"app/store":           {},
	"app/store/folder":    {"app/store"},
	"app/store/storetest": {"app/store"},
	"app/locale":          {"app/store"},
	"app/textdiff":        {},
	"app/segment":         {"app/store", "app/textdiff"},
	"app/catalog":         {"app/store", "app/segment", "app/textdiff"},
	"app/check":           {"app/store", "app/segment", "app/catalog", "app/check/lang", "app/check/quantity", "app/check/glossary"},
	"app/check/lang":      {},
	"app/check/quantity":  {"app/check/lang"},
	"app/check/glossary":  {"app/check/lang", "app/store"},
	"app/exchange":        {"app/store", "app/segment", "app/catalog"},
	"app/exchange/po":     {"app/exchange", "app/catalog", "app/store"},
	"app/exchange/xliff":  {"app/exchange", "app/segment", "app/catalog", "app/store"},
	"app/document":        {},
	"app/corpus":          {"app/store", "app/segment", "app/catalog", "app/locale", "app/check", "app/check/glossary"},
	"app/render":          {"app/store", "app/segment", "app/catalog", "app/locale", "app/check", "app/check/glossary", "app/corpus", "app/document"},
	"app/site":            {"app/store", "app/locale", "app/corpus", "app/document", "app/render"},
	"app/server":          {"app/render", "app/corpus", "app/document", "app/site", "app/locale", "app/store"},
	"app/workspace":       {"app/store", "app/segment", "app/catalog", "app/locale", "app/check", "app/check/glossary", "app/exchange", "app/exchange/po", "app/exchange/xliff", "app/corpus"},
	"app/cli":             {"app/corpus", "app/workspace", "app/store", "app/store/folder", "app/catalog", "app/locale", "app/check", "app/exchange", "app/site", "app/server", "content", "locales"},
	"cmd/parlance":        {"app/cli"},
}

// everywhere are the packages that all of ours may import.
var everywhere = []string{"app/internal/parallel", "app/internal/background", "app/internal/lazy"}

// reserved says which packages alone may import a library.
var reserved = map[string][]string{
	"github.com/nicksnyder/go-i18n/v2/i18n": {"app/catalog"},
	"github.com/gofiber/fiber/v2":           {"app/server"},
	"github.com/valyala/fasthttp":           {"app/server"},
	"net/http":                              {"app/server"},
	"github.com/fsnotify/fsnotify":          {"app/store/folder"},
	"github.com/yuin/goldmark":              {"app/segment"},
}

// writing are the functions that change a disk: only store/folder calls them.
var writing = regexp.MustCompile(`^os\.(WriteFile|Create|CreateTemp|OpenFile|Mkdir|MkdirAll|MkdirTemp|Rename|Remove|RemoveAll|Truncate|Symlink|Link|Chmod)$`)

type source struct {
	pkg  string // "app/site"
	path string
	file *ast.File
}

// sources parses every file of the program, without tests and generators.
func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	for _, root := range []string{"../app", "../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == "internal" || d.Name() == "testdata") {
				return filepath.SkipDir
			}
			if d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
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

func TestPackagesImportOneWay(t *testing.T) {
	for _, s := range sources(t) {
		allowed, known := imports[s.pkg]
		if !known {
			t.Errorf("%s: the package %s is not in the design", s.path, s.pkg)
		}
		for _, spec := range s.file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if own, ok := strings.CutPrefix(name, module); ok && !slices.Contains(allowed, own) && !slices.Contains(everywhere, own) {
				t.Errorf("%s imports %s, which %s may not", s.path, own, s.pkg)
			}
			for library, who := range reserved {
				if (name == library || strings.HasPrefix(name, library+"/") && strings.Contains(library, ".")) && !slices.Contains(who, s.pkg) {
					t.Errorf("%s imports %s: only %v may", s.path, name, who)
				}
			}
		}
	}
}

func TestOnlyStoreWritesAndOnlyMainExits(t *testing.T) {
	for _, s := range sources(t) {
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
			if writing.MatchString(call) && s.pkg != "app/store/folder" {
				t.Errorf("%s calls %s: only store/folder writes", s.path, call)
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

// The design's own table names the packages; where the design is at hand, the two must agree.
func TestPackagesAreThoseOfTheDesign(t *testing.T) {
	design, err := os.ReadFile("../../shared/DESIGN.md")
	if err != nil {
		t.Skip("the design is not beside this checkout: ", err)
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `((?:app|cmd)/[a-z]+)` \\|").FindAllSubmatch(design, -1) {
		if _, ok := imports[string(m[1])]; !ok {
			t.Errorf("the design names %s, which is not held to anything here", m[1])
		}
	}
	for pkg := range imports {
		if !strings.Contains(string(design), "| `"+pkg+"` |") {
			t.Errorf("the design does not name %s", pkg)
		}
	}
}

func TestEveryPackageSaysWhatItPromises(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		file, err := parser.ParseFile(token.NewFileSet(), s.path, nil, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		documented[s.pkg] = documented[s.pkg] || file.Doc != nil
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment", pkg)
		}
	}
}
