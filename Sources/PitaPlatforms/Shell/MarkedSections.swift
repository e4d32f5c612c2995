import PitaDiagnostics

/// The output of one exec that answers several questions: each part begins with a mark line, and a last mark proves that
/// nothing was cut off.
///
/// Asking in one exec costs one round trip a device and gives one moment's view of it.
struct MarkedSections {
    /// What begins a mark line. No line of `tc`, `ip`, `ovs-vsctl` or `uname` begins so.
    static let mark = "@@pita "

    /// Each section's lines by its name, in order of appearance.
    let sections: [(name: String, lines: [Substring])]

    /// Reads an output; throws when the end mark is missing or text stands before the first mark.
    init(_ output: String, what: String) throws(Diagnostics) {
        var sections: [(name: String, lines: [Substring])] = []
        var isComplete = false
        for line in output.split(separator: "\n", omittingEmptySubsequences: true) {
            guard !isComplete else { throw Diagnostics("\(what): text stands after the end mark") }
            if line.hasPrefix(Self.mark) {
                let name = String(line.dropFirst(Self.mark.count))
                if name == "end" { isComplete = true } else { sections.append((name, [])) }
            } else if sections.isEmpty {
                throw Diagnostics("\(what): unexpected text `\(TerminalText.sanitised(String(line.prefix(120))))`")
            } else {
                sections[sections.count - 1].lines.append(line)
            }
        }
        guard isComplete else { throw Diagnostics("\(what): the answer is not complete (its end mark is missing)") }
        self.sections = sections
    }

    /// The lines of the first section with this name; throws when there is none.
    func lines(of name: String) throws(Diagnostics) -> [Substring] {
        guard let section = sections.first(where: { $0.name == name }) else {
            throw Diagnostics("the answer lacks its part `\(name)`")
        }
        return section.lines
    }

    /// The shell command that writes the mark of a section.
    static func echo(_ name: String) -> String { "echo '\(mark)\(name)'" }
}
