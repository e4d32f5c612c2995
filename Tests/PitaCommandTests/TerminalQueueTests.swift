import Testing

@testable import pita

/// What waits for a terminal, and what of it is written.
@Suite struct TerminalQueueTests {
    private func all(_ queue: inout TerminalQueue) -> String {
        var text = ""
        while let next = queue.next(lossLine: { "lost \($0)" }) { text += next }
        return text
    }

    @Test func `lines are written once and in order`() {
        var queue = TerminalQueue()
        let lines = (0..<200).map { "line \($0)" }
        for line in lines { queue.add(line, isProgress: line.hasSuffix("7")) }
        #expect(all(&queue) == lines.map { $0 + "\n" }.joined())
        #expect(all(&queue).isEmpty)
    }

    @Test func `when nobody reads, the oldest progress is left out, with a word; nothing else ever is`() {
        var queue = TerminalQueue()
        queue.add("first", isProgress: false)
        for number in 1...(TerminalQueue.mostProgress + 20) {
            queue.add("step \(number)", isProgress: true)
            if number == 5 { queue.add("error", isProgress: false) }
        }
        queue.add("last", isProgress: false)
        let lines = all(&queue).split(separator: "\n")
        #expect(lines.prefix(4) == ["lost 20", "first", "error", "step 21"])
        #expect(lines.suffix(2) == ["step \(TerminalQueue.mostProgress + 20)", "last"])
        #expect(lines.count == TerminalQueue.mostProgress + 4)
    }

    @Test func `of drawings only the last is written, below the lines`() {
        var queue = TerminalQueue()
        for number in 1...1000 { queue.draw(["drawn \(number)"]) }
        queue.add("line", isProgress: true)
        #expect(all(&queue) == "line\ndrawn 1000\n")
        queue.draw(["a", "b"])
        #expect(all(&queue) == "\u{1B}[1A\r\u{1B}[Ja\nb\n")
        queue.draw(["a", "b"])
        #expect(all(&queue).isEmpty)
    }

    @Test func `nothing is drawn after the end`() {
        var queue = TerminalQueue()
        queue.draw(["a"])
        #expect(all(&queue) == "a\n")
        queue.endDrawing()
        queue.draw(["b"])
        queue.add("result", isProgress: false)
        #expect(all(&queue) == "\u{1B}[1A\r\u{1B}[Jresult\n")
    }
}
