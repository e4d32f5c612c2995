extension LineGrammar {
    /// What goes with a block: with a VRF the addresses of the interfaces that name it, its routes and its part of BGP.
    ///
    /// Some of it a device drops by itself and some not, by its release; each is taken back before the block, and said again
    /// where the block comes back.
    struct Taken: Sendable {
        /// The section of the blocks that lose lines, or are lost; empty for lines of the top.
        let section: String
        /// The property by which the blocks of the section name the one that goes; `nil` where their lines or names do.
        var named: String?
        /// Beginnings of the lines that go. Without ``named`` the word `NAME` stands for the block.
        var lines: [String] = []
        /// Ends of the names of the section's blocks that go, with `NAME`.
        var blocks: [String] = []
        /// Whether blocks that name the one that goes by ``named`` go as a whole.
        var isWhole = false
        /// The word by which others name a block; `nil` for one that none names.
        var word: @Sendable (String) -> String? = { $0 }

        /// What it says, for people.
        var note: String {
            let lines = lines.map { "`\($0)`" }.joined(separator: ", ")
            if let named, isWhole { return "with it goes each \(section) whose `\(named)` names it" }
            if let named { return "with it go \(lines) of each \(section) whose `\(named)` names it" }
            if section.isEmpty { return "with it go \(lines)" }
            guard blocks.isEmpty else {
                return "with it goes each \(section) \(blocks.map { "`\($0)`" }.joined(separator: ", "))"
            }
            return "with it go \(lines) of each \(section)"
        }

        /// The words with the block's name in them.
        static func filled(_ words: String, _ name: String) -> String {
            words.words.map { $0 == "NAME" ? name : String($0) }.joined(separator: " ")
        }

        /// The name in a line that goes, where it is one of some.
        func name(in line: [Substring], of names: [String: String]) -> String? {
            if names[""] != nil, lines.contains(where: { $0 == (line + ["NAME"]).joined(separator: " ") }) { return "" }
            for words in lines.map(\.words) where words.count <= line.count {
                guard zip(words, line).allSatisfy({ $0 == "NAME" || $0 == $1 }) else { continue }
                guard let place = words.firstIndex(of: "NAME") else { return names.keys.min() }
                if names[String(line[place])] != nil { return String(line[place]) }
            }
            return nil
        }

        /// The name by which a block of the section goes, where it is one of some.
        func name(ending key: String, of names: [String: String]) -> String? {
            let words = key.words
            for end in blocks.map(\.words) where end.count <= words.count {
                let last = Array(words.suffix(end.count))
                guard zip(end, last).allSatisfy({ $0 == "NAME" || $0 == $1 }) else { continue }
                guard let place = end.firstIndex(of: "NAME") else { return names.keys.min() }
                if names[String(last[place])] != nil { return String(last[place]) }
            }
            return nil
        }
    }
}
