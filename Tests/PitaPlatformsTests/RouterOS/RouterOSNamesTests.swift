import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What names an item, what names another, and what of it a version has.
struct RouterOSNamesTests {
    private let platform = RouterOSPlatform()

    private static let running = """
        /ip dns static
        add address=10.0.0.1 name=a.example
        add address=10.0.0.8 name=b.example
        /interface vlan
        add interface=ether1 name=v10 vlan-id=10
        /ip address
        add address=10.10.0.1/24 interface=v10
        add address=10.9.0.1/24 interface=ether1
        /ip route
        add dst-address=10.1.0.0/16 gateway=10.0.0.1
        add dst-address=0.0.0.0/0 gateway=10.0.0.1
        /ip dhcp-server lease
        add address=10.10.0.5 mac-address=AA:BB:CC:DD:EE:01
        /ip firewall filter
        add action=accept chain=input comment=a protocol=tcp dst-port=22
        add action=accept chain=input comment=b dst-port=53
        """

    private func change(_ text: String, running: String = running, version: String = "7.16.1") throws -> DeviceChange {
        let facts = DeviceFacts(name: "rtr", model: "CHR", serial: nil, version: version)
        let intended = try platform.parse(text, file: "t")
        try platform.check(intended, for: facts).throwIfErrors()
        return try platform.accountedChange(
            from: platform.parseRunning(running, file: "running"), to: intended, mode: .merge, facts: facts)
    }

    private func refusal(_ text: String, running: String = running, version: String = "7.16.1") -> String {
        do {
            return "accepted: \(try change(text, running: running, version: version).commands.map(\.text))"
        } catch { return "\(error)" }
    }

    // MARK: what names an item

    @Test func `a record of another type of the same name is added, and taken away alone`() throws {
        let change = try change("/ip dns static add name=a.example type=AAAA address=fd00::1")
        #expect(change.commands.count == 1)
        #expect(change.commands[0].text.contains("add address=fd00::1 name=a.example type=AAAA"))
        #expect(change.reverse[0].text.contains("remove [find where name=\"a.example\" type=\"AAAA\""))
    }

    @Test func `type A is no difference`() throws {
        #expect(try change("/ip dns static add name=a.example type=A address=10.0.0.1").isEmpty)
    }

    @Test func `an address that may be a second one or a new one is refused with both`() {
        let words = refusal("/ip dns static add name=a.example address=10.0.0.2")
        #expect(words.contains("t:1:") && words.contains("address=10.0.0.1") && words.contains("address=10.0.0.2"))
        #expect(words.contains("`set [find name=a.example]"))
    }

    @Test func `with both addresses in the text the second is added`() throws {
        let change = try change(
            "/ip dns static\nadd name=a.example address=10.0.0.1\nadd name=a.example address=10.0.0.2\n")
        #expect(change.commands.count == 1 && change.commands[0].text.contains("add address=10.0.0.2"))
    }

    @Test(arguments: [
        ("/ip dns static set [find name=a.example] address=10.0.0.2", "name=a.example", "10.0.0.1", "10.0.0.2"),
        (
            "/ip address set [find interface=ether1] address=10.9.0.2/24", "interface=ether1", "10.9.0.1/24",
            "10.9.0.2/24"
        ),
        (
            "/ip route set [find dst-address=10.1.0.0/16] gateway=10.0.0.7", "dst-address=10.1.0.0/16",
            "gateway=10.0.0.1", "gateway=10.0.0.7"
        ),
    ])
    func `what names an item can be set where nothing refers to it`(
        text: String, same: String, old: String, new: String
    ) throws {
        let change = try change(text)
        #expect(change.accounts.map(\.outcome) == [.sent])
        #expect(
            change.commands.contains { $0.text.contains(same) && $0.text.contains(new) && $0.text.contains(" add ") })
        #expect(change.commands.contains { $0.text.contains(" remove ") && !$0.text.contains(new) })
        #expect(change.reverse.contains { $0.text.contains(" add ") && $0.text.contains(old) })
        #expect(
            change.reverse.contains {
                $0.text.contains(" remove ") && $0.text.contains(new.split(separator: "=").last ?? "")
            })
    }

    @Test func `a record stands where the one stood that it replaces`() throws {
        let change = try change("/ip dns static set [find name=a.example] address=10.0.0.2")
        #expect(change.commands.contains { $0.text.contains(" move ") && $0.text.contains("b.example") })
    }

    @Test func `what others refer to by its name keeps it`() {
        #expect(refusal("/interface vlan set [find name=v10] name=v11").contains("names the item"))
    }

    @Test func `a selector without a part of the key means every item that has the rest`() throws {
        #expect(try change("/ip route set [find dst-address=0.0.0.0/0] distance=5").commands.count == 1)
        #expect(try change("/ip route remove [find dst-address=10.1.0.0/16]").commands.count == 1)
    }

    @Test func `a route of the main table is told from the same one of another table`() throws {
        let running = Self.running + "\n/ip route add dst-address=10.1.0.0/16 gateway=10.0.0.1 routing-table=vpn\n"
        let change = try change(
            "/ip route remove [find dst-address=10.1.0.0/16 routing-table=main]", running: running)
        #expect(
            change.commands.map(\.text) == [
                "/ip route remove [find where dst-address=\"10.1.0.0/16\" gateway=\"10.0.0.1\" routing-table=\"main\"]"
            ])
    }

    @Test func `a lease of the same address is no other lease in silence`() {
        let words = refusal("/ip dhcp-server lease add address=10.10.0.5 mac-address=AA:BB:CC:DD:EE:02 server=d")
        #expect(words.contains("`set [find address=10.10.0.5]"))
    }

    // MARK: names with dots

    @Test func `a name that begins with a dot continues the one before it`() throws {
        let running = """
            /routing bgp connection
            add as=65001 local.role=ebgp name=x output.network=n .redistribute=connected \\
                remote.address=10.0.0.2/32 .as=65002
            """
        let change = try change(
            "/routing bgp connection set [find name=x] remote.address=10.0.0.2/32 .as=65003 local.role=ebgp",
            running: running, version: "7.22.3")
        #expect(change.commands.map(\.text).joined().contains("set [find where name=\"x\"] remote.as=65003 }"))
        #expect(change.reverse.map(\.text).joined().contains("remote.as=65002"))
        #expect(refusal("/routing bgp connection set [find name=x] .as=65003", running: running).contains("t:1:43"))
    }

    @Test func `a secret is one behind a dot, too`() throws {
        let text =
            "/interface wifi\nset [ find default-name=wifi1 ] security.authentication-types=wpa2-psk .passphrase=geheim\n"
        #expect(platform.masked(text).contains("geheim") == false)
        let tree = try platform.parseRunning(text, file: "r")
        #expect(tree.objects.allSatisfy { !$0.properties.values.contains("geheim") })
        #expect(refusal(text).contains("geheim") == false && refusal(text).contains("secret"))
    }

    // MARK: what names another

    @Test func `what others name can't go alone`() {
        let words = refusal("/interface vlan remove [find name=v10]")
        #expect(
            words.contains("t:1:") && words.contains("/ip address address=10.10.0.1/24 interface=v10 (`interface`)"))
    }

    @Test func `what names another leaves before it, and comes back after it`() throws {
        let change = try change("/interface vlan remove [find name=v10]\n/ip address remove [find interface=v10]\n")
        #expect(change.commands.map { $0.object?.section } == ["/ip address", "/interface vlan"])
        #expect(change.reverse.map { $0.object?.section } == ["/interface vlan", "/ip address"])
    }

    @Test func `what names an interface leaves before it where another takes its VLAN`() throws {
        let change = try change(
            """
            /interface vlan remove [find name=v10]
            /interface vlan add name=v11 interface=ether1 vlan-id=10
            /ip address set [find interface=v10] interface=v11
            """)
        let words = change.commands.map(\.text)
        #expect(
            words.count == 4 && words[0].hasPrefix("/ip address remove") && words[1].hasPrefix("/interface vlan remove")
        )
        #expect(change.reverse.last?.text.contains("interface=v10") == true)
    }

    @Test func `a reference that moves is put back after what it names`() throws {
        let running = """
            /interface bridge
            add name=b1
            add name=b2
            /interface bridge port
            add bridge=b1 interface=ether2
            """
        let text =
            "/interface bridge port set [find interface=ether2] bridge=b2\n/interface bridge remove [find name=b1]\n"
        let change = try change(text, running: running)
        #expect(change.commands.map { $0.object?.section } == ["/interface bridge port", "/interface bridge"])
        #expect(change.reverse[0].text.contains("/interface bridge add name=b1"))
        #expect(change.reverse[1].text.contains("bridge=b1"))
    }

    @Test(arguments: [
        ("/ip pool\nadd name=p ranges=10.0.0.2-10.0.0.9\n/ppp profile\nadd name=x remote-address=p\n", "/ip pool"),
        ("/ppp profile\nadd name=p\n/interface pppoe-client\nadd interface=ether1 name=x profile=p\n", "/ppp profile"),
        (
            "/interface list\nadd name=p\n/ip firewall filter\nadd action=drop chain=input comment=x in-interface-list=!p\n",
            "/interface list"
        ),
        (
            "/queue type\nadd kind=pcq name=p\n/queue simple\nadd name=x target=10.0.0.0/24 queue=p/default-small\n",
            "/queue type"
        ),
        ("/interface bridge\nadd name=p\n/queue simple\nadd name=x target=p\n", "/interface bridge"),
    ])
    func `names in pairs, lists and negations are names`(running: String, menu: String) {
        #expect(refusal("\(menu) remove [find name=p]", running: running).contains("named by"))
    }

    @Test func `what is named is made before what names it`() {
        for rule in RouterOSReferences.rules {
            for menu in rule.menus {
                for user in (rule.users ?? []) where user != menu {
                    let ranks = (RouterOSMenu.named(menu)?.rank ?? 50, RouterOSMenu.named(user)?.rank ?? 50)
                    #expect((ranks.0, menu) < (ranks.1, user), "\(menu) comes behind \(user)")
                }
            }
        }
    }

    // MARK: what contradicts itself

    @Test func `what is removed and added is as the text makes it`() throws {
        let running = "/queue simple\nadd name=q1 target=10.1.0.0/24 max-limit=1M/1M\n"
        let text = "/queue simple\nremove [find name=q1]\nadd name=q1 target=10.1.0.0/24\n"
        let change = try change(text, running: running)
        #expect(change.commands.count == 1 && change.commands[0].text.contains("max-limit=0/0"))
        #expect(change.reverse[0].text.contains("max-limit=1M/1M"))
        #expect(try self.change(text, running: "/queue simple\nadd name=q1 target=10.1.0.0/24\n").isEmpty)
    }

    @Test func `one command says one thing of a property`() {
        #expect(refusal("/ip firewall filter set [find comment=a] dst-port=22 !dst-port").contains("given twice"))
        #expect(refusal("/ip firewall filter set [find comment=a] !dst-port dst-port=22").contains("given twice"))
    }

    @Test func `a VLAN of an interface is there once`() {
        let words = refusal("/interface vlan add name=v11 interface=ether1 vlan-id=10")
        #expect(words.contains("name=v11 and /interface vlan name=v10"))
        let both = "add name=a interface=ether1 vlan-id=20\nadd name=b interface=ether1 vlan-id=20\n"
        #expect(refusal("/interface vlan\n" + both).contains("are both VLAN 20"))
    }

    // MARK: what a rule can match

    @Test(arguments: [
        "set [find comment=a] protocol=icmp", "set [find comment=a] !protocol",
        "add chain=input comment=c action=drop src-port=5",
        "add chain=input comment=c action=drop protocol=udp tcp-flags=syn",
        "add chain=input comment=c action=drop protocol=tcp icmp-options=8:0",
    ])
    func `a matcher that the protocol has not is refused`(line: String) {
        #expect(refusal("/ip firewall filter \(line)").contains("it needs "))
    }

    @Test(arguments: [
        "set [find comment=a] protocol=icmp !dst-port", "set [find comment=a] protocol=17",
        "set [find comment=b] action=drop",
    ])
    func `a rule without the matcher is taken, and what the device has already is none of the text's business`(
        line: String
    ) throws {
        #expect(try change("/ip firewall filter \(line)").commands.count == 1)
    }

    // MARK: versions

    @Test(arguments: [
        ("/system ntp client set primary-ntp=10.0.0.1", "7.16.1", "`servers=`"),
        ("/system ntp client set servers=10.0.0.1", "6.49.17", "`primary-ntp=`"),
        ("/routing bgp connection add name=x remote.address=10.0.0.1 local.role=ebgp", "6.49.17", "/routing bgp peer"),
        ("/routing bgp peer add name=x remote-address=10.0.0.1 remote-as=5", "7.16.1", "/routing bgp connection"),
        ("/ip route add dst-address=10.5.0.0/16 blackhole", "6.49.17", "type=blackhole"),
        ("/ip route add dst-address=10.5.0.0/16 gateway=10.0.0.1 routing-mark=x", "7.16.1", "routing-table="),
        ("/routing filter add chain=x comment=y action=accept", "7.16.1", "/routing filter rule"),
    ])
    func `what the other major version has is refused with what to write`(text: String, version: String, hint: String) {
        let words = refusal(text, version: version)
        #expect(words.contains("RouterOS \(version) has no") && words.contains(hint), "\(words)")
    }
}
