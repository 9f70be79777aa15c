package search

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"github.com/parlance/parlance/app/internal/leftout"
)

// foldedWord is a word with what it becomes.
type foldedWord struct {
	Text   string `json:"text"`
	Folded string `json:"folded"`
	Marked string `json:"marked"`
	Stop   bool   `json:"stop"`
}

// splitText is a text with its words and clusters, as a script takes it apart: without those that stand in others.
type splitText struct {
	Text   string `json:"text"`
	Tokens string `json:"tokens"`
}

// foldedLanguage is what a script is held to in one language.
type foldedLanguage struct {
	Tag    string          `json:"tag"`
	Tables *LanguageTables `json:"tables"`
	Words  []foldedWord    `json:"words"`
	Texts  []splitText     `json:"texts"`
}

// catalogTexts returns all texts of a locale of this repository.
func catalogTexts(t *testing.T, tag string) (texts []string) {
	t.Helper()
	files, err := filepath.Glob("../../locales/" + tag + "/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no catalogs of %s: %v", tag, err)
	}
	var add func(values map[string]any)
	add = func(values map[string]any) {
		for name, v := range values {
			switch v := v.(type) {
			case map[string]any:
				add(v)
			case string:
				if name != "hash" {
					texts = append(texts, v)
				}
			}
		}
	}
	for _, name := range files {
		var values map[string]any
		if _, err := toml.DecodeFile(name, &values); err != nil {
			t.Fatal(err)
		}
		add(values)
	}
	slices.Sort(texts)
	return texts
}

// outerTokens returns the words and clusters of a text that do not stand in others.
func outerTokens(text string) (list []string) {
	end := 0
	tokens(text, func(t token) bool {
		if t.start >= end {
			list = append(list, t.text)
			end = t.end
		}
		return true
	})
	return list
}

// A script folds every word of every catalog as Go does, and words of random letters of that language and of none, and takes every text apart as Go does.
func TestAScriptFoldsWordsAsGoDoes(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		leftout.SkipBrowser(t, "there is no Node.js")
	}
	interfaces, err := filepath.Glob("../../locales/*/ui.*.toml")
	if err != nil || len(interfaces) == 0 {
		t.Fatalf("no catalogs: %v", err)
	}
	random := rand.New(rand.NewPCG(3, 5))
	odd := []rune("İIıẞßŒæÆøÞђЁёΣςﬁﬀ①²ⅣK’ʼ'‘`´ـٱإآةىیکہ٠१๑５ａＡｱﾞガｶﾞヴヷゕ々\u00ad\u200c\u200d\u0301\u0323\u093c\u0942ड़ড়য়\u0e33กำ\u1100\u1161한가\u2126\u212b𝐀𝟏𠀀🙂\u0345\u05bc\u064b")
	var languages []foldedLanguage
	for _, name := range interfaces {
		l := foldedLanguage{Tag: filepath.Base(filepath.Dir(name))}
		l.Tables = NewLanguageTables(l.Tag)
		known := map[string]bool{}
		var letters []rune
		for _, text := range catalogTexts(t, l.Tag) {
			l.Texts = append(l.Texts, splitText{text, strings.Join(outerTokens(text), "|")})
			for _, w := range outerTokens(text) {
				if !known[w] {
					known[w] = true
					letters = append(letters, []rune(w)...)
				}
			}
		}
		for range 3000 {
			word := make([]rune, 1+random.IntN(8))
			for i := range word {
				word[i] = letters[random.IntN(len(letters))]
				if random.IntN(6) == 0 {
					word[i] = odd[random.IntN(len(odd))]
				}
			}
			known[string(word)] = true
		}
		rules := languageOf(l.Tag)
		for w := range known {
			is := rules.word(w)
			l.Words = append(l.Words, foldedWord{w, is.folded, strings.Replace(is.marked, markedForm(""), markedLetter, 1), is.stop})
		}
		languages = append(languages, l)
	}
	input, err := json.Marshal(map[string]any{"script": "../render/assets/search-folding.js", "folding": NewFoldingTables(), "languages": languages})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "testdata/folding.cjs")
	var said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &said, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	if lines[0] != "" {
		t.Errorf("%d are not folded as they should be: language, word, got, wanted:\n%s", len(lines), strings.Join(lines[:min(20, len(lines))], "\n"))
	}
}
