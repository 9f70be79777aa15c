package locale

// rightToLeft are the scripts written from right to left (CLDR 48, scriptMetadata.json, rtl=YES).
var rightToLeft = map[string]bool{
	"Adlm": true, "Arab": true, "Aran": true, "Armi": true, "Avst": true, "Chrs": true, "Cprt": true, "Elym": true, "Gara": true,
	"Hatr": true, "Hebr": true, "Hung": true, "Khar": true, "Lydi": true, "Mand": true, "Mani": true, "Mend": true, "Merc": true,
	"Mero": true, "Narb": true, "Nbat": true, "Nkoo": true, "Orkh": true, "Ougr": true, "Palm": true, "Phli": true, "Phlp": true,
	"Phnx": true, "Prti": true, "Rohg": true, "Samr": true, "Sarb": true, "Sidt": true, "Sogd": true, "Sogo": true, "Syrc": true,
	"Thaa": true, "Yezi": true,
}

// direction returns the value of HTML's dir attribute for text in a script (ISO 15924), "rtl" or "ltr".
func direction(script string) string {
	if rightToLeft[script] {
		return "rtl"
	}
	return "ltr"
}
