import PitaDiagnostics

/// What every device with a POSIX shell says of itself, asked in one exec.
enum ShellFacts {
    /// The read command; `tool` prints the version of the platform's own tool.
    static func command(tool: String) -> ReadCommand {
        // The directories of root's tools are not in everyone's PATH; a virtual machine has no product name or serial.
        let parts = [
            "export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\"",
            MarkedSections.echo("node"), "uname -n", MarkedSections.echo("kernel"), "uname -r",
            MarkedSections.echo("machine"), "uname -m", MarkedSections.echo("uid"), "id -u",
            MarkedSections.echo("tool"), tool,
            MarkedSections.echo("os"), "cat /etc/os-release 2>/dev/null",
            MarkedSections.echo("model"), "cat /sys/class/dmi/id/product_name 2>/dev/null",
            MarkedSections.echo("serial"), "cat /sys/class/dmi/id/product_serial 2>/dev/null",
            MarkedSections.echo("state"), "printenv PITA_DEVICE_STATE",
            MarkedSections.echo("systemd"), "test -d /run/systemd/system && echo yes", MarkedSections.echo("end"),
        ]
        return ReadCommand("facts", parts.joined(separator: "; "))
    }

    /// The facts from the answer; ``DeviceFacts/version`` is what `version` makes of the tool's line and the kernel's.
    static func facts(
        from replies: [String: CommandReply], tool name: String, version: (_ tool: String, _ kernel: String) -> String?
    ) throws(Diagnostics) -> DeviceFacts {
        guard let reply = replies["facts"] else { throw Diagnostics("the device was not asked for its facts") }
        let answer = try MarkedSections(reply.output, what: "facts")
        func first(_ section: String) throws(Diagnostics) -> String? {
            try answer.lines(of: section).first.map { String($0).trimmed }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let node = try first("node"), let kernel = try first("kernel"), let machine = try first("machine"),
            let uid = try first("uid")
        else { throw Diagnostics("the device did not say its name, kernel, machine and user") }
        guard let tool = try first("tool"), let version = version(tool, kernel) else {
            let said = TerminalText.sanitised(String(reply.errorOutput.prefix(200)))
            throw Diagnostics("`\(name)` does not answer on the device", hint: said.isEmpty ? nil : "it said: \(said)")
        }
        var other = ["uid": uid, "machine": machine, "kernel": kernel, "has-systemd": try first("systemd") ?? "no"]
        if let system = osName(try answer.lines(of: "os")) { other["os"] = system }
        let state = try first("state")
        if let state { try checkDirectory(state) }
        other["run-directory"] = state ?? "/run/pita"
        other["save-directory"] = state ?? "/var/lib/pita"
        return DeviceFacts(
            name: node, model: try first("model") ?? machine, serial: try first("serial"), version: version,
            other: other)
    }

    private static func osName(_ lines: [Substring]) -> String? {
        guard let line = lines.first(where: { $0.hasPrefix("PRETTY_NAME=") }) else { return nil }
        return String(line.dropFirst("PRETTY_NAME=".count)).trimmed.replacing("\"", with: "")
    }

    /// The directory stands unquoted in commands, so it may hold nothing that a shell reads.
    private static func checkDirectory(_ path: String) throws(Diagnostics) {
        let isPlain =
            path.hasPrefix("/") && !path.contains("..") && ShellQuoting.isPlain(path) && path.utf8.count <= 200
        guard isPlain else {
            throw Diagnostics(
                "PITA_DEVICE_STATE of the device is no plain absolute path: `\(TerminalText.sanitised(path))`")
        }
    }

    /// The dotted number that begins `text`: `6.1.0` of `6.1.0-18-amd64`.
    static func number(_ text: some StringProtocol) -> String? {
        let number = text.prefix { ("0"..."9").contains($0) || $0 == "." }
        return number.first.map { $0 != "." } == true ? String(number) : nil
    }
}
