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

    /// A line of the block as a template says it.
    func text(_ line: String) -> String {
        (path + [line]).enumerated().map { String(repeating: " ", count: $0.offset) + $0.element + "\n" }.joined()
    }
}

/// Draws lines from forms: what it fills in knows nothing of the platforms' own tables.
struct LabLineMaker {
    /// A port that the device has.
    let port: String
    let isRouter: Bool

    /// What stands before the lines of each block, and what opens it.
    func place(_ kind: IOSMode.Kind) -> (setup: [String], path: [String])? {
        switch kind {
        case .configuration: ([], [])
        case .interface: (isRouter ? ["vrf definition UJI-A", "vrf definition UJI-B"] : [], ["interface \(port)"])
        case .line: ([], ["line vty 0 4"])
        case .vrf: ([], ["vrf definition UJI-V"])
        case .vrfFamily: ([], ["vrf definition UJI-V", "address-family ipv4"])
        case .bgp: ([], ["router bgp 65001"])
        case .bgpFamily:
            (["router bgp 65001", "neighbor 192.0.2.9 remote-as 65002"], ["router bgp 65001", "address-family ipv4"])
        case .ospf: ([], ["router ospf 1"])
        case .routeMap: ([], ["route-map UJI-M permit 10"])
        case .pool: ([], ["ip dhcp pool UJI-P"])
        case .probe: ([], ["ip sla 5"])
        case .echo: ([], ["ip sla 5", "icmp-echo 192.0.2.9"])
        case .track: ([], ["track 5 interface \(port) line-protocol"])
        case .serverGroup: (["aaa new-model"], ["aaa group server tacacs+ UJI-G"])
        case .server: ([], ["tacacs server UJI-S"])
        default: nil
        }
    }

    /// The lines of a row, one of each of its shortest and longest forms.
    func lines(of row: IOSRow, in kind: IOSMode.Kind) -> [LabLine] {
        guard let place = place(kind) else { return [] }
        let forms = CommandForm.all(row.form)
        guard let short = forms.min(by: { $0.words.count < $1.words.count }),
            let long = forms.max(by: { $0.words.count < $1.words.count })
        else { return [] }
        var setup = place.setup
        setup += place.path
        if row.needsLine != nil {
            setup = ["router bgp 65001"] + ["192.0.2.9", "192.0.2.77"].map { "neighbor \($0) remote-as 65002" }
            setup += place.path.dropFirst()
        }
        let chosen = short.words == long.words ? [short] : [short, long]
        if case .shown(let usual) = row.effect, let word = row.form.split(separator: " ").first { setup.append("\(word) \(usual)") }
        if case .states(nil) = row.effect, let word = row.form.split(separator: " ").first { setup.append(String(word)) }
        return chosen.map { form in
            let key = row.keyWords ?? Array(0..<(form.keyLength ?? form.words.count))
            let first = words(form, row, key, 0, 0)
            let hasValue = form.words.indices.contains { !key.contains($0) && !isFixed(form.words[$0]) }
            let second = hasValue ? words(form, row, key, 0, 1) : words(form, row, key, 1, 0)
            let undone = row.keyWords == nil && form.keyLength != nil ? Array(first.prefix(form.keyLength ?? 0)) : first
            let taken = if case .values = row.effect { first } else { undone }
            var isOff = false
            if case .toggle = row.effect { isOff = true }
            let line = first.joined(separator: " ")
            return LabLine(
                form: row.form, setup: setup, path: place.path, first: isOff ? "no " + line : line,
                second: isOff ? "no " + line : second.joined(separator: " "),
                undone: isOff ? line : "no " + taken.joined(separator: " "))
        }
    }

    private func isValue(_ word: CommandForm.Word) -> Bool { if case .value = word { true } else { false } }

    private func isFixed(_ word: CommandForm.Word) -> Bool {
        if case .keywords(let names) = word { names.count == 1 } else { false }
    }

    private func words(_ form: CommandForm, _ row: IOSRow, _ key: [Int], _ keyed: Int, _ valued: Int) -> [String] {
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

    private func value(_ kind: ValueKind, _ form: CommandForm, _ row: IOSRow, _ index: Int, _ variant: Int) -> String {
        let before = index > 0 ? form.words[index - 1] : .keywords([""])
        switch kind {
        case .word: return word(row.form, before, index, variant)
        case .line: return line(row.form, variant)
        case .number(let range): return String(number(range, row.form, before, variant))
        case .address:
            let isNetwork = form.words.indices.contains(index + 1) && [.value(.mask), .value(.wildcard)].contains(form.words[index + 1])
            return isNetwork ? ["10.30.0.0", "10.40.0.0"][variant % 2] : ["192.0.2.9", "192.0.2.77"][variant % 2]
        case .mask: return ["255.255.0.0", "255.255.0.0"][variant % 2]
        case .wildcard: return "0.0.255.255"
        case .prefix: return ["10.20.0.0/16", "10.24.0.0/16"][variant % 2]
        case .vlans: return ["10,20-22", "30"][variant % 2]
        case .interface: return port
        }
    }

    private func number(_ range: ClosedRange<Int>, _ form: String, _ before: CommandForm.Word, _ variant: Int) -> Int {
        // What must be in order: a time after which a neighbour is dead is longer than that between its greetings.
        if before == .keywords(["ge"]) { return 24 }
        if before == .keywords(["le"]) { return 28 }
        if form.contains("timers"), case .value = before { return 180 + variant }
        if form.contains("timers") { return 20 + variant }
        let span = range.upperBound - range.lowerBound
        return range.lowerBound + (variant % 2 == 0 ? span / 4 : span / 2) + variant / 2
    }

    private func word(_ form: String, _ before: CommandForm.Word, _ index: Int, _ variant: Int) -> String {
        if form.hasPrefix("neighbor"), index == 1 { return ["192.0.2.9", "192.0.2.77"][variant % 2] }
        let fixed: [(String, [String])] = [
            ("rd ", ["65000:1", "65000:2"]), ("route-target", ["65000:1", "65000:2"]),
            ("set community", ["65000:10", "65000:20"]), ("ip as-path", ["_65010_", "_65020_"]),
            ("ip domain list", ["satu.example", "dua.example"]), ("ntp peer", ["192.0.2.33", "192.0.2.34"]),
            ("domain-name", ["satu.example", "dua.example"]), ("ntp access-group", ["10", "20"]),
        ]
        if let found = fixed.first(where: { form.hasPrefix($0.0) }) { return found.1[variant % 2] }
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
