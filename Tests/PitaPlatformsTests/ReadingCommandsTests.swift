import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// What may be sent to a device without a plan.
@Suite struct ReadingCommandsTests {
    private static let reading: [(platform: any Platform, commands: [String])] =
        [
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
            (
                FRRPlatform(),
                [
                    "vtysh -c 'show running-config'", "vtysh -c 'show ip route 10.0.0.0/24'", "ip route", "uptime",
                    "vtysh -c 'show bgp summary'",
                ]
            ),
            (
                VRPPlatform(),
                [
                    "display version", "display current-configuration interface 10GE1/0/48", "ping 10.0.0.1",
                    "tracert 10.0.0.1",
                    "display interface brief | include up", "display qos lr outbound interface GigabitEthernet0/0/1",
                ]
            ),
            (
                JunosPlatform(),
                [
                    "show version", "show configuration | display set | no-more", "show interfaces queue ge-0/0/1",
                    "show firewall filter pita-a | match Counters | except x", "ping 10.0.0.1 count 3", "show vlans",
                ]
            ),
        ] + lines.map { ($0, shown) }

    /// The dialects of IOS read alike.
    private static let lines: [any Platform] = IOSDialect.allCases.map { IOSPlatform(dialect: $0) }
    private static let shown = [
        "show version", "show running-config interface GigabitEthernet1/0/1",
        "show policy-map interface Gi1/0/1 output",
        "show vlan brief", "show running-config | section interface", "show log | include %LINK | exclude down",
        "ping 10.0.0.1", "traceroute 10.0.0.1", "dir",
    ]
    private static let written = [
        "configure terminal", "conf t", "write memory", "wr", "copy running-config flash:x", "reload",
        "show run | redirect flash:x", "show run | red flash:x", "show run | append flash:x", "show run | tee flash:x",
        "show run | include a | tee flash:x", "show run > flash:x", "show run >> flash:x", "show run | bash rm x",
        "show run ; reload", "show logging profile wireless to-file bootflash:x", "show logging to x",
        "show crypto EXPORT x", "show tech Pack x", "show tech flash:x", "show run\nreload", "do show run",
        "clear counters", "delete flash:x", "format flash:",
        "erase startup-config", "debug all", "no debug all", "test x", "sho run", "", " ", "show run |", "| include a",
        "enable", "terminal monitor", "archive config", "configure replace flash:x", "send log x", "bash reboot",
        "show run | include `reboot`", "show run | include $(reboot)", "dir flash:/../x ; reload",
    ]

    private static let writing: [(platform: any Platform, commands: [String])] =
        [
            (
                RouterOSPlatform(),
                [
                    "/ip address add address=10.0.0.1/24 interface=ether1", "/queue simple remove [find]",
                    "/system reboot", "/export show-sens", "/export fil=x", "/system script ru print",
                    "/interface dis ping",
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
                    "uptime; reboot", "uptime && reboot", "uptime | sh", "uptime > /etc/passwd", "$(reboot)",
                    "`reboot`",
                    "reboot",
                    "ss -K", "ss --diag=/etc/x", "ss -tD /x", "ss --kil", "ping h -qf", "ip -br link show --x",
                    "ping -f 10.0.0.1", "hostname x", "date 010100002030", "ethtool -s lan0",
                    "ip netns exec a reboot",
                    "uptime\nreboot", "cat /etc/shadow", "systemctl restart ssh", "ip 'link' set", "tc -b show show",
                ]
            ),
            (
                OpenVSwitchPlatform(),
                [
                    "ovs-vsctl del-br br0", "ovs-vsctl list Bridge --log-file=/x",
                    "ovs-vsctl list bridge -- del-br br0", "ovs-vsctl --db=x show",
                    "ovs-vsctl get bridge br0 name -- set port p tag=1", "ovs-ofctl del-flows br0", "ovs-appctl exit",
                ]
            ),
            (
                FRRPlatform(),
                [
                    "vtysh -c 'conf t'", "vtysh -c 'configure terminal' -c 'no ip route 0.0.0.0/0 10.0.0.1'",
                    "vtysh -c 'show version' -c 'conf t'", "vtysh -c 'show version'; reboot",
                    "vtysh -c 'show run' > /tmp/x",
                    "vtysh -c 'show version''; reboot; echo '", "vtysh -c \"show version\"", "vtysh -f /tmp/x",
                    "vtysh -b", "vtysh",
                    "vtysh -c 'write memory'", "vtysh -c 'clear bgp *'", "vtysh -c 'copy /tmp/x running-config'",
                    "vtysh -c 'show run\nconf t'", "vtysh -c 'show run | tee /tmp/x'", "vtysh -c 'show run' | sh",
                    "sudo vtysh -c 'show run'", "vtysh -c 'do show run'", "vtysh -c 'terminal monitor'",
                ]
            ),
            (
                VRPPlatform(),
                [
                    "system-view", "save", "reset saved-configuration", "reboot", "commit", "undo interface Vlanif10",
                    "display current-configuration > flash:x", "display current-configuration | save x",
                    "display current-configuration >> x", "display version ; reboot", "display version\nreboot",
                    "dis version",
                    "display current-configuration | append x", "display version | include a | save x", "delete x",
                    "copy a b",
                    "startup saved-configuration x", "quit", "", "display version |", "debugging all",
                    "tftp 10.0.0.1 put x",
                    "display version | redirect x", "traceroute", "show version",
                    "display diagnostic-information x.txt", "display diag x.txt", "display DIAGNOSTIC-information x",
                ]
            ),
            (
                JunosPlatform(),
                [
                    "show configuration | save x", "show configuration | display set | save x", "show log x | append x",
                    "show version | tee x", "request support information | save x", "request system reboot",
                    "configure",
                    "file delete x", "save x", "load override x", "rollback 1", "commit", "start shell",
                    "show version > x",
                    "clear interfaces statistics all", "set cli screen-length 0", "edit", "run show version", "",
                ]
            ),
        ] + lines.map { ($0, written) }

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
        "password RAHASIA,RAHASIA", "password=RAHASIA,RAHASIA name=a", "Community name: RAHASIA",
        "Community SecurityName: RAHASIA", "wpa2 psk pass-phrase RAHASIA aes", "password cipher RAHASIA",
        "password password RAHASIA", "community name RAHASIA", "password 7 RAHASIA",
    ])
    func `what stands after its name is masked`(_ line: String) {
        let masked = mask.masked(line)
        #expect(!masked.contains("RAHASIA") && masked.contains(Secret.mask), "\(masked)")
    }

    /// What of a device's own lines is secret, whoever the maker is.
    @Test(arguments: DamagedConfigTests.linePlatforms.indices)
    func `the secrets of a platform's own lines are masked, in a text and in a diagnostic`(_ index: Int) throws {
        let platform = DamagedConfigTests.linePlatforms[index]
        let lines = Self.secretLines[platform.name] ?? []
        #expect(!lines.isEmpty, "\(platform.name)")
        for line in lines {
            for text in [line, "interface x\n \(line)\n!", "\(line)\r", "a\r\n\(line)\r\nb"] {
                let masked = platform.masked(text)
                #expect(!masked.contains("RAHASIA") && masked.contains(Secret.mask), "\(platform.name): \(masked)")
            }
            let excerpt = platform.excerpt(of: line, at: SourceMark(file: "f", line: 1, column: 1))
            #expect(excerpt == nil, "\(platform.name): \(line)")
        }
    }

    private static let ios = [
        "enable secret 5 $1$RAHASIA", "enable secret 9 $9$RAHASIA", "enable password RAHASIA",
        "enable password 7 RAHASIA",
        "username admin privilege 15 secret 9 $9$RAHASIA", "username admin password 0 RAHASIA",
        "username admin secret RAHASIA",
        "snmp-server community RAHASIA RO 10", "snmp-server host 10.0.0.1 version 2c RAHASIA",
        "snmp-server host 10.0.0.1 traps version 2c RAHASIA",
        "snmp-server host 10.0.0.1 RAHASIA", "snmp-server host 10.0.0.1 RAHASIA udp-port 162",
        "snmp-server host 10.0.0.1 traps RAHASIA", "snmp-server host 10.0.0.1 vrf A RAHASIA",
        "snmp-server host 10.0.0.1 vrf A version 1 RAHASIA",
        "snmp-server user a g v3 auth sha RAHASIA priv aes 128 RAHASIA",
        "tacacs-server key 7 RAHASIA", "tacacs-server host 10.0.0.1 key RAHASIA", "radius-server key RAHASIA",
        "key 7 RAHASIA",
        "radius-server host 10.0.0.1 auth-port 1812 acct-port 1813 key 7 RAHASIA", "key-string 7 RAHASIA",
        "key RAHASIA",
        "ip ospf message-digest-key 1 md5 7 RAHASIA", "ip ospf authentication-key 7 RAHASIA",
        "neighbor 10.0.0.1 password 7 RAHASIA",
        "crypto isakmp key RAHASIA address 0.0.0.0", "pre-shared-key RAHASIA", "ppp chap password 7 RAHASIA",
        "standby 1 authentication md5 key-string 7 RAHASIA", "vrrp 1 authentication text RAHASIA", "password 7 RAHASIA",
        "ntp authentication-key 1 md5 RAHASIA 7", "ntp authentication-key 1 sha1 7 RAHASIA",
        "ip ospf message-digest-key 1 sha256 7 RAHASIA", "snmp-server community 7 RAHASIA ro",
        "snmp-server user u g v3 encrypted auth md5 RAHASIA priv des56 RAHASIA",
        "snmp-server user u g v3 localized f5717f444ca824448b00 auth sha RAHASIA priv aes RAHASIA",
        "server-key 7 RAHASIA", "ip ftp password 7 RAHASIA",
        "ip http client password RAHASIA", "wpa-psk ascii 0 RAHASIA", "isis password RAHASIA", "pac key 7 RAHASIA",
    ]

    private static let secretLines = [
        "ios": ios, "rgos": ios,
        "eos": ios + [
            "username admin privilege 15 role network-admin secret sha512 $6$RAHASIA",
            "enable password sha512 $6$RAHASIA",
            "neighbor 10.0.0.1 password 7 RAHASIA==",
        ],
        "vrp": [
            "local-user admin password irreversible-cipher $1a$RAHASIA$",
            "local-user admin password cipher %^%#RAHASIA%^%#",
            "local-user admin password simple RAHASIA", "snmp-agent community read cipher %^%#RAHASIA%^%#",
            "snmp-agent community write RAHASIA",
            "snmp-agent usm-user v3 a g simple authentication-mode sha RAHASIA privacy-mode aes128 RAHASIA",
            "snmp-agent usm-user v3 admin authentication-mode sha cipher %^%#RAHASIA%^%#",
            "snmp-agent target-host trap address udp-domain 10.0.0.1 params securityname RAHASIA v2c",
            "set authentication password cipher %^%#RAHASIA%^%#", "super password level 3 cipher RAHASIA",
            "ospf authentication-mode md5 1 cipher %^%#RAHASIA%^%#", "peer 10.0.0.1 password cipher RAHASIA",
            "radius-server shared-key cipher RAHASIA", "hwtacacs-server shared-key simple RAHASIA",
            "pre-shared-key cipher RAHASIA",
            "ntp-service authentication-keyid 1 authentication-mode md5 cipher RAHASIA",
            "ppp chap password cipher RAHASIA",
            "isis authentication-mode simple RAHASIA", "vrrp vrid 1 authentication-mode simple RAHASIA",
            "ospf authentication-mode hmac-sha256 1 cipher RAHASIA", "area-authentication-mode simple RAHASIA",
            "ospf authentication-mode simple plain RAHASIA", "ospf authentication-mode md5 1 plain RAHASIA",
        ],
        "frr": [
            "password RAHASIA", "password 8 RAHASIA", "enable password RAHASIA", "neighbor 10.0.0.1 password RAHASIA",
            "ip ospf authentication-key RAHASIA", "ip ospf message-digest-key 1 md5 RAHASIA", "key-string RAHASIA",
            "ip rip authentication string RAHASIA", "domain-password md5 RAHASIA", "area-password clear RAHASIA",
            "isis password md5 RAHASIA", "ip nhrp authentication RAHASIA",
            "area 1 virtual-link 10.0.0.1 authentication-key RAHASIA",
            "vrrp 1 password RAHASIA",
        ],
    ]

    @Test(arguments: [
        "set system root-authentication encrypted-password \"$6$RAHASIA\"",
        "set system login user a authentication encrypted-password \"$6$RAHASIA\"",
        "set snmp community RAHASIA authorization read-only", "set system radius-server 10.0.0.1 secret \"$9$RAHASIA\"",
        "set protocols ospf area 0 interface a authentication md5 1 key \"$9$RAHASIA\"",
        "    authentication-key RAHASIA; ## SECRET-DATA", "set security ike policy a pre-shared-key ascii-text RAHASIA",
        "set system archival configuration archive-sites \"ftp://a:RAHASIA@10.0.0.1/\" ",
        "        encrypted-password \"$6$RAHASIA\"; ## SECRET-DATA", "secret \"$9$RAHASIA\"; ## SECRET-DATA",
    ])
    func `the secrets of Junos are masked`(_ line: String) {
        for text in [line, "a;\n    \(line)\n", line + "\r"] {
            let masked = JunosPlatform().masked(text)
            #expect(!masked.contains("RAHASIA"), "\(masked)")
        }
    }

    @Test func `what is no secret stays, and so does the form of the text`() {
        let text = "name=pita-disdik max-limit=10M/20M\n\ncomment=\"kata\"\nservice password-encryption\n"
        #expect(mask.masked(text) == text)
        #expect(mask.masked("").isEmpty)
        #expect(mask.masked("password=RAHASIA\r\nname=a\r\n") == "password=\(Secret.mask)\r\nname=a\r\n")
    }

    @Test func `any text is masked in any place`() {
        var random = SeededGenerator(case: 7)
        for _ in 0..<500 {
            let around = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                ["a", "=", "\"", " ", ":", "\\", "\n", "é", "\t", "{"].randomElement(using: &random) ?? ""
            }.joined()
            let masked = mask.masked(around + "\npassword=RAHASIA\n" + around)
            #expect(!masked.contains("RAHASIA"), "\(around)")
        }
    }
}
