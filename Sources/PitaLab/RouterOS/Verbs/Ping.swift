/// `/ping`: a line for each echo request, then the statistics.
struct Ping {
    let verbs: Verbs

    private var router: Router { verbs.router }

    /// Gives how many were answered, as the device does to a script.
    func run() throws(ScriptError) -> Value {
        let raw = verbs.arguments.raw("address") ?? verbs.rest.first { $0.name == nil }?.value
        let address = try verbs.interpreter.text(raw, in: "")
        guard let host = IPv4.parse(address) else { throw .run("invalid value for argument address") }
        let source = try source()
        try checkInterface()
        // Without a number it would go on until it is interrupted.
        guard case .number(let count) = try verbs.arguments.named("count"), (1...1000).contains(count) else {
            throw .run("action timed out")
        }
        router.emit("  SEQ HOST                                     SIZE TTL TIME       STATUS")
        var received: Int64 = 0
        for sequence in 0..<count {
            if let words = Routing(router: router).silence(of: host, from: source) {
                let shown = words == "timeout" ? address : ""
                router.emit("\(right(String(sequence), 5)) \(left(shown, 57)) \(words)")
            } else {
                received += 1
                router.emit("\(right(String(sequence), 5)) \(left(address, 40))   56  64 1ms")
            }
            if sequence + 1 < count {
                if (sequence + 1).isMultiple(of: 20) { statistics(sequence + 1, received) }
                router.surroundings.wait(0.05, router)
            }
        }
        statistics(count, received)
        return .number(received)
    }

    private func source() throws(ScriptError) -> UInt32? {
        guard let raw = verbs.arguments.raw("src-address") else { return nil }
        guard let address = IPv4.parse(try verbs.interpreter.text(raw, in: "")) else {
            throw .run("invalid value for argument src-address")
        }
        return address
    }

    private func checkInterface() throws(ScriptError) {
        guard let raw = verbs.arguments.raw("interface") else { return }
        guard router.item(named: try verbs.interpreter.text(raw, in: ""), in: "interface") != nil else {
            throw .run("input does not match any value of interface")
        }
    }

    private func statistics(_ sent: Int64, _ received: Int64) {
        let times = received > 0 ? " min-rtt=1ms avg-rtt=1ms max-rtt=1ms" : ""
        router.emit("    sent=\(sent) received=\(received) packet-loss=\((sent - received) * 100 / sent)%\(times)")
    }

    private func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }

    private func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }
}
