package po

// rule says which whole numbers have which plural category (CLDR 48, supplemental/plurals.xml). The first that is true counts.
type rule struct {
	tags                      string
	zero, one, two, few, many string
	rest                      string // the category of all others; "" is other
}

const million = "n!=0 && n%1000000==0"

// rules has every language that go-i18n has a plural rule with more than one category for. A test holds it to go-i18n.
var rules = []rule{
	{tags: "am as bn doi fa gu hi kn kok kok-Latn pcm tg vi zu ff hy kab si ak bho csw guw ln mg nso pa ti wa", one: "n==0 || n==1"},
	{tags: "ast de en et fi fy ia ie io ji lij nl sc sv sw ur yi da", one: "n==1"},
	{tags: `af an asa az bal bem bez bg brx ce cgg chr ckb dv ee el eo eu fo fur gsw ha haw hu jgo jmc ka kaj kcg kk kkj kl ks ksb ku ky lb
		lg mas mgo ml mn mr nah nb nd ne nn nnh no nr ny nyn om or os pap ps rm rof rwk saq sd sdh seh sn so sq ss ssy st syr ta te teo tig
		tk tn tr ts ug uz ve vo vun wae xh xog`, one: "n==1"},
	{tags: "tzm", one: "n<=1 || n>=11 && n<=99"},
	{tags: "is mk", one: "n%10==1 && n%100!=11"},
	{tags: "ceb fil tl", one: "n==1 || n==2 || n==3 || n%10!=4 && n%10!=6 && n%10!=9"},
	{tags: "lv prg", zero: "n%10==0 || n%100>=11 && n%100<=19", one: "n%10==1 && n%100!=11"},
	{tags: "lag blo cv ksh", zero: "n==0", one: "n==1"},
	{tags: "he iw iu naq sat se sma smi smj smn sms", one: "n==1", two: "n==2"},
	{tags: "shi", one: "n==0 || n==1", few: "n>=2 && n<=10"},
	{tags: "mo ro", one: "n==1", few: "n==0 || n%100>=1 && n%100<=19"},
	{tags: "bs hr sh sr", one: "n%10==1 && n%100!=11", few: "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)"},
	{tags: "fr pt", one: "n==0 || n==1", many: million},
	{tags: "ca gl it lld pt-PT scn vec es", one: "n==1", many: million},
	{tags: "gd", one: "n==1 || n==11", two: "n==2 || n==12", few: "n>=3 && n<=10 || n>=13 && n<=19"},
	{tags: "sl dsb hsb", one: "n%100==1", two: "n%100==2", few: "n%100==3 || n%100==4"},
	{tags: "cs sk", one: "n==1", few: "n>=2 && n<=4"},
	{tags: "pl", one: "n==1", few: "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)", rest: "many"},
	{tags: "be ru uk", one: "n%10==1 && n%100!=11", few: "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)", rest: "many"},
	{tags: "lt", one: "n%10==1 && (n%100<11 || n%100>19)", few: "n%10>=2 && (n%100<11 || n%100>19)"},
	{tags: "sgs", one: "n%10==1 && n%100!=11", two: "n==2", few: "n%10>=2 && (n%100<11 || n%100>19)"},
	{tags: "br", one: "n%10==1 && n%100!=11 && n%100!=71 && n%100!=91", two: "n%10==2 && n%100!=12 && n%100!=72 && n%100!=92",
		few:  "(n%10==3 || n%10==4 || n%10==9) && (n%100<10 || n%100>19) && (n%100<70 || n%100>79) && n%100<90",
		many: million},
	{tags: "mt", one: "n==1", two: "n==2", few: "n==0 || n%100>=3 && n%100<=10", many: "n%100>=11 && n%100<=19"},
	{tags: "ga", one: "n==1", two: "n==2", few: "n>=3 && n<=6", many: "n>=7 && n<=10"},
	{tags: "gv", one: "n%10==1", two: "n%10==2", few: "n%20==0"},
	{tags: "kw", zero: "n==0", one: "n==1",
		two: "n%100==2 || n%100==22 || n%100==42 || n%100==62 || n%100==82 || n%1000==0 && (n%100000>=1000 && n%100000<=20000 || " +
			"n%100000==40000 || n%100000==60000 || n%100000==80000) || n%1000000==100000",
		few:  "n%100==3 || n%100==23 || n%100==43 || n%100==63 || n%100==83",
		many: "n%100==1 || n%100==21 || n%100==41 || n%100==61 || n%100==81"},
	{tags: "ar ars", zero: "n==0", one: "n==1", two: "n==2", few: "n%100>=3 && n%100<=10", many: "n%100>=11"},
	{tags: "cy", zero: "n==0", one: "n==1", two: "n==2", few: "n==3", many: "n==6"},
}
