import PitaJinja

/// A switch for the workload `render`, where no other template is named: loops in loops, conditions, arithmetic.
enum BenchSwitch {
    static let template = """
        hostname {{ hostname }}
        snmp-server location {{ location | upper }}
        {% for v in vlans %}
        vlan {{ v.id }}
         name {{ v.name }}
        {% if v.ip %}
        interface Vlan{{ v.id }}
         ip address {{ v.ip }} 255.255.255.0
        {% endif %}
        {% endfor %}
        {% for p in ports %}
        interface {{ p.name }}
         description {{ p.description }}
        {% if p.mode == "trunk" %}
         switchport trunk allowed vlan {% for v in vlans %}{{ v.id }}{{ "," if not loop.last }}{% endfor %}

         switchport mode trunk
        {% else %}
         switchport access vlan {{ p.vlan }}
         switchport mode access
        {% endif %}
         police {{ p.speed * 1000 }} {{ (p.speed * 125) | int }}
        {{ " shutdown" if p.shutdown else " no shutdown" }}
        {% endfor %}
        end

        """

    /// The variables of so many devices.
    static func devices(_ count: Int) -> Value { Value((0..<count).map(device)) }

    private static func device(_ number: Int) -> Value {
        let vlans = (0..<30).map { vlan -> Value in
            [
                "id": .int(100 + vlan), "name": .string("VLAN-\(vlan)"),
                "ip": vlan.isMultiple(of: 3) ? .string("10.\(number % 250).\(vlan).1") : .none,
            ]
        }
        let ports = (1...48).map { port -> Value in
            [
                "name": .string("GigabitEthernet1/0/\(port)"), "description": .string("room \(number) socket \(port)"),
                "mode": .string(port > 40 ? "trunk" : "access"), "vlan": .int(100 + port % 30), "speed": .int(1000),
                "shutdown": .bool(port.isMultiple(of: 7)),
            ]
        }
        return [
            "hostname": .string("sw-\(number)"), "location": .string("building \(number / 20) floor \(number % 20)"),
            "vlans": Value(vlans), "ports": Value(ports),
        ]
    }
}
