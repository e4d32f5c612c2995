@testable import PitaLab

/// A line as a table of the lab has it, with the block in which it stands.
struct LabLine {
    let form: String
    /// What the device holds before, in the order in which it is typed.
    let setup: [String]
    /// The lines that open the block.
    let path: [String]
    let first: String
    /// Another value of the same, or another line beside it.
    let second: String
    /// The line taken back by the words that say what it sets.
    let undone: String
    /// A line that can't stand beside it.
    var rival: String?

    /// A line of the block as a template says it.
    func text(_ line: String) -> String {
        (path + [line]).enumerated().map { String(repeating: " ", count: $0.offset) + $0.element + "\n" }.joined()
    }
}

/// A row of a table of the lab, of whichever kind of device.
struct LabRow {
    let form: String
    /// Which words say what is set; nil for those before the form's `~`.
    var key: [Int]?
    /// Whether another line must stand before it.
    var needsLine = false
    /// Whether the line is on unless it is negated.
    var isOn = false
    /// How a line begins that can't stand beside it; `$1` is its first value.
    var rival: String?
    /// Whether it is taken back by the whole line.
    var isWhole = false
    /// What such a device shows from the start.
    var standing: String?
    var negation = "no"

    /// A row of an IOS device; nil where what it does is not said by the row alone.
    init?(_ row: IOSRow) {
        (form, key, needsLine) = (row.form, row.keyWords, row.needsLine != nil)
        rival = row.barredBy ?? (row.form.hasPrefix("area") ? row.wipes.first : nil)
        let word = row.form.split(separator: " ").first.map(String.init) ?? ""
        switch row.effect {
        case .set, .block, .completed: isWhole = row.keyWords != nil
        case .numbered, .values: isWhole = true
        case .toggle: isOn = true
        case .shown(let usual): standing = row.form.prefix { $0 != "~" } + usual
        // What goes without saying is not shown, but of a session line.
        case .states: standing = word == "login" ? word : nil
        case .sequenced: break
        case .run where row.form.contains("vrf") || row.form.hasPrefix("ip route PREFIX"): break
        case .run, .all: return nil
        }
    }

    /// A row of a VRP device; nil where what it does is not said by the row alone.
    init?(_ row: VRPRow) {
        (form, key, needsLine, negation) = (row.form, row.keyWords?.set, row.needsLine != nil, "undo")
        let words = row.form.split { " ~".contains($0) }
        isWhole = row.undo.isEmpty || row.undo.split(separator: " ").count == words.count
        rival = row.barredBy
        switch row.effect {
        case .set, .block: break
        case .toggle: isOn = true
        case .values: isWhole = true
        case .run where row.form.hasPrefix("stelnet"): break
        case .run, .none: return nil
        }
    }
}

/// Draws lines from forms: what it fills in knows nothing of the platforms' own tables.
struct LabLineMaker {
    /// A port that the device has.
    let port: String

    /// The lines of a row, one of each of its shortest and longest forms.
    ///
    /// - Parameters:
    ///   - setup: what stands before.
    ///   - path: the lines that open its block.
    func lines(of row: LabRow, setup: [String], path: [String]) -> [LabLine] {
        let forms = CommandForm.all(row.form)
        guard let short = forms.min(by: { $0.words.count < $1.words.count }),
            let long = forms.max(by: { $0.words.count < $1.words.count })
        else { return [] }
        let setup = setup + path + [row.standing].compactMap(\.self)
        let chosen = short.words.count == long.words.count ? [short] : [short, long]
        return chosen.map { form in
            let key = row.key ?? Array(0..<(form.keyLength ?? form.words.count))
            let first = words(form, row, key, 0, 0)
            let hasValue = form.words.indices.contains { !key.contains($0) && !isFixed(form.words[$0]) }
            let second = hasValue ? words(form, row, key, 0, 1) : words(form, row, key, 1, 0)
            let taken = row.isWhole ? first : key.map { first[$0] }
            let line = first.joined(separator: " ")
            return LabLine(
                form: row.form, setup: setup, path: path, first: row.isOn ? "\(row.negation) " + line : line,
                second: row.isOn ? "\(row.negation) " + line : second.joined(separator: " "),
                undone: row.isOn ? line : "\(row.negation) " + taken.joined(separator: " "),
                rival: row.rival?.replacing("$1", with: first.count > 1 ? first[1] : ""))
        }
    }

    private func isValue(_ word: CommandForm.Word) -> Bool { if case .value = word { true } else { false } }

    private func isFixed(_ word: CommandForm.Word) -> Bool {
        if case .keywords(let names) = word { names.count == 1 } else { false }
    }

    private func words(_ form: CommandForm, _ row: LabRow, _ key: [Int], _ keyed: Int, _ valued: Int) -> [String] {
        form.words.indices.map { index in
            // Of two values of one kind in a row each is another.
            let isRepeated = index > 0 && form.words[index] == form.words[index - 1] && isValue(form.words[index])
            let variant = (key.contains(index) ? keyed : valued) + (isRepeated ? 2 : 0)
            return switch form.words[index] {
            case .keywords(let names): names[variant % names.count]
            case .value(let kind): value(kind, form, row, index, variant)
            }
        }
    }

    private func value(_ kind: ValueKind, _ form: CommandForm, _ row: LabRow, _ index: Int, _ variant: Int) -> String {
        let before = index > 0 ? form.words[index - 1] : .keywords([""])
        switch kind {
        case .word: return word(row.form, before, index, variant)
        case .line: return line(row.form, variant)
        case .number(let range): return String(number(range, row.form, before, variant))
        case .address:
            let isNetwork =
                form.words.indices.contains(index + 1)
                && [.value(.mask), .value(.wildcard), .keywords(["mask"]), .value(.number(0...32))].contains(
                    form.words[index + 1])
            return isNetwork
                ? ["10.30.0.0", "10.40.0.0"][variant % 2]
                : ["192.0.2.9", "192.0.2.77", "192.0.2.10", "192.0.2.78"][variant]
        case .mask: return ["255.255.0.0", "255.255.0.0"][variant % 2]
        case .wildcard: return "0.0.255.255"
        case .prefix: return ["10.20.0.0/16", "10.24.0.0/16"][variant % 2]
        case .vlans: return ["10,20-22", "30"][variant % 2]
        case .interface: return port
        }
    }

    private func number(_ range: ClosedRange<Int>, _ form: String, _ before: CommandForm.Word, _ variant: Int) -> Int {
        // What must be in order: a time after which a neighbour is dead is longer than that between its greetings.
        if before == .keywords(["ge"]) || before == .keywords(["greater-equal"]) { return 24 }
        if before == .keywords(["le"]) || before == .keywords(["less-equal"]) { return 28 }
        if range == 0...32, before == .value(.address) { return 16 }
        if form.contains("timers"), case .value = before { return 180 + variant }
        if form.contains("timers") { return 20 + variant }
        let span = range.upperBound - range.lowerBound
        return range.lowerBound + (variant % 2 == 0 ? span / 4 : span / 2) + variant / 2
    }

    private func word(_ form: String, _ before: CommandForm.Word, _ index: Int, _ variant: Int) -> String {
        if form.hasPrefix("neighbor"), index == 1 { return ["192.0.2.9", "192.0.2.77"][variant % 2] }
        if form.hasPrefix("ip as-path access-list WORD"), index == 3 { return "UJI-A" }
        if form.hasPrefix("clock timezone"), index == 4 { return ["07:00:00", "08:00:00"][variant % 2] }
        if before == .keywords(["eq"]) { return ["443", "80"][variant % 2] }
        let fixed: [(String, [String])] = [
            ("rd ", ["65000:1", "65000:2"]), ("route-distinguisher", ["65000:1", "65000:2"]),
            ("vpn-target", ["65000:1", "65000:2"]), ("route-target", ["65000:1", "65000:2"]),
            ("set community", ["65000:10", "65000:20"]), ("ip as-path", ["_65010_", "_65020_"]),
            ("ip domain list", ["satu.example", "dua.example"]), ("ntp peer", ["192.0.2.33", "192.0.2.34"]),
            ("clock timezone ~ WORD <", ["WIB", "WITA"]), ("clock timezone", ["Asia/Jakarta", "Asia/Makassar"]),
            ("ip virtual-router", ["00:1c:73:00:00:99", "00:1c:73:00:00:98"]),
            ("domain-name", ["satu.example", "dua.example"]), ("ntp access-group", ["10", "20"]),
        ]
        if let found = fixed.first(where: { form.hasPrefix($0.0) }) { return found.1[variant % 2] }
        if form.hasPrefix("ip community-list WORD"), index == 4 || index == 3 {
            return index == 4 ? ["65000:10", "65000:20"][variant % 2] : "UJI-L"
        }
        if form.hasPrefix("ip community-list"), index == 4 { return ["65000:10", "65000:20"][variant % 2] }
        if form.hasPrefix("snmp-server view"), index == 3 { return ["internet", "mib-2"][variant % 2] }
        return ["UJI-A", "UJI-B", "UJI-C", "UJI-D"][variant]
    }

    private func line(_ form: String, _ variant: Int) -> String {
        if form.hasPrefix("aaa accounting") { return ["group tacacs+", "group radius"][variant % 2] }
        if form.hasPrefix("aaa") { return ["group tacacs+ local", "local"][variant % 2] }
        if form.contains("prepend") { return ["65001 65001", "65001"][variant % 2] }
        if form.hasPrefix("alias") { return ["show ip route", "show version"][variant % 2] }
        return ["uji satu", "uji dua"][variant % 2]
    }
}
