/// Breaks the lines of an export as RouterOS breaks them: at most 79 characters, continuation lines with 4 spaces.
struct LineWrapper {
    private var lines: [String] = []
    private var current: String

    private init(_ verb: String) { current = verb }

    /// A verb and its `name=value` tokens as physical lines; values come unquoted.
    static func lines(_ verb: String, _ parameters: [(name: String, value: String)]) -> [String] {
        var wrapper = LineWrapper(verb)
        for (name, value) in parameters { wrapper.place(name, value) }
        wrapper.lines.append(wrapper.current)
        return wrapper.lines
    }

    private mutating func place(_ name: String, _ raw: String) {
        let value = Quoting.written(raw)
        let token = name.isEmpty ? value : name + "=" + value
        let length = current.utf8.count
        let head = name.isEmpty ? "" : name + "="
        if length + 1 + token.utf8.count <= 77 {
            current += " " + head
        } else if !name.isEmpty, length + 1 + head.utf8.count + 1 <= 78, 4 + value.utf8.count <= 77 {
            lines.append(current + " " + head + "\\")
            current = "    "
        } else if value.utf8.count <= 73 {
            lines.append(current + " \\")
            current = "    " + head
            if 4 + token.utf8.count > 77 {
                lines.append(current + "\\")
                current = "    "
            }
        } else {
            if length + 1 + head.utf8.count + 1 > 78 {
                lines.append(current + " \\")
                current = "    " + head
            } else {
                current += " " + head
            }
            return quoted(raw)
        }
        if raw.unicodeScalars.contains("\n") { quoted(raw) } else { current += value }
    }

    /// A value longer than a line, or of several lines: in quotes, cut hard, and always before a line feed.
    private mutating func quoted(_ raw: String) {
        current += "\""
        for atom in Quoting.atoms(raw) {
            if atom == "\\n" {
                breakLine()
                current += atom
                continue
            }
            if current.utf8.count + atom.utf8.count > 78 { breakLine() }
            // Leading blanks of a continuation line are eaten when it is read.
            current += atom == " " && current == "    " ? "\\_" : atom
        }
        if current.utf8.count + 1 > 78 { breakLine() }
        current += "\""
    }

    private mutating func breakLine() {
        lines.append(current + "\\")
        current = "    "
    }
}
