import PitaDiagnostics

/// What a device says of itself, by its dialect.
enum IOSFacts {
    /// The commands of a dialect that ask.
    static func commands(_ dialect: IOSDialect) -> [ReadCommand] {
        let version = ReadCommand("version", "show version")
        let hostname = ReadCommand("hostname", "show running-config | include ^hostname", mayFail: true)
        switch dialect {
        case .ios:
            return [
                version, ReadCommand("archive", "show archive", mayFail: true),
                ReadCommand("rollback", "show archive config rollback timer", mayFail: true),
                ReadCommand("vtp", "show vtp status", mayFail: true),
                ReadCommand("changed", "show running-config | include configuration change", mayFail: true),
                ReadCommand("saved", "show startup-config | include configuration change", mayFail: true),
            ]
        case .eos: return [version, hostname]
        case .rgos: return [version, hostname]
        }
    }

    /// The facts of the commands' answers.
    static func facts(
        from replies: [String: CommandReply], _ dialect: IOSDialect
    ) throws(Diagnostics) -> DeviceFacts {
        let text = replies["version"]?.output ?? ""
        let facts: DeviceFacts? =
            switch dialect {
            case .ios: ios(lines(text), replies)
            case .eos: eos(lines(text), replies)
            case .rgos: rgos(lines(text), replies)
            }
        guard let facts else {
            throw Diagnostics(
                "the answer to `show version` is none of a device of the platform `\(dialect.rawValue)`",
                hint: "check `platform` in the inventory")
        }
        return facts
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline).prefix(2000).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    // MARK: IOS

    private static func ios(_ lines: [Substring], _ replies: [String: CommandReply]) -> DeviceFacts? {
        // `Cisco IOS XE Software, Version 16.09.03` says it otherwise than the lines of the config do.
        guard
            let version = ["IOS Software", "IOS (tm)", "IOS XE Software"].lazy.compactMap({ words in
                lines.lazy.filter { $0.contains(words) }.compactMap(iosVersion).first
            }).first,
            let name = lines.lazy.compactMap({ line in
                line.firstRange(of: " uptime is ").map { String(line[..<$0.lowerBound]) }
            }).first, !name.contains(" ")
        else { return nil }
        let model = value("Model Number", lines) ?? value("Model number", lines) ?? iosModel(lines) ?? "IOS"
        let serial =
            value("System Serial Number", lines) ?? value("System serial number", lines)
            ?? after("Processor board ID ", lines)
        func output(_ name: String) -> String { replies[name]?.output ?? "" }
        let hasArchive =
            output("archive").contains("archive file") || output("archive").contains("archive configurations")
        let hasTimer =
            output("rollback").contains("No Rollback Confirmed Change pending")
            || output("rollback").contains("Timer value")
        let vtp = value("VTP Operating Mode", Self.lines(output("vtp")))?.lowercased()
        let (changed, saved) = (changeTime(output("changed")), changeTime(output("saved")))
        return DeviceFacts(
            name: name, model: model, serial: serial, version: version,
            other: [
                "archive": hasArchive ? "yes" : "no", "revert-timer": hasArchive && hasTimer ? "yes" : "no",
                "vtp": vtp.map { $0.hasPrefix("primary") ? "server" : $0 } ?? "none",
                "saved": changed != nil && changed == saved ? "yes" : "no",
                "family": lines.contains { $0.contains("IOS-XE") || $0.contains("IOS XE") } ? "ios-xe" : "ios",
            ])
    }

    /// `16.9.3` of `Cisco IOS Software [Fuji], ... Version 16.9.3, RELEASE SOFTWARE (fc2)`; `15.2(4)E10`.
    private static func iosVersion(_ line: Substring) -> String? {
        guard let range = line.firstRange(of: "Version ") else { return nil }
        let version = line[range.upperBound...].prefix { $0 != "," && $0 != " " }
        return version.isEmpty || version.utf8.count > 40 ? nil : String(version)
    }

    /// `C9500-40X` of `cisco C9500-40X (X86) processor with ...`.
    private static func iosModel(_ lines: [Substring]) -> String? {
        lines.lazy.compactMap { line -> String? in
            guard line.lowercased().hasPrefix("cisco "), line.contains("processor") || line.contains("revision")
            else { return nil }
            let words = line.words
            return words.count > 2 && words[2].hasPrefix("(") ? String(words[1]) : nil
        }.first
    }

    /// When the config was last changed, in the device's own words: those of the running config's first lines are saved
    /// with it, so that both configs are the same while they say the same.
    private static func changeTime(_ text: String) -> String? {
        let found = lines(text).first {
            $0.hasPrefix("! Last configuration change") || $0.hasPrefix("! No configuration")
        }
        return found.map(String.init)
    }

    // MARK: Arista, Ruijie

    private static func eos(_ lines: [Substring], _ replies: [String: CommandReply]) -> DeviceFacts? {
        guard let version = value("Software image version", lines),
            let first = lines.first(where: { $0.hasPrefix("Arista") || $0.contains("vEOS") || $0.contains("cEOS") })
        else { return nil }
        let model = first.words.last.map(String.init) ?? "EOS"
        // `4.20.1F`, `4.32.0F-36401836.4320F (engineering build)`
        let number = version.prefix { $0 != " " && $0 != "-" }
        return DeviceFacts(
            name: hostname(replies) ?? "localhost", model: model, serial: value("Serial number", lines),
            version: String(number), other: ["family": "eos"])
    }

    private static func rgos(_ lines: [Substring], _ replies: [String: CommandReply]) -> DeviceFacts? {
        guard let described = value("System description", lines), described.contains("Ruijie"),
            let software = value("System software version", lines)
        else { return nil }
        // `Ruijie 10G Ethernet Switch (S5750-24GT/8SFP-E) By Ruijie Networks`
        let model = described.split(separator: "(").dropFirst().first?.split(separator: ")").first.map(String.init)
        return DeviceFacts(
            name: hostname(replies) ?? "Ruijie", model: model ?? "RGOS", serial: value("System serial number", lines),
            version: rgosVersion(software), other: ["family": "rgos"])
    }

    /// `11.0(5)B9P59` of `S5750_RGOS 11.0(5)B9P59`; `10.4(3b19)p3` of `RGOS 10.4(3b19)p3 Release(180891)`; some have a comma
    /// before the release.
    private static func rgosVersion(_ software: String) -> String {
        let words = software.split { $0 == " " || $0 == "," }
        let place = words.firstIndex { $0.hasSuffix("RGOS") }.map(words.index(after:))
        return place.flatMap { $0 < words.endIndex ? String(words[$0]) : nil } ?? software
    }

    private static func hostname(_ replies: [String: CommandReply]) -> String? {
        after("hostname ", lines(replies["hostname"]?.output ?? ""))
    }

    /// What follows `NAME   :` in a line of its own.
    private static func value(_ name: String, _ lines: [Substring]) -> String? {
        lines.lazy.compactMap { line -> String? in
            guard line.hasPrefix(name), let colon = line.firstIndex(of: ":"),
                line[line.index(line.startIndex, offsetBy: name.count)..<colon].allSatisfy({ $0 == " " })
            else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return value.isEmpty || value.utf8.count > 200 ? nil : String(value)
        }.first
    }

    private static func after(_ beginning: String, _ lines: [Substring]) -> String? {
        lines.lazy.filter { $0.hasPrefix(beginning) }.map { String($0.dropFirst(beginning.count).prefix { $0 != " " }) }
            .first { !$0.isEmpty && $0.utf8.count <= 200 }
    }
}
