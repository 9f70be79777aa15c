package render

import (
	"reflect"
	"testing"
	"unsafe"

	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// A guide is written from its inputs alone: neither they nor its writer lead to a whole view, to all pages or to another locale's edition. A
// workbench, whose documents are never reused, is the one exception.
func TestGuidesReachNothingBesideTheirInputs(t *testing.T) {
	forbidden := map[reflect.Type]bool{
		reflect.TypeFor[View](): true, reflect.TypeFor[corpus.Corpus](): true, reflect.TypeFor[corpus.Page](): true, reflect.TypeFor[Strings](): true,
	}
	seen := map[reflect.Type]bool{reflect.TypeFor[audience](): true}
	var walk func(of reflect.Type, path string)
	walk = func(of reflect.Type, path string) {
		if forbidden[of] {
			t.Errorf("%s leads to %s", path, of)
		}
		if seen[of] {
			return
		}
		seen[of] = true
		switch of.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(of.Elem(), path)
		case reflect.Map:
			walk(of.Key(), path)
			walk(of.Elem(), path)
		case reflect.Struct:
			for i := range of.NumField() {
				walk(of.Field(i).Type, path+"."+of.Field(i).Name)
			}
		}
	}
	walk(reflect.TypeFor[GuideInputs](), "GuideInputs")
	walk(reflect.TypeFor[writer](), "writer")
	walk(reflect.TypeFor[listEntry](), "listEntry")
}

// Every single input matters: where one differs, a document is made anew.
func TestEveryInputOfADocumentIsCompared(t *testing.T) {
	f := sitetest.New(t)
	f.Sync()
	c, err := corpus.NewReader(f.Trees()).Read(corpus.Changes{})
	if err != nil {
		t.Fatal(err)
	}
	v := New(c, Options{Origin: "https://example.org"}, time.Now(), nil)
	l := v.Locales.English()
	in := v.PageInputs(v.Pages[0]).In(l)
	doc := in.Render()
	if !in.Makes(doc, v.PageInputs(v.Pages[0]).In(l)) {
		t.Fatal("the same inputs are not the same")
	}
	doc.Links = append(doc.Links, tooManyLinks) // so that which pages there are matters
	eachLeaf(reflect.ValueOf(&in).Elem(), "GuideInputs", func(leaf reflect.Value, path string) {
		before := reflect.New(leaf.Type()).Elem()
		before.Set(leaf)
		leaf.Set(other(leaf))
		if in.Makes(doc, v.PageInputs(v.Pages[0]).In(l)) {
			t.Errorf("%s is not compared", path)
		}
		leaf.Set(before)
	})
	list := v.GuideListInputs(l)
	eachLeaf(reflect.ValueOf(&list.guideListShared).Elem(), "guideListShared", func(leaf reflect.Value, path string) {
		before := reflect.New(leaf.Type()).Elem()
		before.Set(leaf)
		leaf.Set(other(leaf))
		if list.Equal(v.GuideListInputs(l)) {
			t.Errorf("%s is not compared", path)
		}
		leaf.Set(before)
	})
}

// eachLeaf calls f for every field that is no struct, settable.
func eachLeaf(v reflect.Value, path string, f func(leaf reflect.Value, path string)) {
	if v.Kind() != reflect.Struct {
		f(reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem(), path)
		return
	}
	for i := range v.NumField() {
		eachLeaf(v.Field(i), path+"."+v.Type().Field(i).Name, f)
	}
}

// other returns another value of the same type.
func other(v reflect.Value) reflect.Value {
	x := reflect.New(v.Type()).Elem()
	if !v.IsZero() && v.Kind() != reflect.Pointer {
		return x
	}
	switch v.Kind() {
	case reflect.Bool:
		x.SetBool(true)
	case reflect.String:
		x.SetString("x")
	case reflect.Pointer:
		x.Set(reflect.New(v.Type().Elem()))
	case reflect.Array:
		x.Index(0).Set(other(v.Index(0)))
	case reflect.Uint64:
		x.SetUint(1)
	default:
		panic("no other value of " + v.Type().String())
	}
	return x
}
