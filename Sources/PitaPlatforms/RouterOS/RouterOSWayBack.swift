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
        return WayBack(
            .reverse, arm: [DeviceCommand(clearing), DeviceCommand(addition)],
            proof: .init(DeviceCommand(proof), mustContain: Self.armed), disarm: [DeviceCommand(disarming)],
            disarmed: Self.gone, nothingLeft: Self.nothing,
            firing: WayBack.seconds(toRun: change.reverse.count))
    }

    private static let armed = "pita-way-back-is-armed"
    private static let gone = "pita-way-back-is-gone"
    private static let nothing = "failure: no way back is left"
    private static let entry = "[find where name=\"\(name)\"]"
    private static let removal = "/system scheduler remove \(entry)"

    /// Another way back would undo what this push makes; one of this push is left from an arming that was cut off.
    private var clearing: String {
        ":if ([:len [/system scheduler find where name~\"^pita-back-\" name!=\"\(Self.name)\"]] > 0) "
            + "do={ :error \"failure: another way back is on the device\" } else={ \(Self.removal) }"
    }

    /// The interval counts from the creation, so that a wrong clock does not matter.
    private var addition: String {
        "/system scheduler add name=\"\(Self.name)\" interval=\(RuntimeSlot.seconds)s "
            + "policy=read,write,policy,test on-event=\(quotedKeepingSlots(event))"
    }

    /// The entry stands with its whole event, and with its time. Its length depends on the push's, which the device adds.
    private var proof: String {
        let parts = event.split(separator: RuntimeSlot.push, omittingEmptySubsequences: false)
        let length = parts.reduce(0) { $0 + RouterOSText.octets(String($1)).count }
        let whole = "(\(length) + (\(parts.count - 1) * [:len \"\(RuntimeSlot.push)\"]))"
        func value(_ property: String) -> String { "[/system scheduler get \(Self.entry) \(property)]" }
        return ":if (([:len \(value("on-event"))] = \(whole)) && (\(value("interval")) = \(RuntimeSlot.seconds)s) "
            + "&& (\(value("disabled")) = false)) do={ :put \"\(Self.armed)\" } "
            + "else={ :error \"failure: no whole way back is on the device\" }"
    }

    /// The removal is by name, which fails where the entry is gone: the event takes its own entry away when it fires.
    private var disarming: String {
        ":if ([:len [/system scheduler find where name=\"\(Self.name)\"]] = 1) "
            + "do={ /system scheduler remove \"\(Self.name)\"; :put \"\(Self.gone)\" } "
            + "else={ :error \"\(Self.nothing): it has fired, or was taken away before\" }"
    }

    /// The entry ends itself first: a failure further on must not leave it to fire again.
    private var event: String {
        ([Self.removal] + change.reverse.map(\.text))
            .joined(separator: "; ")
    }

    /// Slots are filled in when the push begins, within the quotes too.
    private func quotedKeepingSlots(_ text: String) -> String {
        let parts = text.split(separator: RuntimeSlot.push, omittingEmptySubsequences: false)
        return "\"" + parts.map { RouterOSText.escaped(String($0)) }.joined(separator: RuntimeSlot.push) + "\""
    }
}
