import Foundation

/// One exec channel, or one plain shell, on a simulated router.
struct RouterSession {
    let directory: LabDirectory
    let device: LabDevice
    let store: RouterStore
    let truth: GroundTruth

    init(_ directory: LabDirectory, _ device: LabDevice) throws {
        self.directory = directory
        self.device = device
        store = try RouterStore(directory, device)
        truth = GroundTruth(directory: directory, device: device.name)
    }

    /// Answers one command and gives the exit status.
    func exec(_ line: String) throws -> Int32 {
        truth.write("command", line)
        try misbehave()
        let (answer, status) = try run(line)
        Wire.write(answer)
        return status
    }

    /// Faults that come before anything is done.
    private func misbehave() throws {
        let faults = store.faults
        for (name, value) in faults.faults where ["drop", "stall", "slow", "garbage"].contains(name) {
            truth.write("fault", value < 0 ? name : "\(name)=\(value)")
        }
        if let milliseconds = faults.faults["slow"] { Clocks.sleep(Double(milliseconds) / 1000) }
        if faults.has("drop") { Wire.cut() }
        if faults.has("stall") { Wire.stall() }
        if faults.has("garbage") {
            let secrets = try LabSecrets.load(directory)
            Wire.write(Noise.bytes(seed: secrets.seed ^ UInt64(getpid())))
            exit(0)
        }
    }

    /// Runs a line on the state and gives the answer and the exit status.
    func run(_ line: String, event: String = "effect") throws -> (answer: [UInt8], status: Int32) {
        try store.locked {
            let router = store.router(try store.load())
            let before = GroundTruth.digest(RouterStore.truth(router))
            let restart = prepare(router)
            var text = ByteText.received(line)
            while let last = text.unicodeScalars.last, last == "\n" || last == "\r" { text.unicodeScalars.removeLast() }
            var status: Int32 = 0
            if event == "effect", text.unicodeScalars.contains("\n") {
                router.emit("syntax error (line 2 column 1)")
            } else {
                status = Interpreter(router: router).run(line: text)
            }
            try store.save(router)
            let after = GroundTruth.digest(RouterStore.truth(router))
            let answer = spoil(router.output, router)
            truth.write(event, String(decoding: answer.prefix(500), as: UTF8.self), before: before, after: after)
            if restart.isWanted { try goAway() }
            return (answer, status)
        }
    }

    /// Whether the device restarts behind this command.
    final class Restart { var isWanted = false }

    private func goAway() throws {
        truth.write("fault", "restart")
        StateFile.append("", to: directory.restarts + "/" + device.name)
        Wire.cut()
    }

    private func prepare(_ router: Router) -> Restart {
        let restart = Restart()
        router.surroundings.hostsAnswer = { !store.faults.has("ping-silent") }
        router.surroundings.restart = { restart.isWanted = true }
        router.surroundings.wait = { seconds, router in
            try? store.save(router)
            store.unlocked { Clocks.sleep(seconds) }
            if let state = try? store.load() { router.state = state }
        }
        var happening: Set<String> = []
        router.surroundings.beforeChange = { path throws(ScriptError) in
            var faults = store.faults
            if faults.has("locked") {
                throw .run(
                    "action timed out - try again, if error continues contact MikroTik support and send a supout file (13)"
                )
            }
            happening = faults.count()
            if !happening.isEmpty || faults != store.faults { store.faults = faults }
            if happening.contains("reject") {
                truth.write("fault", "reject-after")
                throw .run("failure: item with this name already exists")
            }
            return !faults.has("lie")
        }
        router.surroundings.afterChange = { () throws(ScriptError) in
            guard !happening.isDisjoint(with: ["reboot", "stall", "drop"]) else { return }
            truth.write("fault", happening.sorted().joined(separator: ","))
            try? store.save(router)
            if happening.contains("reboot") {
                restart.isWanted = true
                throw ScriptError(kind: .gone, text: "")
            }
            // The lock must not outlive a stalled session.
            if happening.contains("stall") { store.unlocked { Wire.stall() } }
            Wire.cut()
        }
        return restart
    }

    private func spoil(_ output: [UInt8], _ router: Router) -> [UInt8] {
        var output = output
        let faults = store.faults
        if faults.has("echo-log"), let end = output.firstIndex(of: 10) {
            let time = DeviceCalendar.stamp(router.surroundings.wall(), version: router.version).time
            let line = "\(time) echo: system,error,critical login failure for user admin from 192.0.2.66 via ssh\r\n"
            output.insert(contentsOf: Array(line.utf8), at: end + 1)
        }
        if let limit = faults.faults["truncate"] { output = Array(output.prefix(limit)) }
        return output
    }

    /// A log-in without a command: the banner and a plain prompt.
    func interactive() throws {
        let version = device.version
        let years = version.hasPrefix("6") ? "1999-2024       http" : "1999-2024       https"
        Wire.write(Array("\r\n\r\n  MikroTik RouterOS \(version) (c) \(years)://www.mikrotik.com/\r\n\r\n".utf8))
        while true {
            let state = try store.locked { try store.load() }
            let identity = state.configuration.singles["system identity"]?["name"] ?? "MikroTik"
            Wire.write(ByteText.bytes("[admin@\(identity)] > "))
            guard let line = readLine() else { return }
            if ["quit", "/quit"].contains(line) { return }
            _ = try exec(line)
        }
    }

    /// Runs the scheduler entries that are due.
    func fire() throws {
        let taken = try store.locked {
            let router = store.router(try store.load())
            let taken = Scheduling(router: router).takeDue()
            try store.save(router)
            return taken
        }
        for item in taken { try fire(item) }
    }

    func fire(_ item: Item) throws {
        let source = item.values["on-event"] ?? ""
        truth.write("fire", "\(item.values["name"] ?? ""): \(source)")
        // An event that is the name of a script runs that script.
        let script = try store.locked { try store.load() }.configuration.tables["system script"]?
            .first { $0.values["name"] == source }
        _ = try run(
            ByteText.bytes(script?.values["source"] ?? source).reduce(into: "") {
                $0.unicodeScalars.append(Unicode.Scalar($1))
            }, event: "fired")
    }

    /// SFTP and scp into the file root; `*.auto.rsc` runs when it has arrived.
    func transfer(_ command: String) throws -> Int32 {
        truth.write("command", command)
        if store.faults.has("drop") { Wire.cut() }
        if store.faults.has("stall") { Wire.stall() }
        let root = directory.device(device.name, "files")
        let area = FileArea(directory: root)
        let before = Set(area.names)
        var arguments = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", root]
        if store.faults.has("full") { arguments[2] = "trap '' XFSZ; ulimit -f 0; cd \"$0\" && exec \"$@\"" }
        if command.contains("sftp-server") {
            arguments += ["/usr/lib/openssh/sftp-server"]
        } else {
            let words = command.split(separator: " ").map(String.init)
            arguments +=
                words.dropLast() + [
                    area.path(words.last ?? "") == nil ? "." : words.last.map { String($0.drop { $0 == "/" }) } ?? "."
                ]
        }
        let status = try Launch(arguments: arguments, descriptors: [0, 1, 2]).run()
        for name in Set(area.names).subtracting(before).sorted() {
            truth.write("upload", name)
            if name.hasSuffix(".auto.rsc") {
                let (answer, _) = try run("/import file-name=\(name)")
                try? area.write(String(name.dropLast(4)) + ".log", answer)
            }
        }
        return status
    }
}
