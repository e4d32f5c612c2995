import Foundation

/// What a device of a kind says besides its answers: lines of its log in every form, remarks, words that no manual has.
struct SpokenForms {
    /// Lines of the log and words to all sessions.
    var logs: [String]
    /// Remarks to a line of config that was carried out.
    var remarks: [String]
    /// A remark that is in no table.
    var murmur: [String]
    /// What is said before a session is closed for which there is no line.
    var busy: String
    /// Whether the prompt is painted again behind a line of the log.
    var repaints = true
}

/// The faults of speech of one session: what is put around the answers of a console, and into its prompts.
struct ConsoleSpeech {
    let faults: FaultSet
    let forms: SpokenForms

    /// The text of an answer. A device thinks aloud in the middle of it.
    ///
    /// - Parameter isConfiguring: whether the line was one of config, and was carried out without a word.
    func answer(_ text: String, isConfiguring: Bool) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if isConfiguring, text.isEmpty {
            if faults.has("remarks") { lines = forms.remarks + [""] }
            if faults.has("murmur") { lines = forms.murmur + [""] }
        }
        guard faults.has("chatter") else { return lines.joined(separator: "\n") }
        var spoken: [String] = []
        let last = lines.removeLast()
        for (number, line) in lines.enumerated() {
            if number % 3 == 0 { spoken.append(forms.logs[number / 3 % forms.logs.count]) }
            spoken.append(line)
        }
        return (spoken + [last]).joined(separator: "\n")
    }

    /// What follows the prompt, when the device has something to say just then.
    func behindPrompt(_ prompt: String, number: Int) -> String {
        guard faults.has("chatter"), number % 2 == 1 else { return "" }
        let log = forms.logs[number / 2 % forms.logs.count]
        return forms.repaints ? "\n" + log + "\n" + prompt : log + "\n"
    }
}

extension SpokenForms {
    /// The forms of a kind of device.
    static func of(_ kind: LabDevice.Kind, name: String) -> SpokenForms {
        switch kind {
        case .vrp: vrp(name)
        case .junos: junos(name)
        case .eos: eos(name)
        case .rgos: rgos
        default: ios
        }
    }

    private static let ios = SpokenForms(
        logs: [
            "%LINK-3-UPDOWN: Interface GigabitEthernet0/9, changed state to up",
            "1w2d: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan9, changed state to down",
            "00:12:13: %SYS-5-CONFIG_I: Configured from console by vty0", "3d04h: %SYS-6-CLOCKUPDATE: clock updated",
            "*Mar  1 00:00:01.123: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan1, changed state to up",
            "000123: Dec  1 10:00:00.456 WIB: %SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: x]",
            "000124: *Dec 11 2026 10:00:00: %AUTHMGR-SP-5-START: Starting 'dot1x'",
            ".Mar 12 10:00:00: %NTP-4-UNSYNC: NTP sync is lost",
            "*Mar  1 00:00:02.004: yang-infra: Default hostkey created",
            "2026-12-01T10:00:00.123+07:00: %SYS-5-RESTART: System restarted",
        ],
        remarks: [
            "% Interface GigabitEthernet0/1 IPv4 disabled and address(es) removed due to enabling VRF DINAS",
            "%Warning: portfast should only be enabled on ports connected to a single",
            " host. Connecting hubs, concentrators, switches, bridges, etc... to this",
            " interface  when portfast is enabled, can cause temporary bridging loops.", " Use with CAUTION", "",
        ],
        murmur: ["Policy gudang-7 menunggu"], busy: "% Connection refused by remote host", repaints: false)

    private static func eos(_ name: String) -> SpokenForms {
        SpokenForms(
            logs: [
                "Dec  1 10:00:00 \(name) Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet9, changed state to up",
                "2026-12-01T10:00:00.123456+07:00 \(name) ConfigAgent: %SYS-5-CONFIG_I: Configured from console",
            ], remarks: ["! Access VLAN does not exist. Creating vlan 30"], murmur: ["Agent gudang-7 menunggu"],
            busy: "Too many sessions")
    }

    private static let rgos = SpokenForms(
        logs: [
            "*Dec  1 10:00:00: %LINK-3-UPDOWN: Interface GigabitEthernet 0/9, changed state to up.",
            "*Dec  1 10:00:01: gudang %LINEPROTO-5-UPDOWN: Line protocol on Interface VLAN 9, changed state to down.",
        ], remarks: ["%Warning: portfast should only be enabled on ports connected to a single host."],
        murmur: ["Modul gudang-7 menunggu"], busy: "All VTY lines are in use")

    private static func vrp(_ name: String) -> SpokenForms {
        SpokenForms(
            logs: [
                "Dec  1 2026 10:00:00 \(name) %%01IFNET/4/IF_STATE(l)[1]:Interface GE0/0/9 has turned into DOWN state.",
                "Dec 11 2026 10:00:00+07:00 \(name) %%01SHELL/5/LOGIN(s)[2]:VTY login from 10.0.0.9.",
                "#Dec  1 2026 10:00:00 \(name) DS/4/DATASYNC_CFGCHANGE:OID 1.3.6.1.4.1.2011 configurations have been changed.",
            ], remarks: ["Info: This operation may take a few seconds. Please wait for a moment...done."],
            murmur: ["Kartu gudang-7 menunggu"],
            busy: "Error: The number of VTY users reaches the upper limit")
    }

    private static func junos(_ name: String) -> SpokenForms {
        SpokenForms(
            logs: [
                "Dec  1 10:00:00  \(name) mib2d[1402]: SNMP_TRAP_LINK_DOWN: ifIndex 511, ifName ge-0/0/9",
                "Dec 11 10:00:00 \(name) mgd[77]: UI_COMMIT: User 'x' requested 'commit'",
            ], remarks: ["warning: statement not found"], murmur: ["gudang-7 menunggu"], busy: "Too many sessions")
    }
}
