/// From what a command gives to what is stored, or the device's refusal.
struct Normaliser {
    let router: Router
    let property: Property

    private var invalid: ScriptError { .run("invalid value for argument \(property.name)") }
    private var unmatched: ScriptError { .run("input does not match any value of \(property.name)") }

    /// The stored form of a value.
    func stored(_ text: String) throws(ScriptError) -> String {
        switch property.kind {
        case .text, .script, .free:
            if property.name == "name", text.isEmpty { throw invalid }
            return text
        case .flag: return try flag(text)
        case .integer(let range): return try integer(text, range)
        case .rate: return Rate.text(try rate(text[...]))
        case .ratePair: return try pair(text) { part throws(ScriptError) in Rate.text(try rate(part)) }
        case .priorityPair: return try pair(text) { part throws(ScriptError) in try integer(String(part), 1...8) }
        case .decimalPair: return try pair(text) { part throws(ScriptError) in try decimal(part) }
        case .timePair: return try pair(text) { part throws(ScriptError) in try time(String(part)) }
        case .time: return try time(text)
        case .choice(let words):
            guard words.contains(text) else { throw unmatched }
            return text
        case .mark: return "yes"
        case .mac:
            let octets = text.split(separator: ":", omittingEmptySubsequences: false)
            guard octets.count == 6, octets.allSatisfy({ $0.count == 2 && UInt8($0, radix: 16) != nil }) else {
                throw .run("invalid value of mac-address, mac address required")
            }
            return text.uppercased()
        case .clock: return try clock(text)
        case .choices(let words): return try words.isEmpty ? text : list(text, of: words)
        case .policies: return try policies(text)
        default: return try addressed(text)
        }
    }

    private func addressed(_ text: String) throws(ScriptError) -> String {
        switch property.kind {
        case .reference(let space, let others): return try reference(text, space, others)
        case .references(let space):
            return try mapped(text) { part throws(ScriptError) in try reference(part, space, []) }
        case .referencePair(let space):
            return try pair(text) { part throws(ScriptError) in try reference(String(part), space, []) }
        case .targets: return try mapped(text) { part throws(ScriptError) in try target(part) }
        case .destination: return text.isEmpty ? "" : try target(text)
        case .addressPrefix: return try interfaceAddress(text)
        case .address:
            guard IPv4.parse(text) != nil || text.contains(":") else { throw invalid }
            return text
        case .addressOrPrefix:
            return try prefix(text.hasPrefix("!") ? String(text.dropFirst()) : text, negated: text.hasPrefix("!"))
        case .prefixes: return try mapped(text) { part throws(ScriptError) in try bareOrPrefix(part) }
        case .addresses:
            return try mapped(text) { part throws(ScriptError) in
                guard IPv4.parse(part) != nil || part.contains(":") else { throw invalid }
                return part
            }
        case .listed where text.hasPrefix("!"): return "!" + (try addressed(String(text.dropFirst())))
        case .listed:
            guard IPv4.parsePrefix(text) != nil || IPv4.parse(text) != nil else { return text }
            let address = try bareOrPrefix(text)
            return address.hasSuffix("/32") ? String(address.dropLast(3)) : address
        case .addressRange: return try mapped(text) { part throws(ScriptError) in try range(part) }
        case .vlanIDs: return try vlanIDs(text)
        default: return text
        }
    }

    private func mapped(_ text: String, _ body: (String) throws(ScriptError) -> String) throws(ScriptError) -> String {
        var parts: [String] = []
        for part in text.split(separator: ",") { parts.append(try body(String(part))) }
        return parts.joined(separator: ",")
    }

    private func pair(_ text: String, _ body: (Substring) throws(ScriptError) -> String) throws(ScriptError) -> String {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(sides.count) else { throw invalid }
        let first = try body(sides[0])
        return sides.count == 1 ? "\(first)/\(first)" : "\(first)/\(try body(sides[1]))"
    }

    private func flag(_ text: String) throws(ScriptError) -> String {
        switch text {
        case "yes", "true": return "yes"
        case "no", "false": return "no"
        default: throw unmatched
        }
    }

    private func integer(_ text: String, _ range: ClosedRange<Int64>) throws(ScriptError) -> String {
        guard let number = Int64(text) else { throw invalid }
        guard range.contains(number) else {
            throw .run("value of \(property.name) out of range (\(range.lowerBound)..\(range.upperBound))")
        }
        return String(number)
    }

    private func rate(_ text: Substring) throws(ScriptError) -> Int64 {
        guard let rate = Rate.parse(text) else { throw invalid }
        guard rate <= 4_294_967_295_000 else { throw .run("value of \(property.name) out of range (0..4294967295000)") }
        return rate
    }

    private func decimal(_ text: Substring) throws(ScriptError) -> String {
        guard let number = Double(text) else { throw invalid }
        guard (0...10).contains(number) else { throw .run("value of \(property.name) out of range (0..10)") }
        return String(text)
    }

    private func time(_ text: String) throws(ScriptError) -> String {
        guard let time = Interval.parse(text) else { throw invalid }
        return Interval.short(time)
    }

    /// A time of day with two digits for each part.
    private func clock(_ text: String) throws(ScriptError) -> String {
        guard text != "startup" else { return text }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), let hours = parts[0], let minutes = parts[1],
            let seconds = parts.count == 3 ? parts[2] : 0, hours < 24, minutes < 60, seconds < 60
        else { throw invalid }
        return [hours, minutes, seconds].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    }

    private func list(_ text: String, of words: [String]) throws(ScriptError) -> String {
        try mapped(text) { part throws(ScriptError) in
            guard words.contains(part) else { throw unmatched }
            return part
        }
    }

    private func policies(_ text: String) throws(ScriptError) -> String {
        let given = Set(text.split(separator: ",").map(String.init))
        guard given.allSatisfy({ SystemMenus.policies.contains($0.hasPrefix("!") ? String($0.dropFirst()) : $0) })
        else {
            throw unmatched
        }
        let order = SystemMenus.policies.flatMap { [$0, "!" + $0] }
        return order.filter(given.contains).joined(separator: ",")
    }

    private func reference(_ text: String, _ space: String, _ others: [String]) throws(ScriptError) -> String {
        if others.contains(text) { return text }
        if text.hasPrefix("*"), router.item(text, in: space) != nil { return text }
        if let item = router.item(named: text, in: space) { return item.reference }
        if others.contains("interface"), let item = router.item(named: text, in: "interface") {
            return "i" + item.reference
        }
        throw unmatched
    }

    private func target(_ text: String) throws(ScriptError) -> String {
        if let address = IPv4.parse(text) { return IPv4.text(address) + "/32" }
        if let (address, length) = IPv4.parsePrefix(text) {
            return "\(IPv4.text(address & IPv4.mask(length)))/\(length)"
        }
        if text.contains(":"), text.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "/" }) {
            return text.contains("/") ? text : text + "/128"
        }
        if let item = router.item(named: text, in: "interface") { return item.reference }
        if text.hasPrefix("*"), router.item(text, in: "interface") != nil { return text }
        throw invalid
    }

    private func interfaceAddress(_ text: String) throws(ScriptError) -> String {
        if IPv4.parse(text) != nil { return text + "/32" }
        guard IPv4.parsePrefix(text) != nil else { throw invalid }
        return text
    }

    private func prefix(_ text: String, negated: Bool) throws(ScriptError) -> String {
        let sign = negated ? "!" : ""
        if text.contains("-") || text.contains(":") { return sign + text }
        return sign + (try bareOrPrefix(text))
    }

    private func bareOrPrefix(_ text: String) throws(ScriptError) -> String {
        if IPv4.parse(text) != nil || text.contains(":") { return text }
        guard let (address, length) = IPv4.parsePrefix(text) else { throw invalid }
        return "\(IPv4.text(address & IPv4.mask(length)))/\(length)"
    }

    private func range(_ text: String) throws(ScriptError) -> String {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = ends.first, let low = IPv4.parse(first) ?? IPv4.parsePrefix(first)?.address else {
            throw .run("value of range must have ip address before '-'")
        }
        guard ends.count <= 2 else { throw invalid }
        if ends.count == 2 {
            guard let high = IPv4.parse(ends[1]), low <= high else { throw invalid }
        }
        return text
    }

    private func vlanIDs(_ text: String) throws(ScriptError) -> String {
        guard !text.isEmpty else { throw invalid }
        return try mapped(text) { part throws(ScriptError) in
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1] else {
                throw invalid
            }
            guard (1...4094).contains(low), (1...4094).contains(high), low <= high else {
                throw .run("value of vlan-ids out of range (1..4094)")
            }
            return part
        }
    }
}
