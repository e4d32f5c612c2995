import Testing

/// A scheduler has one rate and one buffer, in one of several measures: another one takes the place of the former, and gives it back
/// (Juniper, `transmit-rate`, `buffer-size`, `shaping-rate`).
@Suite struct JunosAmountTests {
    private static let scheduler = "class-of-service schedulers S"

    @Test(arguments: [
        ("transmit-rate percent 20", "transmit-rate remainder", "transmit-rate remainder"),
        ("transmit-rate percent 20", "transmit-rate 5m", "transmit-rate 5000000"),
        ("transmit-rate remainder", "transmit-rate percent 20", "transmit-rate percent"),
        ("buffer-size percent 20", "buffer-size temporal 5000", "buffer-size temporal"),
        ("shaping-rate percent 20", "shaping-rate 5m", "shaping-rate 5000000"),
    ])
    func `another measure takes the place of the former`(_ old: String, _ new: String, _ undone: String) throws {
        let plan = try JunosTrial.plan(["\(Self.scheduler) \(old)"], ["set \(Self.scheduler) \(new)"])
        #expect(plan.forward.last?.hasPrefix("set \(Self.scheduler) ") == true, "\(plan.forward)")
        #expect(plan.back == ["delete \(Self.scheduler) \(undone)", "set \(Self.scheduler) \(old)"])
    }

    @Test func `what is said of the amount stays beside it`() throws {
        let plan = try JunosTrial.plan(
            ["\(Self.scheduler) transmit-rate percent 20", "\(Self.scheduler) transmit-rate exact"],
            ["set \(Self.scheduler) transmit-rate percent 30"])
        #expect(plan.forward == ["set \(Self.scheduler) transmit-rate percent 30"])
        #expect(plan.back == ["set \(Self.scheduler) transmit-rate percent 20"])
    }
}
