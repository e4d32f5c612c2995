/// The dead-man's switch on the device: a scheduler entry that undoes the change unless it is taken away in time.
struct RouterOSRollbackGuard {
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
    var rollbackGuard: RollbackGuard? {
        guard refusal == nil else { return nil }
        return .timedScript(
            RollbackGuard.TimedScript(
                arm: [DeviceCommand(clearing), DeviceCommand(addition)],
                verification: RollbackGuard.Verification(DeviceCommand(proof), mustContain: Self.armed),
                cancel: RollbackGuard.Cancelling(
                    [DeviceCommand(disarming)], cancelled: Self.gone, alreadyGone: Self.nothing),
                timing: RollbackTiming(restoreTime: RollbackTiming.seconds(toRun: change.reverse.count))))
    }

    private static let armed = "pita-way-back-is-armed"
    private static let gone = "pita-way-back-is-gone"
    private static let nothing = "failure: no way back is left"
    private static let entry = "[find where name=\"\(name)\"]"
    private static let removal = "/system scheduler remove \(entry)"
    private static let file = "\(name).rsc"

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

    private static func value(_ property: String) -> String { "[/system scheduler get \(entry) \(property)]" }

    /// The entry stands with its whole event, and with its time; and the device can read the event.
    private var proof: String {
        ":if (\(whole)) do={ \(reading) } else={ :error \"failure: no whole way back is on the device\" }"
    }

    /// The length of the event depends on the push's, which the device adds.
    private var whole: String {
        let parts = event.split(separator: RuntimeSlot.push, omittingEmptySubsequences: false)
        let length = parts.reduce(0) { $0 + RouterOSText.octets(String($1)).count }
        let whole = "(\(length) + (\(parts.count - 1) * [:len \"\(RuntimeSlot.push)\"]))"
        return "([:len \(Self.value("on-event"))] = \(whole)) && (\(Self.value("interval")) = \(RuntimeSlot.seconds)s) "
            + "&& (\(Self.value("disabled")) = false)"
    }

    /// The first import whose dry run is known from a command tree.
    private static let firstDryRun = RouterOSVersion(7, 16)

    private static let fileItem = "[find where name=\"\(file)\"]"

    /// An event that can't be read never runs, and its entry stays. The device reads it without running it: by a dry run of
    /// an import where there is one, and else, or where the file can't be made, by `:parse`. Either fails on what the device
    /// can't read, which ends the script before it says that the way back is armed.
    private var reading: String {
        guard let version = RouterOSVersion(facts.version), version >= Self.firstDryRun else { return Self.parsing }
        let isThere = "([:len [/file find where name=\"\(Self.file)\"]] = 1)"
        // The file stands for the answer: a dry run that fails takes it away.
        return "/file remove \(Self.fileItem); "
            + ":do { /file add name=\"\(Self.file)\" contents=\(Self.value("on-event")) } on-error={ :put \"no file\" }; "
            + ":if \(isThere) do={ :do { /import file-name=\"\(Self.file)\" verbose=yes dry-run } "
            + "on-error={ /file remove \(Self.fileItem) }; :if \(isThere) do={ /file remove \(Self.fileItem); "
            + ":put \"\(Self.armed): read by a dry run\" } "
            + "else={ :error \"failure: the device can't read the way back\" } } else={ \(Self.parsing) }"
    }

    private static let parsing = ":local pita [:parse \(value("on-event"))]; :put \"\(armed): parsed\""

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
