package check

import (
	"fmt"
	"strings"
)

// variants reports characters of the other Chinese writing.
func (c *checker) variants() {
	other, name := "", ""
	switch c.lang.Tag {
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
	onlySimplified  = "们这说对时会个为过进还应疗细两严义习书乐买亲产仅从优传伤伦价备头夺奋妇妈学宁宝实审宽将尝层属岁币师带帮庆库废开异张弹归当彻径忆忧态总恳恶悬惊惯惧愿戏战护报担拟拥拦择损换据摄摆撑无旧显晓晕暂术机杀权条极构标样检楼欢欧毁毕汉汤沟泪洁测济浅浓涛润渐湿满滞灭灯灵炼热爱牵犹独狭猪现环电疮疯痒瘫监盖盘睁矫码确碍种称稳穷窃竞笔签简类粮紧纠红纤约级纪纯纲纳纵纸纹线练组织终绍经结绕绘给络绝统继绩绪续维绵综绿缓编缘缝缩缴网罗罚职联聪肃肠肤肾肿胀胁胆胶脉脏脑脓脚脱脸腊腻舰艺节芦苍苏药获莹营蓝虑虽虾蚀蚁补装见观规视览觉触计订认讨让训议讯记讲许论设访证评识诉诊词译试诗诚话诞询该详语误诱请诸读课谁调谅谈谋谓谢谨谱负贡财责败账货质贫购贴贵贷费贺资赋赏赔赖赞赠赢赵趋跃践踪转轮软轻载较辅辆输边达迁运远违连迟选递遗邮邻郑酱释鉴针钙钟钠钱铁银锁错键镜长门闪闭问闲间闷闹闻阅阔队阳阴阵阶际陆陈险随隐难雾静顶项顺须顾顿预领频颈题额风飞饥饭饮饰饱饲饼饿馆马驱驶驻验骂骗骤鱼鲜鸟鸡鸣麦齐齿龄龙"
	onlyTraditional = "們這說對時會個為過進還應療細兩嚴義習書樂買親產僅從優傳傷倫價備夠頭奪奮婦媽學寧寶實審寬將嘗層屬歲幣師帶幫慶庫廢開異張彈強歸當錄徹徑憶憂態總懇惡懸驚慣懼願戲戰護報擔擬擁攔擇掛損換據攝擺撐無舊顯曉暈暫術機殺雜權條極構標樣檢樓歡歐毀畢氣匯漢湯溝沒淚潔測濟淺濃濤潤漸溫濕滿滯滅燈靈煉熱愛牽猶獨狹豬現環電瘡瘋癢癱監蓋盤睜矯碼確礙種稱穩窮竊競筆簽簡類糧緊糾紅纖約級紀純綱納縱紙紋線練組織終紹經結繞繪給絡絕統繼績緒續維綿綜綠緩編緣縫縮繳網羅罰職聯聰肅腸膚腎腫脹脅膽勝膠脈臟腦膿腳脫臉臘膩藝節蘆蒼蘇藥獲瑩營藍慮雖蝦蝕蟻補裝褲見觀規視覽覺觸計訂認討讓訓議訊記講許論設訪證評識訴診詞譯試詩誠話誕詢該詳語誤誘請諸讀課誰調諒談謀謂謝謹譜負貢財責敗賬貨質貧購貼貴貸費賀資賦賞賠賴贊贈贏趙趨躍踐蹤轉輪軟輕載較輔輛輸邊達遷運遠違連遲適選遞遺郵鄰鄭醬釋鑒針鈣鐘鈉錢鐵銀鎖錯鍵鏡長門閃閉問閒間悶鬧聞閱闊隊陽陰陣階際陸陳險隨隱難霧靜頂項順須顧頓預領頻頸題額風飛飢飯飲飾飽飼餅餓館馬驅駛駐驗罵騙驟魚鮮鳥雞鳴麥齊齒齡龍"
)
