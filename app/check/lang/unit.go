package lang

// Unit is the size of a unit in its measure: that of mg is 0.001 of g.
type Unit struct {
	Of   string  `toml:"of"` // the unit of the measure
	Size float64 `toml:"size"`
}

// UnitOf returns the size of a unit.
func UnitOf(name string) (u Unit, ok bool) {
	u, ok = known().Units[name]
	return u, ok
}

// UnitSymbol returns the unit of a symbol, in lower case, "" for none.
func UnitSymbol(lower string) string {
	e, _ := known().Symbols.Word(lower)
	return e.Unit
}
