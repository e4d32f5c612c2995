import PitaPlatforms

/// The workload `diff`: reads two RouterOS configs of 5,000 lines and works out the ordered commands between them.
/// - Returns: the line to print: 1, how many commands, and the seconds that reading and comparing took.
func benchDiff() throws -> String {
    let platform = RouterOSPlatform()
    let facts = DeviceFacts(name: "rtr-bench", model: "CCR2116-12G-4S+", serial: nil, version: "7.16.1")
    let texts = (export(changed: false), export(changed: true))
    let clock = ContinuousClock()
    var commands = 0
    let time = try clock.measure {
        let running = try platform.parse(texts.0, file: "old.rsc")
        let intended = try platform.parse(texts.1, file: "new.rsc")
        commands = try platform.change(from: running, to: intended, mode: .exact, facts: facts).commands.count
    }
    return "ok=\(commands > 0 ? 1 : 0) commands=\(commands) inner_wall=\(time / .seconds(1))"
}

/// A queue or an address on each line; the changed one has other rates in every fiftieth queue.
private func export(changed: Bool) -> String {
    var text = "/queue simple\n"
    for number in 0..<2500 {
        let rate = changed && number.isMultiple(of: 50) ? "30M/60M" : "10M/20M"
        text += "add name=q\(number) target=10.\(number / 250).\(number % 250).0/24 max-limit=\(rate)\n"
    }
    text += "/ip firewall address-list\n"
    for number in 0..<2498 { text += "add list=opd address=172.16.\(number / 250).\(number % 250)\n" }
    return text
}
