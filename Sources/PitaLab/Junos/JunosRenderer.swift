/// A configuration as Junos prints it: as blocks, as lines to set, as a difference.
enum JunosRenderer {
    /// Statements whose values share one line.
    private static let lists: Set<String> = ["members", "import", "export", "authentication-order"]

    // MARK: - Lines to set

    /// The lines of a configuration, and which of them are not in force.
    static func setLines(_ configuration: JunosConfiguration) -> [String] {
        setLines(configuration.entries)
            + configuration.inactive.map { "deactivate " + $0.joined(separator: " ") }.sorted()
    }

    static func setLines(_ entries: [ConfigurationEntry], _ path: [String] = []) -> [String] {
        entries.flatMap { entry -> [String] in
            let words = path + [entry.text]
            guard let children = entry.children, !children.isEmpty else {
                return ["set " + words.joined(separator: " ")]
            }
            return setLines(children, words)
        }
    }

    // MARK: - Blocks

    static func blocks(
        _ entries: [ConfigurationEntry], depth: Int = 0, path: [String] = [], inactive: Set<[String]> = []
    ) -> [String] {
        let indent = String(repeating: "    ", count: depth)
        return grouped(entries).flatMap { entry -> [String] in
            let own = path + [entry.key]
            let line = indent + (inactive.contains(own) ? "inactive: " : "") + entry.text
            guard let children = entry.children, !children.isEmpty else { return ["\(line);"] }
            return ["\(line) {"] + blocks(children, depth: depth + 1, path: own, inactive: inactive) + ["\(indent)}"]
        }
    }

    private static func grouped(_ entries: [ConfigurationEntry]) -> [ConfigurationEntry] {
        var result: [ConfigurationEntry] = []
        for entry in entries {
            let word = entry.text.split(separator: " ").first.map(String.init) ?? ""
            if lists.contains(word), let last = result.last, last.text.hasPrefix(word + " ") {
                let known = last.text.dropFirst(word.count + 1).drop { $0 == "[" || $0 == " " }
                let values = known.hasSuffix(" ]") ? known.dropLast(2) : known
                result[result.count - 1].text = "\(word) [ \(values) \(entry.text.dropFirst(word.count + 1)) ]"
            } else {
                result.append(entry)
            }
        }
        return result
    }

    // MARK: - Differences

    /// What changed, under a heading for each place.
    static func compare(
        _ before: [ConfigurationEntry], _ after: [ConfigurationEntry], _ path: [String] = []
    ) -> [String] {
        var own: [String] = []
        var below: [String] = []
        for entry in before where !after.contains(where: { $0.key == entry.key && $0.text == entry.text }) {
            own += blocks([entry], depth: 1).map { "-" + $0.dropFirst() }
        }
        for entry in after {
            guard let known = before.first(where: { $0.key == entry.key && $0.text == entry.text }) else {
                own += blocks([entry], depth: 1).map { "+" + $0.dropFirst() }
                continue
            }
            below += compare(known.children ?? [], entry.children ?? [], path + [entry.text])
        }
        let heading = "[edit" + path.map { " " + $0 }.joined() + "]"
        return (own.isEmpty ? [] : [heading] + own) + below
    }
}
