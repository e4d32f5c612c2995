import PitaDiagnostics

/// What a device says of itself.
enum VRPFacts {
    /// Whether a change holds only once it is committed; else each line does at once.
    static func isTwoStage(_ facts: DeviceFacts) -> Bool { facts.other[stages] == "two-stage" }

    /// Whether what runs is what a restart would bring back.
    static func isSaved(_ facts: DeviceFacts) -> Bool { facts.other[saved] == "yes" }

    private static let stages = "commit"
    private static let saved = "saved"

    /// The commands that ask.
    static let commands = [
        ReadCommand("version", "display version"), ReadCommand("esn", "display esn", mayFail: true),
        ReadCommand("current", "display current-configuration", isConfig: true),
        ReadCommand("saved", "display saved-configuration", mayFail: true, isConfig: true),
    ]

    /// The facts from their answers.
    static func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        let lines = (replies["version"]?.output ?? "").split(whereSeparator: \.isNewline).prefix(400)
        guard let (generation, version) = lines.lazy.compactMap(versions).first else {
            throw Diagnostics("`display version` names no version of VRP", hint: "is the device's platform `vrp`?")
        }
        let current = replies["current"]?.output ?? ""
        guard let name = sysname(current) else {
            throw Diagnostics("`display current-configuration` names no `sysname`")
        }
        let isTwoStage = generation >= 8 || lines.contains { $0.contains("YunShan") }
        return DeviceFacts(
            name: name, model: lines.lazy.compactMap(model).first ?? "VRP", serial: serial(replies["esn"]),
            version: version,
            other: [
                stages: isTwoStage ? "two-stage" : "immediate",
                saved: !current.isEmpty && body(current) == body(replies["saved"]?.output ?? "") ? "yes" : "no",
            ])
    }

    /// `VRP (R) software, Version 5.170 (S5720 V200R019C00SPC500)`: the generation, and the release.
    private static func versions(_ line: Substring) -> (generation: Int, release: String)? {
        guard let mark = line.firstRange(of: "Version "), line.contains("(R)") || line.contains("YunShan") else {
            return nil
        }
        let rest = line[mark.upperBound...]
        guard let generation = Int(rest.prefix { ("0"..."9").contains($0) }.prefix(3)) else { return nil }
        let release = rest.split { " ()".contains($0) }.last { $0.hasPrefix("V") }
        return (generation, String((release ?? rest.prefix { $0 != " " }).prefix(60)))
    }

    /// `HUAWEI NE40E-X2-M8A uptime is 161 days`.
    private static func model(_ line: Substring) -> String? {
        guard line.first != " ", let mark = line.firstRange(of: " uptime is ") else { return nil }
        let words = line[..<mark.lowerBound].words
        guard words.count >= 2, ["huawei", "quidway", "futurematrix"].contains(words[0].lowercased()) else {
            return nil
        }
        return String(words[1].prefix(60))
    }

    /// `ESN of slot 0: 210235914710C5000001`.
    private static func serial(_ reply: CommandReply?) -> String? {
        let lines = (reply?.output ?? "").split(whereSeparator: \.isNewline).prefix(50)
        let line = lines.first { $0.uppercased().contains("ESN") && $0.contains(":") && !$0.contains("Error") }
        guard let word = line?.split(separator: ":").last?.words.first else { return nil }
        let isSound =
            word.utf8.count <= 40
            && word.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        return isSound ? String(word) : nil
    }

    private static func sysname(_ text: String) -> String? {
        let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("sysname ") }
        return line.map { String($0.dropFirst("sysname ".count)).trimmed }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The lines of a config without what one command prints and the other does not.
    private static func body(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline).filter { line in
            !line.hasPrefix("#") && !line.hasPrefix("!") && !line.hasPrefix("[V") && line.first?.isNumber != true
        }
    }
}
