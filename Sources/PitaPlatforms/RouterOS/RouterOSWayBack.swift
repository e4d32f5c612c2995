/// The dead-man's switch on the device: a scheduler entry that undoes the change unless it is taken away in time.
struct RouterOSWayBack {
    /// The longest event, in octets; nothing is documented, and scripts of this size are known to run.
    static let longestEvent = 60_000
    /// The name of the entry.
    static let name = "pita-back-" + RuntimeSlot.push

    let change: DeviceChange
    let facts: DeviceFacts

    /// Why there is none; `nil` where there is one.
    var refusal: String? {
        if facts.other["device-mode.scheduler"] == "no" {
            return "device-mode `\(facts.other["device-mode"] ?? "home")` forbids the scheduler"
        }
        return event.utf8.count > Self.longestEvent ? "the way back is too long for one scheduler entry" : nil
    }

    /// The way back; `nil` where there is none.
    var wayBack: WayBack? {
        guard refusal == nil else { return nil }
        let removal = "/system scheduler remove [find where name=\"\(Self.name)\"]"
        // The interval counts from the creation, so that a wrong clock does not matter.
        let add =
            "/system scheduler add name=\"\(Self.name)\" interval=\(RuntimeSlot.seconds)s "
            + "policy=read,write,policy,test on-event=\(quotedKeepingSlots(event))"
        let disarm =
            ":if ([:len [/system scheduler find where name=\"\(Self.name)\"]] = 1) do={ \(removal); "
            + ":put \"\(Self.gone)\" } else={ :error \"failure: the way back has fired, or was taken away before\" }"
        let proof =
            ":if ([:len [/system scheduler find where name=\"\(Self.name)\"]] = 1) do={ :put \"\(Self.armed)\" } "
            + "else={ :error \"failure: no way back on the device\" }"
        return WayBack(
            arm: [DeviceCommand(removal), DeviceCommand(add)],
            proof: (command: DeviceCommand(proof), mustContain: Self.armed), disarm: [DeviceCommand(disarm)],
            disarmed: Self.gone)
    }

    private static let armed = "pita-way-back-is-armed"
    private static let gone = "pita-way-back-is-gone"

    /// The entry ends itself first: a failure further on must not leave it to fire again.
    private var event: String {
        (["/system scheduler remove [find where name=\"\(Self.name)\"]"] + change.reverse.map(\.text))
            .joined(separator: "; ")
    }

    /// Slots are filled in when the push begins, within the quotes too.
    private func quotedKeepingSlots(_ text: String) -> String {
        let parts = text.split(separator: RuntimeSlot.push, omittingEmptySubsequences: false)
        return "\"" + parts.map { RouterOSText.escaped(String($0)) }.joined(separator: RuntimeSlot.push) + "\""
    }
}
