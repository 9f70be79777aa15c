//go:build linux

package nemesis_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/parlance/parlance/app/catalog"
)

// wordsOf returns words that nobody else writes: numbers in letters, because a number that the English does not have is an error of a translation.
func wordsOf(numbers ...int) string {
	var b strings.Builder
	b.WriteString("Palabras")
	for _, n := range numbers {
		b.WriteByte(' ')
		for _, digit := range fmt.Sprint(n) {
			b.WriteByte("aeioubcdfg"[digit-'0'])
		}
	}
	return b.String()
}

// numberOf returns the last number of words of [wordsOf], -1 where a page has none with the first number given.
func numberOf(page string, first int) int {
	_, rest, ok := strings.Cut(page, wordsOf(first)+" ")
	if !ok {
		return -1
	}
	n := 0
	for _, c := range rest {
		digit := strings.IndexRune("aeioubcdfg", c)
		if digit < 0 {
			break
		}
		n = 10*n + digit
	}
	return n
}

var hidden = regexp.MustCompile(`name="(source|was)" value="([^"]*)"`)

// form asks for the form of a text, and returns what it holds, nil where it cannot be had at the moment.
func (s *site) form(m *machine, p place) url.Values {
	up, epoch := m.up.Load(), m.epoch.Load()
	status, page, err := m.ask(http.MethodGet, m.work+p.address(), nil, time.Minute)
	values := url.Values{}
	for _, member := range hidden.FindAllStringSubmatch(page, -1) {
		if !values.Has(member[1]) {
			values.Set(member[1], member[2])
		}
	}
	if err == nil && status == http.StatusOK && values.Get("was") != "" {
		return values
	}
	if up && m.epoch.Load() == epoch && status != http.StatusServiceUnavailable { // a machine serves readers before it has joined the others, and says so to editors
		m.dump()
		s.t.Errorf("machine %d shows no form: %d, %v", m.number, status, err)
	}
	return nil
}

// save writes words into a text as a person in a browser does, and reports whether they were saved.
func (s *site) save(m *machine, p place, words string) bool {
	values := s.form(m, p)
	if values == nil {
		return false
	}
	values.Set("other", words)
	values.Set("stay", "1")
	op := operation{p.key, values.Get("was"), catalog.Hash(catalog.Forms{Other: words})}
	began := time.Now()
	status, page, err := m.ask(http.MethodPost, m.work+p.address(), strings.NewReader(values.Encode()), time.Minute)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED): // nobody got it
	case err != nil:
		s.add(m.number, op, began, unknown)
	case status == http.StatusSeeOther:
		s.acknowledged(p.key, words, began)
		s.add(m.number, op, began, wentIn)
		return true
	case status == http.StatusConflict:
		s.add(m.number, op, began, refused)
	case status == http.StatusServiceUnavailable:
		s.add(m.number, op, began, unknown)
		if !strings.Contains(page, words) {
			s.t.Errorf("machine %d could not save, and what was typed is not on its page", m.number)
		}
	default:
		s.add(m.number, op, began, unknown)
		s.t.Errorf("machine %d: saving %s: %d\n%s", m.number, p.key, status, page)
	}
	return false
}

// edit edits texts at one workbench until stop is closed.
func (s *site) edit(m *machine, random *rand.Rand, stop <-chan struct{}) {
	texts := s.texts[:len(s.texts)-each]
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		if !m.up.Load() {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		s.save(m, texts[random.IntN(len(texts))], wordsOf(1, m.number, n))
		time.Sleep(time.Duration(random.IntN(60)) * time.Millisecond)
	}
}
