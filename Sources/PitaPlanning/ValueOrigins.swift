import PitaDiagnostics
import PitaInventory
import PitaPlatforms
import PitaYAML

/// The texts that a template could use, with the places where they were written: an error about a rendered text names
/// the inventory's line, because that is what a person can change.
struct ValueOrigins: Sendable {
    private let texts: [(text: String, mark: SourceMark)]

    /// The texts of mappings of variables.
    init(_ sources: [ResolvedValue]) {
        texts = sources.flatMap { $0.leaves() }.compactMap { leaf in
            guard case .scalar(.text(let text)) = leaf.value.content, !text.isEmpty, let mark = leaf.value.mark else {
                return nil
            }
            return (text, mark)
        }
    }

    private static let words = "value from "

    /// Whether a diagnostic names a value's place already.
    static func isNamed(in diagnostic: Diagnostic) -> Bool {
        diagnostic.context.contains { $0.hasPrefix(words) }
    }

    /// The places of the texts that the platform's quoting refuses with this message, as lines of context.
    func refused(by platform: any Platform, as message: String) -> [String] {
        lines(
            texts.filter { entry in
                do throws(Diagnostics) {
                    _ = try platform.quoted(entry.text)
                    return false
                } catch { return error.items.first?.message == message }
            })
    }

    /// The places of the texts that stand at a mark of a rendered text, as they are or as one token of the platform's
    /// language, as lines of context. Where none stands there, those of the mark's line.
    func contexts(of rendered: String, at mark: SourceMark, on platform: any Platform) -> [String] {
        guard let line = Self.line(mark.line, of: rendered) else { return [] }
        let point = rendered.unicodeScalars.index(
            line.lowerBound, offsetBy: max(0, mark.column - 1), limitedBy: line.upperBound)
        var near: [(text: String, mark: SourceMark)] = []
        var best: (text: String, mark: SourceMark)?
        for entry in texts {
            // Quotes begin before the text and end after it.
            let written = [(try? platform.quoted(entry.text)), entry.text].compactMap { $0 }
            let ranges = written.flatMap { rendered.ranges(of: $0) }
            if ranges.contains(where: { range in point.map { range.contains($0) } ?? false }) {
                if entry.text.utf8.count > best?.text.utf8.count ?? 0 { best = entry }
            } else if ranges.contains(where: { $0.overlaps(line) }) {
                near.append(entry)
            }
        }
        return lines(best.map { [$0] } ?? Array(near.prefix(4)))
    }

    /// The octets of a line, counted from 1.
    private static func line(_ number: Int, of text: String) -> Range<String.Index>? {
        var start = text.startIndex
        for _ in 1..<max(1, number) {
            guard let end = text.unicodeScalars[start...].firstIndex(of: "\n") else { return nil }
            start = text.unicodeScalars.index(after: end)
        }
        return start..<(text.unicodeScalars[start...].firstIndex(of: "\n") ?? text.endIndex)
    }

    private func lines(_ entries: [(text: String, mark: SourceMark)]) -> [String] {
        var lines: [String] = []
        for entry in entries {
            let line = Self.words + entry.mark.description
            if !lines.contains(line) { lines.append(line) }
        }
        return lines
    }
}
