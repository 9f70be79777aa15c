package app

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// documents are what people read, by their paths from the root.
var documents = []string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "app/docs/design.md", "app/docs/rules.md",
	"app/docs/performance.md", "app/docs/translators.md", "app/docs/authors.md", "app/docs/operators.md", "app/docs/cluster.md"}

// Whoever meets "R17" or "law 3" in the code finds it in the clone.
func TestCitedRulesAndLawsAreWrittenDown(t *testing.T) {
	rules, design := document(t, "app/docs/rules.md"), document(t, "app/docs/design.md")
	cited := regexp.MustCompile(`\b(?:R(\d{1,2})|[Ll]aws? (\d{1,2})(?:(?:, | and | to )(\d{1,2}))*)\b`)
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && path != "..") {
			return filepath.SkipDir
		}
		if ext := filepath.Ext(path); d.IsDir() || ext != ".go" && ext != ".md" {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range cited.FindAllStringSubmatch(string(data), -1) {
			if m[1] != "" && !regexp.MustCompile(`(?m)^- R`+m[1]+` `).MatchString(rules) {
				t.Errorf("%s cites %s, which is not in rules.md", path, m[0])
			}
			for _, law := range m[2:] {
				if law != "" && !strings.Contains(design, "\n"+law+". **") {
					t.Errorf("%s cites %s, which is not in design.md", path, m[0])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestThePictureShowsEveryPackageAndIsDrawnFromItsText(t *testing.T) {
	dot, svg := document(t, "app/docs/dataflow.dot"), document(t, "app/docs/dataflow.svg")
	imports, _ := designed(t)
	for pkg := range imports {
		name, ok := strings.CutPrefix(pkg, "app/")
		if ok && !strings.HasPrefix(name, "internal/") && !strings.Contains(name, "/internal/") && name != "store/storetest" &&
			!strings.Contains(dot, `"`+name+`" [label=`) {
			t.Errorf("dataflow.dot does not show %s", pkg)
		}
	}
	node := regexp.MustCompile(`(?m)^\t+"?([a-z/]+)"? \[label="?([^"]*)`)
	for _, m := range node.FindAllStringSubmatch(dot, -1) {
		for _, line := range strings.Split(m[2], `\n`) {
			if shown := strings.NewReplacer("<", "&lt;", ">", "&gt;", "-", "&#45;").Replace(line); !strings.Contains(svg, ">"+shown+"<") {
				t.Errorf("dataflow.svg does not say %q: run make picture", line)
			}
		}
	}
	if drawn := strings.Count(svg, `class="node"`); drawn != len(node.FindAllString(dot, -1))+strings.Count(dot, `ellipse, style`) {
		t.Errorf("dataflow.svg has %d nodes, and dataflow.dot others: run make picture", drawn)
	}
}

// The README is the front door: a screen for each kind of reader, and the rest behind it.
func TestTheReadmeIsAFrontDoor(t *testing.T) {
	if lines := strings.Count(document(t, "README.md"), "\n"); lines > 160 {
		t.Errorf("README.md has %d lines, more than 160", lines)
	}
}

func TestDocumentsLinkToWhatIsThere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	for _, path := range documents {
		for _, m := range link.FindAllStringSubmatch(document(t, path), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "/") { // elsewhere, or an example of a page's link
				continue
			}
			if _, err := os.Stat(filepath.Join("..", filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", path, m[1])
			}
		}
	}
}

func TestDocumentsNameFilesAndTargetsThatExist(t *testing.T) {
	target, file := regexp.MustCompile("(?:^|`|    )make ([a-z][a-z-]*)"), regexp.MustCompile("`((?:app|cmd)/[A-Za-z0-9_./-]+)`")
	makefile := document(t, "Makefile")
	for _, path := range documents {
		text := document(t, path)
		for _, m := range target.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(makefile, "\n"+m[1]+":") {
				t.Errorf("%s names make %s, which the Makefile has not", path, m[1])
			}
		}
		if path == "CHANGELOG.md" {
			continue
		}
		for _, m := range file.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "pt-BR") { // an example of what is made
				continue
			}
			if _, err := os.Stat(filepath.Join("..", m[1])); err != nil {
				t.Errorf("%s names %s, which is not there", path, m[1])
			}
		}
	}
}

// What the documents call by the name of a file is one.
func TestGoFilesThatDocumentsNameAreThere(t *testing.T) {
	files := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".go" {
			files[d.Name()], files[filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))] = true, true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range documents {
		for _, m := range regexp.MustCompile("`([a-z_/]+\\.go)`").FindAllStringSubmatch(document(t, name), -1) {
			if !files[m[1]] && name != "CHANGELOG.md" {
				t.Errorf("%s names %s, which is not there", name, m[1])
			}
		}
	}
}
