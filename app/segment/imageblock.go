package segment

// image builds a paragraph that is nothing but an image. Its segment is the alternative text; there is none if that is empty.
func (b *blockBuilder) image(lines []span, t inlineText, in scope) (Block, bool) {
	image := t.run.Children[0]
	if image.Title != "" {
		b.faults.add(t.at.start, "the title of an image is not translated: say it in the text that stands for the image")
		return Block{}, false
	}
	if t.rawRun == nil || len(t.rawRun.Children) != 1 || t.rawRun.Children[0].Kind != RunImage {
		b.faults.add(t.at.start, "write the image on one line")
		return Block{}, false
	}
	raw := t.rawRun.Children[0]
	start, end := raw.Start+len("!["), raw.contentEnd
	block := Block{Kind: BlockImage, Segment: -1, Dest: image.Dest}
	if text := oneLine(t.raw[start:end]); text != "" {
		at := span{pageOffset(lines, start), pageOffset(lines, end)}.trim(b.text)
		block.Segment = b.addSegment(KindImage, text, at, in)
	}
	return block, true
}

// pageOffset returns the offset in the page of an offset in its joined lines.
func pageOffset(lines []span, offset int) int {
	for _, l := range lines {
		if n := l.end - l.start; offset >= n && l != lines[len(lines)-1] {
			offset -= n
			continue
		}
		return l.start + offset
	}
	return 0
}
