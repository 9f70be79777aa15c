package check

import (
	"strings"
	"testing"
)

// A page addresses its reader in one way, even where each of its texts does.
func TestATextThatIsFamiliarAmongFormalOnesIsFound(t *testing.T) {
	units := func(tag string, texts ...string) (list []Unit) {
		for i, text := range texts {
			u := Unit{Key: tag + string(rune('a'+i)), Kind: "paragraph"}
			u.Source.Other, u.Text.Other = "Your child.", text
			list = append(list, u)
		}
		return list
	}
	for _, k := range []struct {
		tag   string
		texts []string
		want  int
	}{
		{"fr", []string{"Votre enfant.", "Votre main.", "Appelez votre médecin.", "Vous dormez.", "Ton enfant."}, 1},
		{"fr", []string{"Votre enfant.", "Ton enfant.", "Ta main.", "Vous dormez."}, 0},
		{"fr", []string{"Ton enfant.", "Ta main.", "Tu dors.", "Tes amis.", "Ton sang."}, 0},
		{"ja", []string{"お待ちください。", "飲みます。", "休みます。", "来てください。", "痛みがある。"}, 0},
		{"zh-Hans", []string{"您的孩子。", "请您等待。", "您好。", "您可以来。", "你的孩子。"}, 1},
		{"en-GB", []string{"Your child.", "You."}, 0},
	} {
		if got := MixedAddress(units(k.tag, k.texts...), contextFor(k.tag, nil)); len(got) != k.want {
			t.Errorf("%s %q: %+v", k.tag, k.texts, got)
		}
	}
	u := units("fr", "Votre enfant.", "Votre main.", "Appelez votre médecin.", "Vous dormez.", "Ton enfant.")
	hint := MixedAddress(u, contextFor("fr", nil))[0].Hint
	_, comment, _ := strings.Cut(hint, "# check: ")
	u[4].Comments = []string{"# check: " + strings.Replace(comment, "…", "a child is spoken to", 1)}
	if got := MixedAddress(u, contextFor("fr", nil)); len(got) > 0 {
		t.Errorf("%s does not silence %+v", u[4].Comments, got)
	}
}
