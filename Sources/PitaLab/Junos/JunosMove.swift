/// `insert`: what stands in order is put before or after another of its kind.
struct JunosMove {
    private let parent: [String]
    private let own: String
    private let other: String
    private let isBefore: Bool

    /// Reads the words behind `insert`: entries are named with their word, values of a list without it.
    init(_ words: [JunosWord], end: Int) throws(JunosSchema.Refusal) {
        guard let place = words.lastIndex(where: { $0.text == "before" || $0.text == "after" }), place >= 2 else {
            throw JunosSchema.Refusal(column: end, text: "missing argument.")
        }
        let path = try JunosSchema.root.resolve(words[..<place], end: end, isWhole: true).first ?? []
        let names = words[(place + 1)...].map { JunosWord.quoted($0.text) }
        guard let last = path.last, !names.isEmpty else {
            throw JunosSchema.Refusal(column: end, text: "missing argument.")
        }
        let word = last.text.split(separator: " ").dropLast().joined(separator: " ")
        own = last.key
        isBefore = words[place].text == "before"
        parent = path.dropLast().map(\.key)
        other = names.count == 1 && !word.isEmpty ? "\(word) \(names[0])" : names.joined(separator: " ")
    }

    /// The change of a configuration.
    func edit() -> (inout JunosConfiguration) -> Void {
        { configuration in
            configuration.update(parent) { entries in
                guard let from = entries.firstIndex(where: { $0.key == own }), own != other,
                    entries.contains(where: { $0.key == other })
                else { return }
                let entry = entries.remove(at: from)
                let place = entries.firstIndex { $0.key == other } ?? entries.count
                entries.insert(entry, at: isBefore ? place : place + 1)
            }
        }
    }
}
