extension RouterOSMenuTable {
    /// Menus of which only the shape is known: what names an item. Their properties are not checked, and what an unnamed
    /// one has is not known.
    static let shapes = """
        /interface wireless: fixed: default-name
        /interface wireless cap: single
        /interface wireless access-list: comment; ordered
        /interface wireless connect-list: comment; ordered
        /interface wifi: fixed: default-name
        /interface wifi cap: single
        /interface wifi capsman: single
        /interface wifi channel: name
        /interface wifi configuration: name
        /interface wifi datapath: name
        /interface wifi interworking: name
        /interface wifi provisioning: comment; ordered
        /interface wifi steering: name
        /interface wifi access-list: comment; ordered
        /interface wifiwave2: fixed: default-name
        /interface lte: fixed: default-name
        /interface lte apn: name
        /interface ethernet switch port: fixed: name
        /interface ethernet switch rule: comment; ordered
        /interface 6to4: name
        /interface dot1x client: interface
        /interface dot1x server: interface
        /interface vpls: name
        /interface ppp-client: name
        /caps-man manager: single
        /caps-man manager interface: interface
        /caps-man channel: name
        /caps-man configuration: name
        /caps-man datapath: name
        /caps-man security: name
        /caps-man rates: name
        /caps-man interface: name
        /caps-man provisioning: comment; ordered
        /caps-man access-list: comment; ordered
        /ip cloud advanced: single
        /ip cloud back-to-home-user: name
        /ip dhcp-server option set: name
        /ip dhcp-server alert: interface
        /ip dhcp-relay option: name
        /ip hotspot walled-garden ip: comment; ordered
        /ip ipsec policy group: name
        /ip ipsec key: name
        /ip kid-control: name
        /ip kid-control device: name
        /ip media: comment
        /ip media settings: single
        /ip nat-pmp: single
        /ip nat-pmp interfaces: interface
        /ip proxy access: comment; ordered
        /ip smb shares: name
        /ip smb users: name
        /ip socks access: comment; ordered
        /ip traffic-flow ipfix: single
        /ip accounting: single
        /ip accounting web-access: single
        /ipv6 firewall mangle: chain, comment; ordered
        /ipv6 firewall raw: chain, comment; ordered
        /ipv6 dhcp-server option: name
        /ipv6 dhcp-server binding: address
        /mpls ldp: comment
        /mpls ldp interface: interface
        /mpls interface: interface; movable
        /ppp l2tp-secret: comment
        /queue interface: fixed: interface
        /routing ospf network: network, area
        /routing ospf interface: interface
        /routing ospf neighbor: address
        /routing ospf-v3 instance: name
        /routing ospf-v3 area: name
        /routing rip: single
        /routing bgp vpn: name
        /routing pimsm instance: name
        /routing settings: single
        /system health settings: single
        /system leds: interface
        /system leds settings: single
        /system package local-update mirror: single
        /system package local-update update-package-source: address
        /system resource irq: fixed: irq
        /system gps: single
        /system upgrade mirror: single
        /system console: fixed: port
        /system hardware: single
        /system lcd: single
        /system routerboard mode-button: single
        /system routerboard reset-button: single
        /system swos: single
        /system ups: name
        /certificate: name
        /certificate scep-server: path
        /container: name
        /container config: single
        /container envs: name, key
        /container mounts: name
        /disk: slot
        /dude: single
        /file rsync-daemon: single
        /iot modbus: single
        /iot mqtt brokers: name
        /lcd: single
        /lcd pin: single
        /lcd interface: fixed: interface
        /special-login: user
        /tool mac-server interface: interface
        /tool mac-server mac-winbox interface: interface
        /tool traffic-generator: single
        /tool wol: comment
        /user-manager: single
        /user-manager router: name
        /user-manager user: name
        /user-manager profile: name
        /user-manager database: single
        /zerotier: name
        /zerotier interface: name
        /routing bfd interface: interface
        /port firmware: single
        /interface bridge calea: chain, comment; ordered
        /interface bridge port-controller: single
        /interface bridge port-extender: single
        /interface bridge mdb: group, bridge
        /interface l2tp-server: name
        /interface pptp-server: name
        /interface sstp-server: name
        /interface ovpn-server: name
        /interface pppoe-server: name
        /interface gre6: name
        /interface eoipv6: name
        /interface ipipv6: name
        /interface mesh: name
        /interface veth: name
        /interface amt: name
        /interface macsec: name
        /interface macsec profile: name
        /interface wireless nstreme: fixed: name
        /interface wireless align: single
        /interface wireless sniffer: single
        /interface wireless snooper: single
        /interface wireless manual-tx-power-table: fixed: name
        """
}
