/// Basic regular expressions (POSIX 9.3) as far as commands for devices use them: `.`, `[...]`, `*`, `^`, one group.
struct MiniExpression {
    private enum Item {
        case any, literal(Character), set([ClosedRange<Character>]), open, close
    }
    private var items: [(item: Item, isRepeated: Bool)] = []
    private var isAnchored = false

    init(_ pattern: String) {
        var rest = Array(pattern)[...]
        if rest.first == "^" {
            isAnchored = true
            rest.removeFirst()
        }
        while let first = rest.popFirst() {
            var item = Item.literal(first)
            switch first {
            case ".": item = .any
            case "[":
                var ranges: [ClosedRange<Character>] = []
                while let next = rest.popFirst(), next != "]" {
                    if rest.first == "-", rest.dropFirst().first != "]" {
                        rest.removeFirst()
                        if let last = rest.popFirst() { ranges.append(next...last) }
                    } else {
                        ranges.append(next...next)
                    }
                }
                item = .set(ranges)
            case "\\":
                let escaped = rest.popFirst() ?? "\\"
                item = escaped == "(" ? .open : escaped == ")" ? .close : .literal(escaped)
            default: break
            }
            let isRepeated = rest.first == "*"
            if isRepeated { rest.removeFirst() }
            items.append((item, isRepeated))
        }
    }

    /// Whether a line has a match, and what its group took.
    func match(_ line: some StringProtocol) -> (isFound: Bool, group: String) {
        let text = Array(line)
        for start in isAnchored ? 0...0 : 0...text.count {
            var group: (Int, Int) = (0, 0)
            if run(0, text, start, &group) { return (true, String(text[group.0..<max(group.0, group.1)])) }
        }
        return (false, "")
    }

    private func run(_ index: Int, _ text: [Character], _ place: Int, _ group: inout (Int, Int)) -> Bool {
        guard index < items.count else { return true }
        let (item, isRepeated) = items[index]
        switch item {
        case .open:
            group.0 = place
            return run(index + 1, text, place, &group)
        case .close:
            group.1 = place
            return run(index + 1, text, place, &group)
        default: break
        }
        func takes(_ at: Int) -> Bool {
            guard at < text.count else { return false }
            switch item {
            case .literal(let character): return text[at] == character
            case .set(let ranges): return ranges.contains { $0.contains(text[at]) }
            default: return true
            }
        }
        guard isRepeated else { return takes(place) && run(index + 1, text, place + 1, &group) }
        var end = place
        while takes(end) { end += 1 }
        while end >= place {
            if run(index + 1, text, end, &group) { return true }
            end -= 1
        }
        return false
    }
}
