import TestSupport
import Testing

@testable import PitaLab

/// Whatever is typed, a console answers and keeps a state that can be read again.
@Suite struct ConsoleFuzzTests {
    private static let dialogues = [
        """
        configure terminal
        interface GigabitEthernet1/0/3
         description Ruang arsip
         switchport access vlan 20
         no switchport trunk allowed vlan add 20
         switchport trunk allowed vlan except 2-30
         service-policy input PM-A
        policy-map PM-A
         class class-default
          police cir 10000000 bc 20000 be 30000
          no police
          shape average 10000000
         exit
        no policy-map PM-A
        ip access-list extended X
         10 permit tcp host 10.1.1.1 any range 1 20 log
         no 10
        end
        show running-config | section interface
        """,
        """
        configure terminal revert timer 2
        archive
         path flash:x
        ip route 10.0.0.0 255.0.0.0 10.1.1.1 200 name uji
        no ip route 10.0.0.0 255.0.0.0
        interface vlan 20
         ip address 10.20.0.1 255.255.255.0 secondary
         no ip address 10.20.0.1 255.255.255.0
        default interface Gi1/0/3
        username x privilege 15 secret 5 y
        no username x
        banner motd ^C
        halo ^C
        end
        copy running-config flash:a
        configure replace flash:a revert trigger error timer 2
        show policy-map interface GigabitEthernet1/0/3 input
        show ip route 10.1.1.1 255.0.0.0
        ping 10.1.1.1 repeat 5 source Vlan20
        reload in 5
        no
        """,
    ]

    private static let huawei = [
        """
        system-view
        vlan batch 10 20 to 25
        interface Vlanif 20
         ip address 10.20.0.1 24
         undo ip address 10.20.0.1 255.255.255.0
        interface 10GE1/0/3
         description Ruang arsip
         port link-type trunk
         port trunk allow-pass vlan 10 20 to 25
         undo port trunk allow-pass vlan 1
         qos lr outbound cir 10000 cbs 1250000
         display this
         quit
        traffic behavior B
         car cir 1000 pir 2000
        traffic policy P
         classifier C behavior B
        undo traffic policy P
        acl 3001
         rule 5 permit ip source 10.1.1.1 0 destination any
         undo rule 5
        commit trial 60 persist x
        abort trial persist x
        y
        return
        display ip routing-table 10.1.1.1
        """,
        """
        screen-length 0 temporary
        display current-configuration | include vlan
        system-view immediately
        ip route-static 10.0.0.0 8 10.1.1.1 preference 70 description uji
        undo ip route-static 10.0.0.0 255.0.0.0
        sysname lain
        interface GigabitEthernet0/0/2
         port link-type access
         port default vlan 20
         undo port default vlan
         traffic-policy P inbound
        quit
        return
        schedule reboot delay 5
        n
        y
        undo schedule reboot
        rollback configuration last 1
        save
        y
        ping -c 3 10.1.1.1
        """,
    ]

    /// Types damaged dialogues, each on a device of its own.
    private func torment(_ dialogues: [String], _ pieces: [String], _ device: LabDevice) throws {
        var damage = Damage(seed: 20_261_125)
        let seeds = dialogues.map { Array($0.utf8) }
        for _ in 0..<60 {
            let console = try Consoles.make(device)
            try console.install(device.commands)
            var editor = LineEditor(screen: console.screen)
            for byte in damage.damaged(seeds, pieces: pieces.map { Array($0.utf8) }) {
                for action in editor.feed(byte) {
                    switch action {
                    case .echo: break
                    case .line(let line): _ = console.respond(to: line)
                    case .control(let key, let line): _ = console.control(key, line)
                    case .help(let line): _ = console.help(line)
                    case .complete: _ = editor.complete("")
                    }
                }
            }
            _ = console.fire()
            let truth = console.truth
            try console.restore(try console.encoded())
            #expect(console.truth == truth)
            #expect(!console.interfaces.isEmpty)
            console.restarted()
        }
    }

    private func device(_ kind: LabDevice.Kind, _ board: String, _ version: String) -> LabDevice {
        ExampleConsoles.device(
            "uji", kind, "127.0.0.1", version: version, board: board, serial: "X1",
            ports: ExampleConsoles.ports(board: board), commands: [])
    }

    @Test(arguments: ["C9200L-24P-4G", "ISR4321/K9", "WS-C3560-24TS"])
    func `an IOS device answers whatever is typed`(_ board: String) throws {
        let pieces = ["no ", "interface ", "GigabitEthernet0/0/1.20", "vlan ", "^C", "| include ", "default "]
        try torment(Self.dialogues, pieces, device(.ios, board, "17.06.04"))
    }

    @Test(arguments: ["CE6881-48S6CQ", "S5735-L24T4S-A"])
    func `a VRP device answers whatever is typed`(_ board: String) throws {
        let pieces = ["undo ", "interface ", "vlan ", "commit\n", "| include ", "display ", " to "]
        try torment(Self.huawei, pieces, device(.vrp, board, "V200R019C10SPC500"))
    }

    @Test func `a Junos device answers whatever is typed`() throws {
        let dialogue = """
            configure
            set interfaces ge-0/0/5 unit 0 family ethernet-switching vlan members [ A 20-25 ]
            set vlans A vlan-id 20
            delete interfaces ge-0/0/5 unit 0
            edit firewall family inet filter F term t
            set then policer P
            up
            top
            set firewall policer P if-exceeding bandwidth-limit 10m
            show | compare rollback 1
            show interfaces ge-0/0/5 | display set
            load set terminal
            set system host-name "a b"
            \u{4}
            commit confirmed 5 comment "uji coba"
            rollback 1
            delete
            yes
            commit check
            run show route 10.1.1.1
            exit configuration-mode
            no
            exit
            ping 10.1.1.1 count 3
            request system reboot in 5
            yes
            """
        let pieces = ["set ", "delete ", "interfaces ", "unit 0 ", "\"", "[ ", " | compare", "\u{4}", "commit\n"]
        try torment([dialogue], pieces, device(.junos, "SRX300", "22.4R3-S2.11"))
    }
}
