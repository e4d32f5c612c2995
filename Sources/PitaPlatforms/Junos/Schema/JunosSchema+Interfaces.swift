/// `interfaces`, `vlans` and `chassis`. Values, from Juniper's configuration statements.
extension JunosSchema {
    static let interfaces = """
        block interfaces
          objects *
            use interface
          objects interface-range
            list member
            list member-range
              value to
            use interface
          use traceoptions
        block vlans
          objects *
            use vlan
        block bridge-domains
          objects *
            use vlan
        block chassis
          use chassis
        block virtual-chassis
          use virtual-chassis
        block poe
          use poe

        group interface
          value description mtu link-mode encapsulation native-vlan-id mac media-type
          value accounting-profile clocking framing
          value transmit-bucket receive-bucket
          flag disable enable vlan-tagging flexible-vlan-tagging stacked-vlan-tagging per-unit-scheduler
          flag traps no-traps
          flag gratuitous-arp-reply no-gratuitous-arp-reply no-gratuitous-arp-request
          flag keepalives no-keepalives interface-transmit-statistics
          phrase speed
          has hierarchical-scheduler
            value maximum-hierarchy-levels
            flag implicit-hierarchy
          block hold-time
            value up down
          block gigether-options ether-options fastether-options
            use ether-options
          block aggregated-ether-options
            use ether-options
            value minimum-links link-speed system-priority
            block lacp
              choice active passive
              value periodic system-priority system-id admin-key accept-data
              flag fast-failover force-up
              block link-protection
                choice revertive non-revertive
                flag disable
            has link-protection
              flag revertive non-revertive
            block logical-interface-fpc-redundancy
              lines *
            block mc-ae
              value mc-ae-id redundancy-group chassis-id mode status-control init-delay-time
              flag revert-time
              lines events
            block bfd-liveness-detection
              use bfd
            block load-balance
              lines *
            flag no-flow-control flow-control
          block redundant-ether-options
            value redundancy-group minimum-links link-speed
            block lacp
              choice active passive
              value periodic
            flag flow-control no-flow-control loopback no-loopback
            block source-address-filter
              list *
          block fabric-options
            list member-interfaces
          block optics-options
            value wavelength tca
            lines alarm
          block otn-options
            lines *
          block tunnel
            use tunnel
          block damping
            flag enable
            value half-life max-suppress reuse suppress
          block esi
            choice all-active single-active
            lines auto-derive df-election-type
            value *
          block multi-chassis-protection
            list *
              value interface
          block radio-router services-options mlfr-uni-nni-bundle-options logical-tunnel-options multiservice-options
            lines *
          block unidirectional
          block t1-options e1-options t3-options e3-options sonet-options ppp-options dialer-options modem-options
            lines *
          block interface-set
            lines *
          objects unit
            use unit
          use traceoptions

        group ether-options
          value mpls-header-padding fec
          flag auto-negotiation no-auto-negotiation flow-control no-flow-control loopback no-loopback
          flag asynchronous-notification
          flag source-filtering no-source-filtering ignore-l3-incompletes link-discovery
          block 802.3ad
            value port-priority
            choice primary backup
            block lacp
              value port-priority
              flag force-up
            value *
          block redundant-parent
            value *
          has ieee-802-3az-eee
          block speed
            value *
            flag auto-negotiation
          block ethernet-switch-profile
            list tag-protocol-id
            lines *
          block source-address-filter
            list *
          block link-mode
            value *

        group unit
          value description encapsulation vlan-id bandwidth native-inner-vlan-id peer-unit dlci
          value input-vlan-id accounting-profile
          value interface-mode alias vci mtu demux-source demux-destination layer2-policer
          value forwarding-class-accounting
          value vlan-id-range inner-vlan-id-range peer-interface
          flag disable enable traps no-traps no-arp arp-resp copy-tos-to-outer-ip-header
          flag clear-dont-fragment-bit statistics
          flag allow-any-source allow-any-destination reassemble-packets multipoint point-to-point
          phrase proxy-arp
          numbers vlan-id-list inner-vlan-id-list
          block vlan-tags
            value outer inner
            numbers inner-list
            lines inner-range
          block input-vlan-map output-vlan-map
            choice push pop swap push-push pop-pop pop-swap swap-push swap-swap
            value vlan-id inner-vlan-id tag-protocol-id inner-tag-protocol-id
          block tunnel
            use tunnel
          block filter
            use filter-ends
          block family
            has inet inet6
              use family-inet
            has ethernet-switching bridge
              use family-switching
            has iso
              list address
              value mtu destination-udp-port
            has mpls
              value mtu maximum-labels destination-udp-port
              block filter
                use filter-ends
              block policer
                value input output
            has ccc vpls evpn tcc mlppp mlfr-end-to-end mlfr-uni-nni any
              block filter
                use filter-ends
              block policer
                value input output
              value protocols mtu
              flag core-facing split-horizon-group
              lines bundle
            flag primary
          block esi
            choice all-active single-active
            value *
          block ppp-options family-options keepalives-options tunnel-options dialer-options targeted-options
            lines *
          block radio-router
            lines *
          block services-options
            lines *
          block interface-set
            lines *
          block pppoe-options
            value underlying-interface idle-timeout auto-reconnect access-concentrator service-name
            choice client server
          block bfd-liveness-detection
            use bfd
          value virtual-gateway-v4-mac virtual-gateway-v6-mac
          flag virtual-gateway-accept-data

        group tunnel
          value source ttl traffic-class key
          value destination:address
          flag allow-fragmentation do-not-fragment path-mtu-discovery no-path-mtu-discovery
          block routing-instance
            value destination
          block encapsulation
            block udp vxlan-gpe gre ipip
              block source destination
                value address interface
              value destination-udp-port vni ttl
              block tunnel-endpoint
                value *
              lines *
          block backup-destination
            value *

        group filter-ends
          ordered input-list output-list
          phrase group
          block input output
            flag precedence
            value *

        group family-inet
          list address:prefix
            flag primary preferred
            value broadcast destination destination-profile
            flag eui-64 master-only
            list arp ndp
              value mac multicast-mac l2-interface
              flag publish
            list vrrp-group vrrp-inet6-group
              use vrrp-group
            phrase virtual-gateway-address
          value mtu
          value destination-udp-port
          phrase unnumbered-address
          flag no-redirects no-neighbor-learn primary receive-options-packets
          flag receive-ttl-exceeded negotiate-address multicast-only dad-disable no-dad-disable
          has targeted-broadcast
            flag forward-and-send-to-re forward-only
          has dhcp dhcp-client dhcpv6-client
            value lease-time retransmission-attempt retransmission-interval server-address vendor-id
            value client-type
            set client-ia-type req-option
            flag update-server force-discover no-dns-install rapid-commit
            block client-identifier
              lines *
            block update-router-advertisement
              lines *
          block filter
            use filter-ends
            flag dialer
          block simple-filter
            value input
          block policer
            value input output arp
          has rpf-check
            value fail-filter
            flag mode-loose
            phrase mode
          block sampling
            flag input output
          block accounting
            lines *
          block service
            block input output
              list service-set
                value service-filter
              lines *
            lines *
          block ndproxy nd6-stale-time
            lines *

        group vrrp-group
          set virtual-address virtual-inet6-address
          value priority virtual-link-local-address advertise-interval fast-interval authentication-type
          value inet6-advertise-interval advertisements-threshold vrrp-inherit-from
          secret authentication-key
          flag accept-data no-accept-data no-preempt
          has preempt
            value hold-time
          block track
            value priority-hold-time
            list interface:port
              value priority-cost
              list bandwidth-threshold
                value priority-cost
            list route
              value routing-instance priority-cost

        group family-switching
          value port-mode native-vlan-id recovery-timeout reflective-relay storm-control
          value vlan-id
          numbers vlan-id-list inner-vlan-id-list
          block vlan
            numbers members
          block filter
            use filter-ends
          block policer
            value input output
          block vlan-rewrite
            lines translate
          block interface-mode
            value *

        group vlan
          value description l3-interface vlan-id interface-mode private-vlan primary-vlan isolation-vlan-id
          value routing-interface isolated-vlan domain-type mac-table-aging-time service-id
          flag no-local-switching isolation no-irb-layer-2-copy no-mac-learning l3-interface-counting
          flag mcae-mac-synchronize no-arp-suppression no-normalization pvlan-trunk
          numbers vlan-id-list vlan-range
          set community-vlans
          list interface:logical
            use bridge-interface
            flag pvlan-trunk
            lines mapping
          block vlan-tags
            value outer inner
          block vxlan
            value vni multicast-group unreachable-vtep-aging-timer
            flag ingress-node-replication encapsulate-inner-vlan decapsulate-accept-inner-vlan ovsdb-managed
            set static-remote-vtep-list
          block filter
            use filter-ends
          block forwarding-options
            block filter
              use filter-ends
            block flood
              value input
            has dhcp-security
              lines *
            lines *
          block switch-options bridge-options
            use switch-options
          block multicast-snooping-options
            lines *
          has dot1q-tunneling
            lines *

        group bridge-interface
          value description
          list static-mac
            value vlan-id
          flag no-mac-learning persistent-learning
          block interface-mac-limit
            value *
            lines packet-action
          lines mac-limit

        group switch-options
          value vtep-source-interface service-id mac-table-aging-time
          value route-distinguisher vrf-table
          ordered vrf-import vrf-export
          block vrf-target
            value import export
            has auto
              value import-as
              lines *
            value *
          list interface:logical
            use bridge-interface
          flag no-mac-learning mac-statistics remote-vtep-v6 no-local-switching
          has mac-notification
            value notification-interval
          block mac-table-size
            value *
            lines packet-action
          block interface-mac-limit
            value *
            lines packet-action
          set remote-vtep-list
          block voip
            list interface:port
              value vlan forwarding-class
          lines unknown-unicast-forwarding authentication-whitelist static-rvtep-mac
          use traceoptions

        group chassis
          block aggregated-devices
            block ethernet
              value device-count
              block lacp
                value system-priority
                lines link-protection
            lines maximum-links
          block alarm
            block management-ethernet ethernet otn sonet t1 t3 ds1 relay
              value link-down
              lines *
            lines *
          block redundancy
            flag failover
            has graceful-switchover
            block routing-engine
              lines *
            lines *
          list fpc
            list pic
              list port
                value speed channel-speed number-of-sub-ports
                flag unused
                lines *
              value framing traffic-manager number-of-ports mode
              block tunnel-services
                value bandwidth
              lines *
            value power number-of-ports
            lines *
          block cluster
            value reth-count heartbeat-interval heartbeat-threshold network-management
            list redundancy-group
              list node
                value priority
              value gratuitous-arp-count hold-down-interval
              block interface-monitor
                list *
                  value weight
              block ip-monitoring
                lines *
              flag preempt
            flag control-link-recovery
            use traceoptions
          value maximum-ecmp
          flag auto-image-upgrade no-reset-on-timeout network-services craft-lockout
          block fabric power synchronization config-button lcd-menu high-availability forwarding-options
            lines *
          lines disk-partition

        group virtual-chassis
          list member
            value role serial-number mastership-priority location alias
            flag no-management-vlan
          flag preprovisioned no-split-detection
          value mac-persistence-timer id
          has auto-sw-update
            value package-name
          block aliases
            list serial-number
              value alias-name
          block graceful-restart
            flag disable
          list vc-port
            lines *
          use traceoptions

        group poe
          list interface
            flag disable
            value priority maximum-power
            block telemetries
              lines *
          value guard-band management notification-control
          list fpc
            value guard-band management
        """
}
