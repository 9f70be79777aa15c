package locale

// tagKey is language, script and region of a tag in one number: five bits a letter, whatever its case. A part that is not there is 0.
//
//	bits 0 to 14   language, 2 or 3 letters (ISO 639)
//	bits 15 to 34  script, 4 letters (ISO 15924)
//	bits 35 to 45  region, 2 letters (ISO 3166), or 1024 and the number of a UN M.49 area
type tagKey uint64

const (
	scriptShift   = 15
	regionShift   = 35
	numericRegion = 1024

	languageBits = tagKey(1)<<scriptShift - 1
	scriptBits   = tagKey(1)<<regionShift - 1 - languageBits
)

// newTagKey returns the key of well-formed parts; script and region may be empty.
func newTagKey(p tagParts) tagKey {
	return packTagKey(packLetters(p.base), packLetters(p.script), packRegion(p.region))
}

func packTagKey(language, script, region uint64) tagKey {
	return tagKey(language | script<<scriptShift | region<<regionShift)
}

func (k tagKey) language() tagKey      { return k & languageBits }
func (k tagKey) script() tagKey        { return k & scriptBits }
func (k tagKey) region() tagKey        { return k >> regionShift << regionShift }
func (k tagKey) withoutRegion() tagKey { return k & (languageBits | scriptBits) }

// privateRegion reports whether the region is one of those that stand for no country (ISO 3166, user-assigned): QM to QZ, XA to XZ.
func (k tagKey) privateRegion() bool {
	first, second := k>>(regionShift+5), k>>regionShift&31
	return first == 'X'&31 || first == 'Q'&31 && second >= 'M'&31
}

func packLetters(s string) (n uint64) {
	for i := range len(s) {
		n = n<<5 | uint64(s[i]&31)
	}
	return n
}

func packRegion(region string) (n uint64) {
	if region == "" || region[0] > '9' {
		return packLetters(region)
	}
	for i := range len(region) {
		n = n*10 + uint64(region[i]-'0')
	}
	return numericRegion + n
}
