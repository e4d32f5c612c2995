import PitaDiagnostics

/// What a statement does with its object.
enum TrafficAction {
    case put, remove

    /// Reads `add`, `replace`, `change` or `del`.
    static func read(_ cursor: inout WordCursor) throws(Diagnostic) -> TrafficAction {
        let word = try cursor.next("`replace` or `del`")
        switch word.text {
        case "add", "replace", "change", "set", "append": return .put
        case "del", "delete": return .remove
        default:
            throw Diagnostic(
                "`\(word.text)` is no action", at: word.mark,
                hint: Suggestion.hint(for: word.text, among: ["add", "replace", "change", "del"]))
        }
    }
}

/// `qdisc replace dev lan0 root handle 1: htb default 10`, and the leaves below classes.
enum QdiscStatement {
    /// The kinds that Pita sets up; others are seen on devices and left alone.
    static let kinds = ["htb", "pfifo", "bfifo", "fq_codel", "sfq"]

    /// The object of the words after `qdisc`.
    static func object(_ cursor: inout WordCursor) throws(Diagnostic) -> ConfigObject {
        let action = try TrafficAction.read(&cursor)
        var place: [String: String] = [:]
        var kind: ShellWord?
        while kind == nil, let word = cursor.next() {
            switch word.text {
            case "dev": place["dev"] = try cursor.interface()
            case "root": place["parent"] = "root"
            case "parent": place["parent"] = try cursor.value("class", TrafficText.handle)
            case "handle": place["handle"] = try cursor.value("handle", TrafficText.handle)
            default: kind = word
            }
        }
        guard let device = place["dev"] else { throw Diagnostic("the qdisc names no `dev`", at: cursor.mark) }
        guard let parent = place["parent"] else {
            throw Diagnostic("the qdisc names neither `root` nor `parent`", at: cursor.mark)
        }
        let id = LinuxSection.qdiscID(device, parent: parent)
        if action == .remove {
            try cursor.end()
            let named = place.filter { $0.key == "handle" }
            return ConfigObject(id: id, properties: named, isAbsent: true, mark: cursor.mark)
        }
        guard let kind, place["handle"] != nil else {
            throw Diagnostic(
                "the qdisc needs a `handle` and a kind", at: cursor.mark,
                hint: "for example `handle 1: htb default 0x10`")
        }
        guard kinds.contains(kind.text) else {
            throw Diagnostic(
                "Pita does not manage qdiscs of kind `\(kind.text)`", at: kind.mark,
                hint: Suggestion.hint(for: kind.text, among: kinds))
        }
        guard (kind.text == "htb") == (parent == "root") else {
            throw Diagnostic("`htb` stands at the root, the other kinds below a class", at: kind.mark)
        }
        let options = try QdiscOptions.read(kind: kind.text, &cursor)
        if kind.text.hasSuffix("fifo"), options["limit"] == nil {
            throw Diagnostic("`\(kind.text)` needs a `limit`: its default depends on the interface", at: kind.mark)
        }
        return ConfigObject(
            id: id, properties: place.merging(options) { $1 }.merging(["kind": kind.text]) { $1 }, mark: cursor.mark)
    }
}

/// The options of a qdisc in canonical form, from a statement or from what `tc qdisc show` prints.
enum QdiscOptions {
    /// What the kernel sets where nothing is said (`sch_htb.c`, `sch_fq_codel.c`, `sch_sfq.c`), in canonical form.
    static let defaults: [String: [String: String]] = [
        "htb": ["default": "0x0", "r2q": "10"],
        "fq_codel": [
            "limit": "10240", "flows": "1024", "quantum": "1514", "target": "5ms", "interval": "100ms",
            "memory_limit": "32Mb", "ecn": "yes", "drop_batch": "64",
        ],
        "sfq": ["perturb": "0"],
    ]

    /// Reads the options of a statement.
    static func read(kind: String, _ cursor: inout WordCursor) throws(Diagnostic) -> [String: String] {
        var options: [String: String] = [:]
        while let word = cursor.next() {
            if word.text == "ecn" || word.text == "noecn", kind == "fq_codel" {
                options["ecn"] = word.text == "ecn" ? "yes" : "no"
                continue
            }
            guard let (_, read) = readers(kind).first(where: { $0.0 == word.text }) else {
                throw Diagnostic(
                    "`\(word.text)` is no option of `\(kind)` that Pita manages", at: word.mark,
                    hint: Suggestion.hint(for: word.text, among: readers(kind).map(\.0)))
            }
            options[word.text] = try cursor.value("value of `\(word.text)`", read)
        }
        return options
    }

    /// The options in a printed line, defaults and statistics dropped.
    static func shown(kind: String, _ words: ArraySlice<Substring>) -> [String: String] {
        var options: [String: String] = [:]
        var index = words.startIndex
        while index < words.endIndex {
            let name = String(words[index])
            if name == "ecn", kind == "fq_codel" { options["ecn"] = "yes" }
            if let (_, read) = readers(kind).first(where: { $0.0 == name }), index + 1 < words.endIndex {
                options[name] = read(String(words[index + 1]))
                index += 1
            }
            index += 1
        }
        if kind == "fq_codel", options["ecn"] == nil { options["ecn"] = "no" }
        return options
    }

    private static func readers(_ kind: String) -> [(String, (String) -> String?)] {
        func packets(_ text: String) -> String? {
            TrafficText.decimal(text.hasSuffix("p") ? String(text.dropLast()) : text, in: 1...10_000_000)
        }
        func octets(_ text: String) -> String? {
            TrafficText.decimal(text.hasSuffix("b") ? String(text.dropLast()) : text, in: 1...1_000_000_000)
        }
        func time(_ text: String) -> String? {
            let digits = text.prefix { ("0"..."9").contains($0) }
            guard (1...6).contains(digits.utf8.count), ["us", "ms", "s"].contains(text.dropFirst(digits.count)) else {
                return nil
            }
            return text
        }
        func seconds(_ text: String) -> String? {
            TrafficText.decimal(text.hasSuffix("sec") ? String(text.dropLast(3)) : text, in: 0...86400)
        }
        func memory(_ text: String) -> String? {
            let digits = text.prefix { ("0"..."9").contains($0) }
            guard (1...6).contains(digits.utf8.count), ["Mb", "Kb", "b"].contains(text.dropFirst(digits.count)) else {
                return nil
            }
            return text
        }
        switch kind {
        case "htb":
            return [("default", TrafficText.minor), ("r2q", { TrafficText.decimal($0, in: 1...1_000_000) })]
        case "pfifo": return [("limit", packets)]
        case "bfifo": return [("limit", octets)]
        case "fq_codel":
            return [
                ("limit", packets), ("flows", packets), ("quantum", octets), ("target", time), ("interval", time),
                ("memory_limit", memory), ("drop_batch", packets),
            ]
        case "sfq": return [("perturb", seconds)]
        default: return []
        }
    }
}
