import PitaDiagnostics

/// `class replace dev lan0 parent 1:1 classid 1:10 htb rate 5mbit ceil 20mbit prio 1`.
enum ClassStatement {
    /// The object of the words after `class`.
    ///
    /// As for `tc`, a `rate` without a `ceil` makes the ceil the rate.
    static func object(_ cursor: inout WordCursor) throws(Diagnostic) -> ConfigObject {
        let action = try TrafficAction.read(&cursor)
        var properties: [String: String] = [:]
        var kind: ShellWord?
        while kind == nil, let word = cursor.next() {
            switch word.text {
            case "dev": properties["dev"] = try cursor.interface()
            case "parent": properties["parent"] = try cursor.value("class", TrafficText.handle)
            case "root": properties["parent"] = "root"
            case "classid": properties["classid"] = try cursor.value("class", classid)
            default: kind = word
            }
        }
        guard let device = properties["dev"], let classid = properties["classid"] else {
            throw Diagnostic("the class needs `dev` and `classid`", at: cursor.mark)
        }
        let id = LinuxSection.classID(device, classid)
        if action == .remove {
            try cursor.end()
            return ConfigObject(id: id, properties: [:], isAbsent: true, mark: cursor.mark)
        }
        guard let kind, kind.text == "htb" else {
            throw Diagnostic("Pita manages classes of kind `htb`", at: kind?.mark ?? cursor.mark)
        }
        if let parent = properties["parent"], parent != "root", major(parent) != major(classid) {
            throw Diagnostic("the class \(classid) can't hang below \(parent): another qdisc's", at: cursor.mark)
        }
        // The kernel has one name for the top of the tree; `parent 1:` and `root` are both shown as `root`.
        if properties["parent"]?.hasSuffix(":") == true { properties["parent"] = "root" }
        try readRates(into: &properties, &cursor)
        return ConfigObject(id: id, properties: properties, mark: cursor.mark)
    }

    private static func readRates(
        into properties: inout [String: String], _ cursor: inout WordCursor
    ) throws(Diagnostic) {
        var rates: [String: UInt64] = [:]
        while let word = cursor.next() {
            switch word.text {
            case "rate", "ceil": rates[word.text] = try cursor.value("rate", TrafficText.rate)
            case "burst", "cburst":
                properties[word.text] = try cursor.value("size of whole KiB (from 256k whole 16k)") { text in
                    TrafficText.isExactBurst(text) ? TrafficText.burst(text) : nil
                }
            case "prio": properties["prio"] = try cursor.value("priority 0-7") { TrafficText.decimal($0, in: 0...7) }
            case "quantum":
                properties["quantum"] = try cursor.value("quantum") { TrafficText.decimal($0, in: 1000...200_000) }
            default:
                throw Diagnostic(
                    "`\(word.text)` is no option of an HTB class that Pita manages", at: word.mark,
                    hint: Suggestion.hint(
                        for: word.text, among: ["rate", "ceil", "burst", "cburst", "prio", "quantum"]))
            }
        }
        guard let rate = rates["rate"] else { throw Diagnostic("the class needs a `rate`", at: cursor.mark) }
        let ceil = rates["ceil"] ?? rate
        guard ceil >= rate else {
            throw Diagnostic(
                "the ceil \(ceil) bit/s is below the rate \(rate) bit/s", at: cursor.mark,
                hint: "the kernel takes that silently, and the rate is not reached")
        }
        (properties["rate"], properties["ceil"]) = (String(rate), String(ceil))
    }

    /// The major number with its colon: `1:` of `1:10`.
    static func major(_ handle: String) -> String {
        handle.prefix { $0 != ":" } + ":"
    }

    private static func classid(_ text: String) -> String? {
        TrafficText.handle(text).flatMap { $0.hasSuffix(":") ? nil : $0 }
    }
}
