import Foundation

/// What stands behind the bar of a `show` command.
struct LineFilter {
    enum Kind: String, CaseIterable { case begin, count, exclude, include, section }

    var kind: Kind
    var pattern: String

    /// Reads `include x`; nil for anything else.
    init?(_ text: String) {
        let words = text.trimmingCharacters(in: .whitespaces).split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return nil }
        let kinds = Kind.allCases.filter { $0.rawValue.hasPrefix(words[0].lowercased()) }
        guard kinds.count == 1 else { return nil }
        kind = kinds[0]
        pattern = words[1]
    }

    func apply(_ lines: [String]) -> [String] {
        let expression = try? NSRegularExpression(pattern: pattern)
        func matches(_ line: String) -> Bool {
            guard let expression else { return line.contains(pattern) }
            return expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil
        }
        switch kind {
        case .include: return lines.filter(matches)
        case .exclude: return lines.filter { !matches($0) }
        case .begin: return Array(lines.drop { !matches($0) })
        case .count: return ["Number of lines which match regexp = \(lines.count(where: matches))"]
        case .section:
            var isInside = false
            return lines.filter { line in
                if matches(line) {
                    isInside = true
                } else if !line.hasPrefix(" ") {
                    isInside = false
                }
                return isInside
            }
        }
    }
}
