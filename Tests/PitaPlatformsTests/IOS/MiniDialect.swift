@testable import PitaPlatforms

/// A device of Arista or Ruijie in small: what it takes and shows is put into the words of ``MiniIOS`` and back.
struct MiniDialect {
    let isEOS: Bool
    private var inner = MiniIOS()

    /// A device with the part of an office's config that the dialect has words for.
    init(eos isEOS: Bool, seed: Int) {
        self.isEOS = isEOS
        var generator = IOSOfficeGenerator(seed)
        var lines: [String] = []
        var depthOfDropped: Int?
        for line in generator.lines() {
            let depth = line.prefix { $0 == " " }.count
            if let dropped = depthOfDropped, depth > dropped { continue }
            depthOfDropped = nil
            if isForeign(line) {
                depthOfDropped = depth
                continue
            }
            lines.append(line)
            guard line.hasPrefix("interface GigabitEthernet0/"), !line.contains(".") else { continue }
            let rate = generator.random.pick([1000, 2000, 4000])
            if generator.random.oneIn(2) { lines.append(isEOS ? " bandwidth \(rate)" : " rate-limit input \(rate) 64") }
            if !isEOS, generator.random.oneIn(2) { lines.append(" rate-limit output \(rate) 128") }
        }
        let answer = inner.configure(lines.joined(separator: "\n"))
        precondition(!answer.isRefused, "\(answer)")
    }

    /// Lines whose words the dialect does not share.
    private func isForeign(_ line: String) -> Bool {
        let words = line.drop { $0 == " " }
        let foreign = [
            "vrf ", "address-family", "ip access-list", "class-map", "no ip http", "shape average",
            "service-policy output",
        ]
        let isClass = words.hasPrefix("class ") && words != "class class-default"
        return foreign.contains { words.hasPrefix($0) } || isClass
            || (!isEOS && (words.hasPrefix("policy-map") || words.hasPrefix("service-policy")))
    }

    // MARK: lines

    mutating func configure(_ text: String) -> (output: String, line: Substring, isRefused: Bool) {
        var lines: [String] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let translated = translated(words) else {
                let answer = inner.configure(lines.joined(separator: "\n"))
                return answer.isRefused ? answer : ("% Invalid input", line, true)
            }
            lines += translated
        }
        return inner.configure(lines.joined(separator: "\n"))
    }

    private func translated(_ words: [String]) -> [String]? {
        let isNegated = words.first == "no"
        let words = Array(words.dropFirst(isNegated ? 1 : 0))
        let lines = isEOS ? arista(words, isNegated) : ruijie(words)
        return lines?.map { isNegated && !$0.hasPrefix("no ") ? "no " + $0 : $0 }
    }

    private func arista(_ words: [String], _ isNegated: Bool) -> [String]? {
        let text = words.joined(separator: " ")
        func starts(_ beginning: String) -> Bool { text == beginning || text.hasPrefix(beginning + " ") }
        switch true {
        case starts("interface Ethernet"), text.hasPrefix("interface Ethernet"):
            let parts = text.dropFirst("interface Ethernet".count).split(separator: ".")
            guard let number = Int(parts[0]) else { return nil }
            return ["interface GigabitEthernet0/\(number - 1)" + (parts.count > 1 ? ".\(parts[1])" : "")]
        case starts("interface"): return text.contains("Gigabit") ? nil : [text]
        case starts("ip address") && words.count > 2: return Self.masked(words, at: 2).map { [$0] }
        case starts("ip route"): return Self.masked(words, at: 2).map { [$0] }
        case starts("policy-map type quality-of-service"): return ["policy-map \(words[3])"]
        case starts("policy-map"): return nil
        case starts("service-policy type qos input") && words.count == 5:
            return isNegated
                ? ["service-policy input"] : ["no service-policy input", "service-policy input \(words[4])"]
        case starts("service-policy"): return nil
        case starts("police") && words.count == 7:
            guard let rate = Int(words[2]), let burst = Int(words[5]) else { return nil }
            return words[3] == "kbps" && words[6] == "kbytes" ? ["police cir \(rate)000 bc \(burst)000"] : nil
        case starts("police"): return isNegated ? [text] : nil
        case starts("shape rate"): return ["bandwidth" + (words.count > 2 ? " \(words[2])" : "")]
        case starts("bandwidth"): return nil
        case starts("encapsulation dot1q vlan"): return ["encapsulation dot1Q \(words[3])"]
        default: return [text]
        }
    }

    private func ruijie(_ words: [String]) -> [String]? {
        let text = words.joined(separator: " ")
        let list = "switchport trunk allowed vlan "
        guard text.hasPrefix(list) else { return [text] }
        let rest = text.dropFirst(list.count)
        if rest.hasPrefix("only ") { return [list + rest.dropFirst("only ".count)] }
        return rest.hasPrefix("add ") || rest.hasPrefix("remove ") || rest == "all" ? [text] : nil
    }

    /// `10.0.0.1/24` as an address and a mask; `nil` for what is written otherwise.
    private static func masked(_ words: [String], at place: Int) -> String? {
        let parts = words[place].split(separator: "/")
        guard parts.count == 2, let length = Int(parts[1]) else { return nil }
        let mask = length == 0 ? 0 : UInt32.max << UInt32(32 - length)
        let octets = [24, 16, 8, 0].map { String(mask >> $0 & 255) }.joined(separator: ".")
        return (words[..<place] + [String(parts[0]), octets] + words[(place + 1)...]).joined(separator: " ")
    }

    // MARK: showing

    /// The config as `show running-config` has it.
    var config: String {
        let lines = inner.config.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let bare = lines.enumerated().filter { index, line in
            line.hasPrefix("vlan ") && !(index + 1 < lines.count && lines[index + 1].hasPrefix(" "))
        }.map { $0.element.dropFirst("vlan ".count) }
        var isFirst = true
        return lines.compactMap { line in
            if !isEOS, bare.count > 1, line.hasPrefix("vlan "), bare.contains(line.dropFirst(5)) {
                defer { isFirst = false }
                return isFirst ? "vlan range " + bare.joined(separator: ",") : nil
            }
            return isEOS ? aristaShown(line) : ruijieShown(line)
        }.joined(separator: "\n")
    }

    private func aristaShown(_ line: String) -> String? {
        let depth = line.prefix { $0 == " " }.count
        let words = line.split(separator: " ").map(String.init)
        let text = words.joined(separator: " ")
        let indent = String(repeating: " ", count: 3 * depth)
        if text.hasPrefix("Building") || text.hasPrefix("Current") || text.hasPrefix("version") { return nil }
        if text == "switchport mode access" || text.contains("-action ") { return nil }
        if text.hasPrefix("interface GigabitEthernet0/") {
            let parts = words[1].dropFirst("GigabitEthernet0/".count).split(separator: ".")
            return "interface Ethernet\((Int(parts[0]) ?? 0) + 1)" + (parts.count > 1 ? ".\(parts[1])" : "")
        }
        if text.hasPrefix("ip address ") || text.hasPrefix("ip route ") {
            let bits = words[3].split(separator: ".").compactMap { UInt8($0) }.reduce(0) { $0 + $1.nonzeroBitCount }
            return indent + (words[..<2] + ["\(words[2])/\(bits)"] + words[4...]).joined(separator: " ")
        }
        if text.hasPrefix("policy-map ") { return "policy-map type quality-of-service \(words[1])" }
        if text.hasPrefix("service-policy input ") { return indent + "service-policy type qos input \(words[2])" }
        if text.hasPrefix("bandwidth ") { return indent + "shape rate \(words[1]) kbps" }
        if text.hasPrefix("encapsulation ") { return indent + "encapsulation dot1q vlan \(words[2])" }
        if text.hasPrefix("police cir "), let rate = Int(words[2]), let burst = Int(words[4]) {
            return indent + "police rate \(rate / 1000) kbps burst-size \(burst / 1000) kbytes"
        }
        return indent + line.dropFirst(depth)
    }

    private func ruijieShown(_ line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        if words == ["switchport", "mode", "access"] { return nil }
        if words.count == 2, words[0] == "interface", let digit = words[1].firstIndex(where: \.isNumber) {
            let kind = words[1][..<digit]
            return "interface \(kind == "Vlan" ? "VLAN" : kind) \(words[1][digit...])"
        }
        let list = " switchport trunk allowed vlan "
        guard line.hasPrefix(list), !line.hasPrefix(list + "add") else { return line }
        let rest = line.dropFirst(list.count)
        return list + (rest == "none" ? "remove 1-4094" : "only \(rest)")
    }
}
