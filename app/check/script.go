package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scriptNames are the scripts that are told apart, by ISO 15924.
var scriptNames = []struct {
	code, name string
	table      *unicode.RangeTable
}{
	{"Latn", "Latin", unicode.Latin}, {"Cyrl", "Cyrillic", unicode.Cyrillic}, {"Grek", "Greek", unicode.Greek},
	{"Arab", "Arabic", unicode.Arabic}, {"Hebr", "Hebrew", unicode.Hebrew}, {"Deva", "Devanagari", unicode.Devanagari},
	{"Beng", "Bengali", unicode.Bengali}, {"Thai", "Thai", unicode.Thai}, {"Hani", "Han", unicode.Han},
	{"Hira", "Hiragana", unicode.Hiragana}, {"Kana", "Katakana", unicode.Katakana}, {"Hang", "Hangul", unicode.Hangul},
	{"Armn", "Armenian", unicode.Armenian}, {"Geor", "Georgian", unicode.Georgian}, {"Ethi", "Ethiopic", unicode.Ethiopic},
	{"Gujr", "Gujarati", unicode.Gujarati}, {"Guru", "Gurmukhi", unicode.Gurmukhi}, {"Taml", "Tamil", unicode.Tamil},
	{"Telu", "Telugu", unicode.Telugu}, {"Knda", "Kannada", unicode.Kannada}, {"Mlym", "Malayalam", unicode.Malayalam},
	{"Orya", "Oriya", unicode.Oriya}, {"Sinh", "Sinhala", unicode.Sinhala}, {"Laoo", "Lao", unicode.Lao},
	{"Khmr", "Khmer", unicode.Khmer}, {"Mymr", "Myanmar", unicode.Myanmar}, {"Tibt", "Tibetan", unicode.Tibetan},
	{"Mong", "Mongolian", unicode.Mongolian}, {"Thaa", "Thaana", unicode.Thaana}, {"Syrc", "Syriac", unicode.Syriac},
	{"Bopo", "Bopomofo", unicode.Bopomofo},
}

// scriptOf gives the index in scriptNames of a letter's script, and -1 for what belongs to none or to all.
func scriptOf(r rune) int {
	if r < 0x80 {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return 0
		}
		return -1
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == 'µ' || r == 'ª' || r == 'º' {
		return -1
	}
	for i, s := range scriptNames {
		if unicode.Is(s.table, r) {
			return i
		}
	}
	return -1
}

func isScript(r rune, code string) bool {
	i := scriptOf(r)
	return i >= 0 && scriptNames[i].code == code
}

// script reports words in letters that are not the language's: an error where letters of two alphabets that look alike
// stand in one word, or where nobody who reads the language can read them.
func (c *checker) script() {
	if len(c.lang.scripts) == 0 {
		return
	}
	reported := map[string]bool{}
	for _, w := range c.dst.words {
		c.wordScript(w, reported)
	}
	c.foreignLetters()
	c.variants()
}

func (c *checker) wordScript(w word, reported map[string]bool) {
	text := c.dst.prose[w.at:w.end]
	for _, part := range scriptParts(text) {
		code := scriptNames[part.script].code
		if slices.Contains(c.lang.scripts, code) || reported[code] || c.mayStand(part, text) {
			continue
		}
		severity, hint := Error, "write it in the letters of the language"
		if code == "Latn" {
			severity, hint = Warning, "translate the word or write it in the letters of the language; a name that must stay goes into the glossary with keep = true"
		}
		reported[code] = true
		c.reportSeen("script", severity, w.at+part.at, fmt.Sprintf("%s is written in %s letters", quote(part.text), scriptNames[part.script].name), hint)
	}
	if a, b := lookalikes(text); a != "" && !reported["mixed"] {
		reported["mixed"] = true
		c.reportSeen("script", Error, w.at, fmt.Sprintf("the word %s mixes %s and %s letters, which look alike", quote(text), a, b), "type the word again in one alphabet")
	}
}

// scriptPart is a run of letters of one script in a word.
type scriptPart struct {
	at     int
	text   string
	script int
}

func scriptParts(text string) (parts []scriptPart) {
	for i, r := range text {
		s := scriptOf(r)
		if _, digit := digitValue(r); s < 0 || digit && r < 0x80 {
			continue
		}
		if n := len(parts) - 1; n >= 0 && parts[n].script == s && parts[n].at+len(parts[n].text) == i {
			parts[n].text = text[parts[n].at : i+utf8.RuneLen(r)]
			continue
		}
		parts = append(parts, scriptPart{i, string(r), s})
	}
	return parts
}

// mayStand says whether a part of a foreign script may stand there: a word of the English, a short code, a unit, a
// single Greek letter, or a word that the glossary keeps.
func (c *checker) mayStand(p scriptPart, text string) bool {
	lower := foldWord(p.text)
	switch scriptNames[p.script].code {
	case "Latn":
		upper := strings.ToUpper(p.text) == p.text
		return upper && len(p.text) <= 6 || symbols[lower] != "" || c.keepsLatin(p.text) || c.in.Glossary.keeps(lower) ||
			strings.ContainsAny(text, "0123456789") || len(lower) == 1 || shortCode(p.text)
	case "Grek":
		return len([]rune(p.text)) == 1
	case "Hani", "Arab", "Deva", "Beng", "Thai":
		return c.in.Glossary.keeps(lower)
	}
	return false
}

// keepsLatin says whether a word may stay in Latin letters: a name, which has a capital inside an English sentence, or a
// word that is the same on every keyboard.
func (c *checker) keepsLatin(text string) bool {
	if international[foldWord(text)] {
		return true
	}
	for from := 0; unicode.IsUpper(firstRune(text)); {
		i := strings.Index(c.src.prose[from:], text)
		if i < 0 {
			break
		}
		before := strings.TrimRight(c.src.prose[:from+i], " (“")
		if from += i + len(text); before != "" && !strings.ContainsRune(".!?:", runeBefore(before, len(before))) {
			return true
		}
	}
	return false
}

var international = wordSet("cookie cookies web email e-mail internet online app pdf html css javascript wifi")

// shortCode says whether a word is written like a code: a capital inside, as in MSCs or mRNA.
func shortCode(s string) bool {
	return len(s) <= 8 && strings.ContainsFunc(s[1:], unicode.IsUpper)
}

// lookalikes gives the two alphabets that a word mixes, of Latin, Cyrillic and Greek.
func lookalikes(text string) (a, b string) {
	seen := [3]bool{}
	for _, r := range text {
		if s := scriptOf(r); s >= 0 && s < 3 {
			seen[s] = true
		}
	}
	var names []string
	for i, s := range seen {
		if s {
			names = append(names, scriptNames[i].name)
		}
	}
	if len(names) < 2 || seen[2] && len([]rune(text)) <= 3 {
		return "", ""
	}
	return names[0], names[1]
}

// foreignLetters reports letters of the right script that the language does not have: Arabic yeh in Persian.
func (c *checker) foreignLetters() {
	for i, r := range c.dst.prose {
		if r >= 0x80 && slices.Contains(c.lang.foreign, r) {
			c.reportSeen("script", Warning, i, fmt.Sprintf("the letter %s (%s) is not one of this language", quote(string(r)), codePoint(r)), "type it with the keyboard of the language")
			return
		}
	}
}

// variants reports characters of the other Chinese writing.
func (c *checker) variants() {
	other, name := "", ""
	switch c.lang.tag {
	case "zh-Hans":
		other, name = onlyTraditional, "traditional"
	case "zh-Hant":
		other, name = onlySimplified, "simplified"
	default:
		return
	}
	for i, r := range c.dst.prose {
		if r >= 0x3400 && strings.ContainsRune(other, r) {
			c.reportSeen("script", Warning, i, fmt.Sprintf("%s is a %s character", quote(string(r)), name), "write the character of this writing")
			return
		}
	}
}

// Characters that only one Chinese writing has. What both have, such as 后 and 里, is left out.
const (
	onlySimplified  = "们这说对时会个为过进还应疗细两严义习书乐买亲产仅从优传伤伦价备头夺奋妇妈学宁宝实审宽将尝层属岁币师带帮庆库废开异张弹归当彻径忆忧态总恳恶悬惊惯惧愿戏战护报担拟拥拦择损换据摄摆撑无旧显晓晕暂术机杀权条极构标样检楼欢欧毁毕汉汤沟泪洁测济浅浓涛润渐湿满滞灭灯灵炼热爱牵犹独狭猪现环电疮疯痒瘫监盖盘睁矫码确碍种称稳穷窃竞笔签简类粮紧纠红纤约级纪纯纲纳纵纸纹线练组织终绍经结绕绘给络绝统继绩绪续维绵综绿缓编缘缝缩缴网罗罚职联聪肃肠肤肾肿胀胁胆胜胶脉脏脑脓脚脱脸腊腻舰艺节芦苍苏药获莹营蓝虑虽虾蚀蚁补装见观规视览觉触计订认讨让训议讯记讲许论设访证评识诉诊词译试诗诚话诞询该详语误诱请诸读课谁调谅谈谋谓谢谨谱负贡财责败账货质贫购贴贵贷费贺资赋赏赔赖赞赠赢赵趋跃践踪转轮软轻载较辅辆输边达迁运远违连迟选递遗邮邻郑酱释鉴针钙钟钠钱铁银锁错键镜长门闪闭问闲间闷闹闻阅阔队阳阴阵阶际陆陈险随隐难雾静顶项顺须顾顿预领频颈题额风飞饥饭饮饰饱饲饼饿馆马驱驶驻验骂骗骤鱼鲜鸟鸡鸣麦齐齿龄龙"
	onlyTraditional = "們這說對時會個為過進還應療細兩嚴義習書樂買親產僅從優傳傷倫價備夠頭奪奮婦媽學寧寶實審寬將嘗層屬歲幣師帶幫慶庫廢開異張彈強歸當錄徹徑憶憂態總懇惡懸驚慣懼願戲戰護報擔擬擁攔擇掛損換據攝擺撐無舊顯曉暈暫術機殺雜權條極構標樣檢樓歡歐毀畢氣匯漢湯溝沒淚潔測濟淺濃濤潤漸溫濕滿滯滅燈靈煉熱愛牽猶獨狹豬現環電瘡瘋癢癱監蓋盤睜矯碼確礙種稱穩窮竊競筆簽簡類糧緊糾紅纖約級紀純綱納縱紙紋線練組織終紹經結繞繪給絡絕統繼績緒續維綿綜綠緩編緣縫縮繳網羅罰職聯聰肅腸膚腎腫脹脅膽勝膠脈臟腦膿腳脫臉臘膩藝節蘆蒼蘇藥獲瑩營藍慮雖蝦蝕蟻補裝褲見觀規視覽覺觸計訂認討讓訓議訊記講許論設訪證評識訴診詞譯試詩誠話誕詢該詳語誤誘請諸讀課誰調諒談謀謂謝謹譜負貢財責敗賬貨質貧購貼貴貸費賀資賦賞賠賴贊贈贏趙趨躍踐蹤轉輪軟輕載較輔輛輸邊達遷運遠違連遲適選遞遺郵鄰鄭醬釋鑒針鈣鐘鈉錢鐵銀鎖錯鍵鏡長門閃閉問閒間悶鬧聞閱闊隊陽陰陣階際陸陳險隨隱難霧靜頂項順須顧頓預領頻頸題額風飛飢飯飲飾飽飼餅餓館馬驅駛駐驗罵騙驟魚鮮鳥雞鳴麥齊齒齡龍"
)
