import PitaFuzzing
import Testing

@testable import pita_lab

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

    @Test(arguments: ["C9200L-24P-4G", "ISR4321/K9", "WS-C3560-24TS"])
    func `an IOS device answers whatever is typed`(_ board: String) throws {
        var damage = Damage(seed: 20_261_125)
        let seeds = Self.dialogues.map { Array($0.utf8) }
        let pieces = ["no ", "interface ", "GigabitEthernet0/0/1.20", "vlan ", "^C", "| include ", "default "]
            .map { Array($0.utf8) }
        for _ in 0..<120 {
            let bench = try IOSBench(board, version: "17.06.04")
            var editor = LineEditor(screen: bench.console.screen)
            for byte in damage.damaged(seeds, pieces: pieces) {
                for action in editor.feed(byte) {
                    switch action {
                    case .echo: break
                    case .line(let line): _ = bench.console.respond(to: line)
                    case .control(let key, let line): _ = bench.console.control(key, line)
                    case .help(let line): _ = bench.console.help(line)
                    }
                }
            }
            let truth = bench.console.truth
            try bench.console.restore(try bench.console.encoded())
            #expect(bench.console.truth == truth)
        }
    }
}
