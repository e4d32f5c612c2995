import Testing

@testable import PitaPlatforms

/// What is named must be there, before a change and after it.
@Suite struct JunosReferenceTests {
    private static let term = "policy-options policy-statement P term T"
    private static let unit = "interfaces ge-0/0/1 unit 0 family"

    /// What is defined, what names it, and a line that takes the first away.
    static let pairs: [(defined: String, named: String, gone: String)] = [
        ("\(term) then accept", "protocols bgp group G export P", "policy-options policy-statement P"),
        ("\(term) then accept", "routing-options forwarding-table export P", "policy-options policy-statement P"),
        ("policy-options prefix-list L 10.0.0.0/8", "\(term) from prefix-list L", "policy-options prefix-list L"),
        (
            "policy-options prefix-list L 10.0.0.0/8", "firewall family inet filter F term T from source-prefix-list L",
            "policy-options prefix-list L"
        ),
        (
            "policy-options community C members 1:1", "\(term) then community add C", "policy-options community C"
        ),
        ("policy-options as-path A \"1 .*\"", "\(term) from as-path A", "policy-options as-path A"),
        (
            "firewall family inet filter F term T then accept", "\(unit) inet filter input F",
            "firewall family inet filter F"
        ),
        ("firewall filter F term T then accept", "\(unit) inet filter output-list F", "firewall filter F"),
        (
            "firewall policer L then discard", "firewall family inet filter F term T then policer L",
            "firewall policer L"
        ),
        ("groups G system domain-name x", "apply-groups G", "groups G"),
        ("vlans v vlan-id 5", "\(unit) ethernet-switching vlan members v", "vlans v"),
        (
            "security address-book global address a 10.0.0.0/8",
            "security policies global policy X match source-address a", "security address-book global address a"
        ),
        (
            "applications application a protocol tcp", "security policies global policy X match application a",
            "applications application a"
        ),
    ]

    @Test(arguments: pairs.indices)
    func `what is named is not taken away, unless its name goes too`(_ index: Int) throws {
        let (defined, named, gone) = Self.pairs[index]
        for verb in ["delete", "deactivate"] {
            let errors = JunosTrial.refusal([defined, named], ["\(verb) \(gone)"])
            #expect(
                errors.count == 1 && errors[0].message.contains("`\(named)` still names it")
                    && errors[0].mark?.line == 1, "\(errors)")
        }
        let both = try JunosTrial.plan([defined, named], ["delete \(gone)", "delete \(named)"])
        #expect(both.forward.count >= 2 && !both.back.isEmpty)
        #expect(JunosTrial.refusal([named], ["set system domain-name x"]).isEmpty, "it was so already")
    }

    @Test(arguments: pairs.indices.filter { !pairs[$0].defined.hasPrefix("groups") })
    func `what is named must be there`(_ index: Int) throws {
        let (defined, named, _) = Self.pairs[index]
        let errors = JunosTrial.refusal([], ["set system domain-name x", "set \(named)"])
        #expect(
            errors.contains { $0.message.contains("`\(named)` names") && $0.mark?.line == 2 }, "\(errors)")
        _ = try JunosTrial.plan([], ["set \(named)", "set \(defined)"])
    }

    @Test func `what is not known to fail is a warning`() throws {
        let change = try JunosTrial.plan([], ["set class-of-service interfaces ge-0/0/1 scheduler-map M"])
        #expect(change.warnings.contains { $0.contains("scheduler-map `M`, which does not exist") })
        // A group may bring it.
        let grouped = try JunosTrial.plan(
            ["groups G system domain-name x"], ["set protocols bgp group X export P"])
        #expect(grouped.warnings.contains { $0.contains("policy-statement `P`") })
        // A config that names others which it has not is not whole.
        let part = try JunosTrial.plan(["protocols ospf export Q"], ["set protocols bgp group X export P"])
        #expect(part.warnings.contains { $0.contains("policy-statement `P`") })
    }

    @Test func `names that the device knows are there, and patterns name nothing`() throws {
        for line in [
            "system login user u class super-user", "\(Self.unit) ethernet-switching vlan members 5",
            "\(Self.unit) ethernet-switching vlan members all",
            "security policies global policy X match application junos-ssh",
            "security policies global policy X match source-address any", "apply-groups re0",
            "routing-options rib-groups R import-rib inet.0", "routing-options static route 10.0.0.0/8 community 1:1",
        ] {
            let change = try JunosTrial.plan([], ["set \(line)"])
            #expect(!change.warnings.contains { $0.contains("does not exist") }, "\(line) \(change.warnings)")
        }
    }
}
