import Foundation

/// Commands outside the configuration modes.
extension IOSConsole {
    func execute(_ line: String) {
        let words = TypedWord.split(line)
        guard let first = words.first, !first.text.hasPrefix("!") else { return }
        typedLine = line
        typedMode = mode
        // Only `show` and `more` have a bar.
        let bar = "show".hasPrefix(first.text.lowercased()) || first.text == "more" ? line.firstIndex(of: "|") : nil
        let command = bar.map { String(line[..<$0]) } ?? line
        if let bar, model.dialect == .eos, line[bar...].dropFirst().trimmingCharacters(in: .whitespaces) == "no-more" {
            return execute(command)
        }
        let filter = bar.flatMap { LineFilter(String(line[line.index(after: $0)...])) }
        if let bar, filter == nil {
            return refuse(.invalid(column: line.distance(from: line.startIndex, to: bar) + 2), line)
        }
        switch tables.exec(mode.kind).parse(command, reader: reader.read) {
        case .found(let parsed):
            tables.execRows[parsed.row].run(self, parsed)
            if let filter { events = filtered(filter) }
        case .invalid(0, _) where words.count == 1 && manner.translates:
            say("Translating \"\(first.text)\"")
            say("% Unknown command or computer name, or unable to find computer address")
        case let failure: refuse(failure, command)
        }
    }

    private func filtered(_ filter: LineFilter) -> [ConsoleEvent] {
        let lines = events.flatMap { event -> [String] in
            if case .line(let line) = event { return line.components(separatedBy: "\n") }
            return []
        }
        return filter.apply(lines).map { .line($0) }
    }

    // MARK: - Rights

    func enable() {
        guard mode.kind == .user, let password = device.enable else { return mode = .privileged }
        askPassword(password, left: 3)
    }

    private func askPassword(_ password: String, left: Int) {
        ask("Password: ", isHidden: true) { console, answer in
            if answer == password {
                console.mode = .privileged
            } else if left > 1 {
                console.askPassword(password, left: left - 1)
            } else {
                console.say("% Bad secrets")
                console.say()
            }
        }
    }

    func enterConfiguration(revert minutes: Int? = nil) {
        if surroundings.isLocked {
            return say(
                "Configuration mode locked exclusively by user 'operator' process '88' from terminal '2'. "
                    + "Please try later.")
        }
        if let minutes, !arm(minutes) { return }
        if model.dialect != .eos { say("Enter configuration commands, one per line.  End with CNTL/Z.") }
        mode = .configuration
    }

    // MARK: - Files

    func save(to file: String? = nil) {
        if surroundings.isFull {
            return say("%Error opening \(file ?? "nvram:startup-config") (No space left on device)")
        }
        let permission = surroundings.beforeChange()
        guard permission != .refuse else {
            return say("\(file ?? "startup-config") file open failed (Device or resource busy)")
        }
        guard let file else { return saveStartup(isPretended: permission != .apply) }
        say("Building configuration...")
        guard permission == .apply else { return say("[OK]") }
        state.files[file] = state.running
        let size = IOSRenderer(console: self).size(IOSRenderer(console: self).file(state.running))
        say("\(size) bytes copied in 0.210 secs (\(size * 5) bytes/sec)")
    }

    private func saveStartup(isPretended: Bool) {
        guard !isPretended else { return say(manner.saved) }
        state.startup = state.running
        state.savedChange = state.changed
        state.saved = .init(seconds: surroundings.wall().timeIntervalSince1970, user: surroundings.user)
        say(manner.saved)
        if state.running.entry(["archive", "write-memory"]) != nil, archivePath != nil { keepInArchive() }
    }

    func copyRunning(_ command: ParsedCommand) {
        let target = command.values.first
        let isQuiet = state.running.entry(["file prompt"])?.text == "file prompt quiet"
        guard let name = target == nil ? "startup-config" : fileURL(target ?? "") else {
            return say("%Error opening \(target ?? "") (No such device)")
        }
        func finish(_ console: IOSConsole, _ answer: String) {
            if answer.isEmpty || answer == "startup-config" || answer == name {
                console.save(to: target == nil && (answer.isEmpty || answer == name) ? nil : name)
            } else if let url = console.fileURL(answer) {
                console.save(to: url)
            } else {
                console.say("%Error opening \(answer) (No such device)")
            }
        }
        if isQuiet { return finish(self, "") }
        let shown = target == nil ? name : String(name.drop { $0 != ":" }.dropFirst())
        ask("Destination filename [\(shown)]? ") { console, answer in finish(console, answer == shown ? "" : answer) }
    }

    /// `flash:name` in the device's form; nil for another file system.
    func fileURL(_ text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return text.isEmpty ? nil : model.disk + text }
        let system = String(text[...colon])
        let name = text[text.index(after: colon)...].drop { $0 == "/" }
        guard !name.isEmpty, ["flash:", "bootflash:", model.disk].contains(system) else { return nil }
        return system + name
    }

    /// What a URL means: a file, the start-up or the running configuration.
    func configuration(at url: String) -> IOSConfiguration? {
        switch url {
        case "nvram:startup-config", "startup-config": state.startup
        case "system:running-config": state.running
        default: fileURL(url).flatMap { state.files[$0] }
        }
    }

    func showStartup() {
        guard let startup = state.startup else { return say("startup-config is not present") }
        say(IOSRenderer(console: self).startup(startup))
    }

    func showFile(_ url: String) {
        guard let file = configuration(at: url) else {
            return say("%Error opening \(url) (No such file or directory)")
        }
        say(IOSRenderer(console: self).file(file))
    }

    func delete(_ command: ParsedCommand) {
        guard let url = fileURL(command.values[0]), state.files[url] != nil else {
            return say("%Error deleting \(command.values[0]) (No such file or directory)")
        }
        if command.words[1] == "/force" { return forget(url) }
        ask("Delete filename [\(url.drop { $0 != ":" }.dropFirst())]? ") { console, _ in
            console.confirm("Delete \(url)?") { $0.forget(url) }
        }
    }

    private func forget(_ url: String) {
        state.files[url] = nil
        state.archive.removeAll { $0 == url }
    }

    var directoryLines: [String] {
        let renderer = IOSRenderer(console: self)
        let files = state.files.sorted { $0.key < $1.key }.enumerated().map { number, file in
            let size = String(renderer.size(renderer.file(file.value)))
            return "\(number + 1)  -rw-\(String(repeating: " ", count: max(1, 16 - size.count)))\(size)  "
                + "\(file.key.drop { $0 != ":" }.dropFirst())"
        }
        return ["Directory of \(model.disk)/", ""] + files + ["", "1941504000 bytes total (1210060800 bytes free)"]
    }

    // MARK: - Reachability

    func ping(_ command: ParsedCommand) {
        let address = command.values[0]
        let numbers = command.values.dropFirst().compactMap { Int($0) }
        let count = command.words.contains { ["repeat", "ntimes"].contains($0) } ? min(numbers.first ?? 5, 10_000) : 5
        if let place = command.words.firstIndex(of: "source") {
            let source = command.words[place + 1]
            let name = reader.read(.interface, TypedWord.split(source)[...])?.text
            let known = networks().first { $0.interface == name || IPv4.text($0.address) == source }
            guard let known else { return say("% Invalid source address- IP address not on any of our up interfaces") }
            say("Packet sent with a source address of \(IPv4.text(known.address)) ")
        }
        let answers = surroundings.hostsAnswer && IPv4.parse(address).flatMap { way(to: $0) } != nil
        say([
            "Type escape sequence to abort.",
            "Sending \(count), 100-byte ICMP Echos to \(address), timeout is 2 seconds:",
        ])
        let marks = String(repeating: answers ? "!" : ".", count: count)
        var rest = Substring(marks)
        while !rest.isEmpty {
            say(String(rest.prefix(70)))
            rest = rest.dropFirst(70)
        }
        say(
            answers
                ? "Success rate is 100 percent (\(count)/\(count)), round-trip min/avg/max = 1/1/2 ms"
                : "Success rate is 0 percent (0/\(count))")
    }
}
