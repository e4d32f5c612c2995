/// The blocks of a grammar by the words that they begin with and by their kinds: a grammar has a hundred of them, and each line
/// of a config asks.
struct LineBlockIndex: Sendable {
    /// A block that is looked at without a copy.
    final class Box: Sendable {
        let block: LineGrammar.Block

        init(_ block: LineGrammar.Block) { self.block = block }
    }

    /// By the section that they stand in and their first word.
    private var byWord: [String: [String: [Box]]] = [:]
    /// By the section of the blocks themselves: `policy-map > class`.
    private var bySection: [String: [Box]] = [:]

    /// The index of the blocks of each section.
    init(_ blocks: [String: [LineGrammar.Block]] = [:]) {
        for (section, blocks) in blocks {
            for block in blocks {
                let box = Box(block)
                if let word = block.words.first { byWord[section, default: [:]][word, default: []].append(box) }
                let own = section.isEmpty ? block.kind : section + LinePath.separator + block.kind
                bySection[own, default: []].append(box)
            }
        }
    }

    /// The block with the most words that a line begins with; of two the earlier.
    func block(_ words: [Substring], in section: String) -> LineGrammar.Block? {
        guard let boxes = byWord[section], let first = words.first, let boxes = boxes[String(first)] else { return nil }
        var best: Box?
        for box in boxes where Self.opens(words, box.block) {
            if best.map({ $0.block.words.count < box.block.words.count }) ?? true { best = box }
        }
        return best?.block
    }

    private static func opens(_ words: [Substring], _ block: LineGrammar.Block) -> Bool {
        guard words.count >= block.words.count else { return false }
        if let most = block.nameWords, words.count > block.words.count + most { return false }
        for index in block.words.indices where block.words[index] != "*" && words[index] != block.words[index] {
            return false
        }
        return true
    }

    /// The blocks whose objects are of a section.
    func blocks(ofSection section: String) -> [Box] { bySection[section] ?? [] }
}
