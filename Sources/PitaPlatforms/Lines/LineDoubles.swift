import PitaDiagnostics

/// Lines of which a device shows several where a rule expects one value: the rule is wrong for this device.
///
/// A change of such a line would remove one that nobody meant, and its rollback would not bring it back. So it is refused; lines that
/// the change does not touch stay as they are.
struct LineDoubles {
    let grammar: LineGrammar
    let running: ConfigTree
    let target: ConfigTree

    /// What keeps a change from being made.
    func errors(marks: [ObjectID: SourceMark]) -> [Diagnostic] {
        touched.filter { target[$0.id] != nil || !grammar.isBlock($0.id) }.map { line in
            Diagnostic(
                "\(line.id): the device shows both `\(line.first)` and `\(line.last)`, of which Pita expects one",
                at: marks[line.id],
                hint: "leave this line as it is on the device: change it by hand, and tell the makers of Pita")
        }
    }

    /// What a rollback does not bring back of blocks that are removed.
    var irreversible: [String] {
        touched.filter { target[$0.id] == nil && grammar.isBlock($0.id) }.map {
            "`\($0.first)` of \($0.id) can't be brought back: the device shows `\($0.last)` too, of which Pita expects one"
        }
    }

    private struct Line {
        let id: ObjectID
        let first: String
        let last: String
    }

    private var touched: [Line] {
        let words = LineWording(grammar: grammar)
        return running.doubled.sorted { $0.key < $1.key }.flatMap { id, lines -> [Line] in
            let (old, new) = (running[id]?.properties, target[id]?.properties)
            return lines.sorted { $0.key < $1.key }.compactMap { property, other -> Line? in
                guard let value = old?[property], value != new?[property] else { return nil }
                let name = property == LineTree.value && !grammar.isBlock(id) ? LineTree.top : property
                return Line(id: id, first: words.line(name, other, of: id), last: words.line(name, value, of: id))
            }
        }
    }
}
