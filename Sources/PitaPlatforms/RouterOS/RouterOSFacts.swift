import PitaDiagnostics

/// Reads what `print` shows of a single record: `key: value` lines.
enum RouterOSFacts {
    static let commands = [
        ReadCommand("resource", "/system resource print"),
        ReadCommand("identity", "/system identity print"),
        ReadCommand("routerboard", "/system routerboard print", mayFail: true),
        ReadCommand("device-mode", "/system device-mode print", mayFail: true),
    ]

    /// The facts from the replies, by the names of the commands.
    static func facts(_ replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        let resource = record(replies["resource"])
        guard let text = resource["version"] else {
            let words = replies["resource"].flatMap(RouterOSRejection.find)
            throw Diagnostics(
                "the device does not say its version" + (words.map { ": \($0)" } ?? ""),
                hint: "is it RouterOS, and may the user read?")
        }
        guard let version = RouterOSVersion(text) else {
            throw Diagnostics("`\(text)` is no version of RouterOS")
        }
        let board = record(replies["routerboard"])
        let mode = record(replies["device-mode"])
        var other: [String: String] = [:]
        other["board-name"] = resource["board-name"]
        other["architecture"] = resource["architecture-name"]
        other["channel"] = text.firstIndex(of: "(").map { text[text.index(after: $0)...].prefix { $0 != ")" } }.map(
            String.init)
        other["device-mode"] = mode["mode"]
        for feature in ["scheduler", "fetch"] { other["device-mode.\(feature)"] = mode[feature] }
        // The factory setting of home-class boards from 7.17 on: it forbids the scheduler, whether or not that is listed.
        if mode["mode"] == "home", mode["scheduler"] == nil { other["device-mode.scheduler"] = "no" }
        return DeviceFacts(
            name: record(replies["identity"])["name"] ?? "",
            model: board["model"] ?? resource["board-name"] ?? "unknown",
            serial: board["serial-number"], version: version.description, other: other)
    }

    /// Keys and values; empty where the device refused.
    private static func record(_ reply: CommandReply?) -> [String: String] {
        guard let reply, RouterOSRejection.find(in: reply) == nil else { return [:] }
        var result: [String: String] = [:]
        for line in reply.output.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(200) {
            let text = Substring(line.prefix(512))
            guard let colon = text.firstRange(of: ": "), !text.contains(" echo: ") else {
                continue
            }
            let key = text[..<colon.lowerBound].drop { $0 == " " }
            let value = text[colon.upperBound...].drop { $0 == " " }
            guard !key.isEmpty, !key.contains(" "), !value.isEmpty, result[String(key)] == nil else { continue }
            result[String(key)] = String(value)
        }
        return result
    }
}
