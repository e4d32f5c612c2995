/// The questions that VRP asks to a line, and which of them are answered how. Each row that a plan may meet is shown with
/// the plan; a question that is in no row stops the change.
///
/// The words are those of Huawei's command references and of public rules for the same devices (annet's deploy rules, netmiko).
/// What is answered `Y` does only what the line itself says: what goes with a line that is taken back, a session that its
/// own new value resets, a service that the line stops.
enum VRPQuestions {
    /// The rows, by the lines that ask; questions in lower case fit in any.
    static let rows: [Console.Answer] = saving + restart + removal + services + resets

    private static func yes(_ line: String, _ questions: String...) -> [Console.Answer] {
        questions.map { Console.Answer(to: line, $0 + "[y/n]*", "Y\n") }
    }

    /// Of a process that is removed, alone or by its number; `undo isis enable` of a port asks nothing.
    private static func process(_ name: String, _ questions: String...) -> [Console.Answer] {
        ["undo \(name)", "undo \(name) \\#", "undo \(name) \\# *"].flatMap { line in
            questions.map { Console.Answer(to: line, $0 + "[y/n]*", "Y\n") }
        }
    }

    private static let saving =
        yes(
            "save", "*the current configuration will be written to the device*",
            "*all the configuration will be saved to the next startup configuration*", "are you sure to continue*",
            "*exists, overwrite*", "*the file exists*overwrite*")
        + [Console.Answer(to: "save", "*input the file name*", "\n")]

    /// A restart is to bring back what was saved before: nothing is saved by the way.
    private static let restart =
        [
            Console.Answer(to: "schedule reboot *", "*saved to the next startup configuration*[y/n]*", "N\n"),
            Console.Answer(to: "schedule reboot *", "*save current configuration*[y/n]*", "N\n"),
        ] + yes("schedule reboot *", "confirm*", "*are you sure*", "*reboot*continue*")
        + yes("abort trial*", "*the trial configuration will be rolled back*")

    private static let removal =
        yes("undo vlan *", "*configurations of the vlan will be deleted*")
        + yes("vlan \\#", "*specified vlan does not exist*")
        + yes("port link-type *", "*will delete vlans on this port*")
        + process("bgp", "*bgp process will be deleted*", "*all bgp configurations will be deleted*")
        + process("ospf", "*ospf process will be deleted*") + process("isis", "*is-is process will be deleted*")
        + process("bfd", "*bfd process will be deleted*") + yes("undo mpls*", "*mpls configurations will be deleted*")
        + yes("undo peer *", "*configurations related to the bgp peer will be deleted*")
        + yes(
            "undo route-distinguisher *", "*vpn targets *will be deleted*",
            "*rts of vpn instance and ipv6 related configurations under bgp will be deleted*")
        + yes("undo if-match *", "*last if-match clause of the node*")
        + yes("undo local-user *", "*may affect online users*") + yes("local-user *", "*may affect online users*")
        + yes("undo rsa peer-public-key *", "*remove the public key named*")

    private static let services =
        yes("undo telnet *", "*operation will stop the *telnet server*", "*telnet server source *")
        + yes("undo stelnet *", "*operation will stop the stelnet server*")
        + yes("undo sftp *", "*operation will stop the sftp server*")
        + yes("undo scp *", "*operation will stop the scp server*")
        + yes("undo ftp *", "*operation will stop the ftp server*")
        + yes("undo http *", "*operation will stop http service*")
        + yes("undo dhcp enable", "*all dhcp functions will be disabled*")
        + yes("undo dhcpv6 enable", "*all dhcpv6 functions will be disabled*")
        + yes("undo igmp-snooping enable", "*igmp-snooping will be disabled*")
        + yes("undo ipv6", "*will interrupt all ipv6 services*")
        + yes("undo snmp-agent sys-info version *", "*snmp versions will be disabled*")
        + yes("snmp-agent trap enable", "*switches of snmp trap/notification will be open*")
        + yes("stp *", "*global stp state will be changed*") + yes("undo stp *", "*global stp state will be changed*")

    private static let resets =
        ["peer *", "undo peer *", "router-id *", "undo router-id*", "graceful-restart*", "undo graceful-restart*"]
        .flatMap {
            yes($0, "*reset the peer session*", "*resets the peer session*")
        }
}
