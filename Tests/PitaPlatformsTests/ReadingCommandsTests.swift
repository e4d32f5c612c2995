import PitaDiagnostics
import PitaFuzzing
import Testing

@testable import PitaPlatforms

/// What may be sent to a device without a plan.
@Suite struct ReadingCommandsTests {
    private static let reading: [(platform: any Platform, commands: [String])] = [
        (
            RouterOSPlatform(),
            [
                "/system resource print", "/ip/address/print detail where interface=ether1", "/export",
                "/queue simple export terse", "/ping 10.0.0.1 count=3", "/interface monitor-traffic ether1 once",
                "/ip route print where dst-address=\"10.0.0.0/24\"",
            ]
        ),
        (
            LinuxPlatform(),
            [
                "ip -br address show", "ip route", "tc -s class show dev lan0", "bridge vlan show", "uptime",
                "ping -c 3 10.0.0.1".replacing("-c 3 ", with: ""), "ethtool wan0", "ss -tn",
            ]
        ),
        (OpenVSwitchPlatform(), ["ovs-vsctl show", "ovs-vsctl list port p-disdik", "ovs-appctl fdb/show br0"]),
    ]

    private static let writing: [(platform: any Platform, commands: [String])] = [
        (
            RouterOSPlatform(),
            [
                "/ip address add address=10.0.0.1/24 interface=ether1", "/queue simple remove [find]", "/system reboot",
                "/export file=a", "/export show-sensitive", "/ip address print; /system reboot",
                "/ip address print\n/quit",
                "/ip address print where [/system reboot]", ":put [/system reboot]",
                "/ip address print where name=\"$[/quit]\"",
                "/ip address print file=x", "/log print follow", "/ping 10.0.0.1", "/system script run print",
                "/system/script/add name=print source=x", "", "print", "/interface monitor-traffic ether1",
                "/ip address { print }", "/ip address print # x",
            ]
        ),
        (
            LinuxPlatform(),
            [
                "ip link set wan0 down", "ip -b show show", "ip address add 10.0.0.1/24 dev lan0",
                "tc qdisc del dev lan0 root",
                "uptime; reboot", "uptime && reboot", "uptime | sh", "uptime > /etc/passwd", "$(reboot)", "`reboot`",
                "reboot",
                "ss -K", "ping -f 10.0.0.1", "hostname x", "date 010100002030", "ethtool -s lan0",
                "ip netns exec a reboot",
                "uptime\nreboot", "cat /etc/shadow", "systemctl restart ssh", "ip 'link' set", "tc -b show show",
            ]
        ),
        (
            OpenVSwitchPlatform(),
            [
                "ovs-vsctl del-br br0", "ovs-vsctl list bridge -- del-br br0", "ovs-vsctl --db=x show",
                "ovs-vsctl get bridge br0 name -- set port p tag=1", "ovs-ofctl del-flows br0", "ovs-appctl exit",
            ]
        ),
    ]

    @Test func `what only reads is known`() {
        for (platform, commands) in Self.reading {
            for command in commands { #expect(platform.isReading(command), "\(platform.name): \(command)") }
        }
    }

    @Test func `what may write is in doubt`() {
        for (platform, commands) in Self.writing {
            for command in commands { #expect(!platform.isReading(command), "\(platform.name): \(command)") }
        }
    }

    /// Nothing that can chain, substitute or redirect passes, wherever it stands in a command that reads.
    @Test func `a second command never passes`() {
        let joints = [";", "&&", "||", "|", "&", "`", "$(", "\n", "\r", "\u{0}", ">", "<", "{", "[", "\\", "--"]
        for (platform, commands) in Self.reading {
            for command in commands {
                let words = command.split(separator: " ")
                for place in 0...words.count {
                    for joint in joints {
                        let told = words[..<place] + [Substring(joint + "reboot")] + words[place...]
                        let spaced = words[..<place] + [Substring(joint), "reboot"] + words[place...]
                        // `--reboot` is one option of one program.
                        if joint != "--" { #expect(!platform.isReading(told.joined(separator: " "))) }
                        #expect(
                            joint == "--" && platform.name != "openvswitch"
                                || !platform.isReading(spaced.joined(separator: " ")))
                    }
                }
            }
        }
    }
}

/// Secrets in what devices say.
@Suite struct SecretMaskTests {
    private let mask = SecretMask(names: SecretMask.common, needsSign: false)

    @Test(arguments: [
        "password=RAHASIA name=a", "/ppp secret add name=a password=\"RAHASIA dua\" service=any",
        "\"password\": \"RAHASIA\", \"a\": 1", "wpa2-pre-shared-key=RAHASIA", "snmp-server community RAHASIA ro",
        "  secret: RAHASIA", "options:psk=RAHASIA", "auth_key\tRAHASIA".replacing("auth_key", with: "md5-key"),
        "password \"RAHASIA \\\" RAHASIA\" x", "Password RAHASIA", "private_key=\"RAHASIA\"",
    ])
    func `what stands after its name is masked`(_ line: String) {
        let masked = mask.masked(line)
        #expect(!masked.contains("RAHASIA") && masked.contains(Secret.mask), "\(masked)")
    }

    @Test func `what is no secret stays, and so does the form of the text`() {
        let text = "name=pita-disdik max-limit=10M/20M\n\ncomment=\"kata\"\nservice password-encryption\n"
        #expect(mask.masked(text) == text)
        #expect(mask.masked("").isEmpty)
        #expect(mask.masked("password=RAHASIA\r\nname=a\r\n") == "password=\(Secret.mask)\r\nname=a\r\n")
    }

    @Test func `any text is masked in any place`() {
        var random = SeededGenerator(7)
        for _ in 0..<500 {
            let around = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                ["a", "=", "\"", " ", ":", "\\", "\n", "é", "\t", "{"].randomElement(using: &random) ?? ""
            }.joined()
            let masked = mask.masked(around + "\npassword=RAHASIA\n" + around)
            #expect(!masked.contains("RAHASIA"), "\(around)")
        }
    }
}
