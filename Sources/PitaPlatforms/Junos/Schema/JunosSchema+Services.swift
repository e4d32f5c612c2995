/// `snmp`, `forwarding-options`, `services` and what else watches a network.
/// Values, from Juniper's configuration statements.
extension JunosSchema {
    static let services = """
        block snmp
          use snmp
        block forwarding-options
          use forwarding-options
        block services
          use services
        block ethernet-switching-options
          use ethernet-switching-options
        block accounting-options
          list file
            value size files transfer-interval start-time
            sequence archive-sites
              secret password
            lines *
          list interface-profile filter-profile routing-engine-profile class-usage-profile mib-profile
            value file interval
            lines *
          lines *
        block schedulers
          list scheduler
            lines *
        block dynamic-profiles
          list *
            lines *
        block unified-edge
          lines *
        block diameter
          lines *
        block jsrc
          lines *
        block tenants
          list *
            lines *
        block wlan
          lines *
        block smtp
          lines *
        block multi-chassis
          block multi-chassis-protection
            list *
              value interface
          lines *
        block redundancy-group
          lines *

        group snmp
          value name description location contact
          flag filter-duplicates
          objects community
            value authorization view client-list-name
            list clients:prefix
              flag restrict
            list routing-instance
              list clients:prefix
                flag restrict
              value client-list-name
          list client-list
            set *:prefix
          set interface:port
          list view
            list oid
              choice include exclude
          list trap-group
            set targets
            value version destination-port routing-instance logical-system
            block categories
              flag authentication chassis link remote-operations routing rmon-alarm startup configuration
              flag services vrrp-events
              flag chassis-cluster timing-events ggsn sonet-alarms otn-alarms
              lines *
          block trap-options
            value agent-address routing-instance
            block source-address
              value *
            flag enterprise-oid context-oid
          block filter-interfaces
            flag all-internal-interfaces
            block interfaces
              flag all-internal-interfaces
              set *
          block engine-id
            choice use-mac-address use-default-ip-address local=
          has health-monitor
            value interval rising-threshold falling-threshold
            lines *
          block rmon
            list alarm
              value interval variable sample-type rising-threshold falling-threshold rising-event-index
              value falling-event-index
              value startup-alarm description syslog-subtag request-type falling-threshold-interval
            list event
              value type community description
            list history
              lines *
          block nonvolatile
            value commit-delay
          list proxy
            lines *
          has routing-instance-access
            lines *
          block arp
            flag host-name-resolution
          block v3
            block usm
              block local-engine
                list user
                  use snmp-user
              list remote-engine
                list user
                  use snmp-user
            block vacm
              block access
                list group
                  list context-prefix
                    list security-model
                      list security-level
                        value read-view write-view notify-view context-match
                  block default-context-prefix
                    list security-model
                      list security-level
                        value read-view write-view notify-view context-match
              block security-to-group
                list security-model
                  list security-name
                    value group
            list target-address
              value address port timeout retry-count address-mask target-parameters routing-instance
              value logical-system
            list target-parameters
              value notify-filter
              block parameters
                value message-processing-model security-model security-level security-name
            list notify
              value type tag
            list notify-filter
              list oid
                choice include exclude
            list snmp-community
              secret community-name
              value security-name context tag
          use traceoptions

        group snmp-user
          block authentication-md5 authentication-sha authentication-sha224 authentication-sha256 authentication-sha512
            secret authentication-password authentication-key
          block privacy-aes128 privacy-des privacy-3des privacy-aes192 privacy-aes256
            secret privacy-password privacy-key
          has authentication-none privacy-none

        group forwarding-options
          block storm-control-profiles
            objects *
              has all
                rate bandwidth-level
                value bandwidth-percentage burst-size
                flag no-broadcast no-unknown-unicast no-multicast no-registered-multicast
                flag no-unregistered-multicast
              flag action-shutdown
          block dhcp-relay
            use dhcp-relay
            block dhcpv6
              use dhcp-relay
          block helpers
            block bootp domain tftp
              list server
                value routing-instance logical-system
              list interface:port
                list server
                  value routing-instance
                flag no-listen broadcast
                value description maximum-hop-count
                lines dhcp-option82
              flag vpn relay-agent-option no-listen
              value description maximum-hop-count minimum-wait-time client-response-ttl
              flag source-address-giaddr
              lines dhcp-option82
            list port
              lines *
            use traceoptions
          block sampling
            use sampling
            list instance
              use sampling
          block port-mirroring
            use port-mirror
            list instance
              use port-mirror
          list analyzer
            block input
              block ingress egress
                list vlan
                list interface
              lines *
            block output
              value interface ip-address routing-instance
              block vlan
                value *
                flag no-tag
            value loss-priority ratio
          block enhanced-hash-key load-balance packet-capture flood vxlan-routing
            lines *
          block hash-key
            lines *
          list next-hop-group
            lines *
          block family
            block inet inet6 mpls vpls
              block filter
                value input output
              lines *
          lines satellite vrf-fallback access-security multicast-replication evpn-vxlan accounting
          lines rpf-loose-mode-discard

        group dhcp-relay
          list server-group
            list *
          value active-server-group
          list group
            value active-server-group
            list interface:port
              flag exclude trace
              lines overrides
            lines overrides relay-option-82 relay-option forward-only authentication service-profile
            lines server-match route-suppression
          lines overrides relay-option-82 relay-option forward-only authentication server-match
          lines route-suppression forward-snooped-clients
          lines active-leasequery liveness-detection relay-agent-interface-id
          use traceoptions

        group sampling
          block input
            value rate run-length max-packets-per-second maximum-packet-length
            block family
              block inet inet6 mpls
                value rate run-length max-packets-per-second
          block family
            block inet inet6 mpls
              block output
                use sampling-output
              block input
                value rate run-length max-packets-per-second
          block output
            use sampling-output
          flag disable sample-once pre-rewrite-tos
          use traceoptions

        group sampling-output
          list flow-server
            value port version source-address routing-instance dscp forwarding-class
            flag local-dump no-local-dump
            block version9 version-ipfix
              block template
                value *
            block aggregation
              lines *
            lines autonomous-system-type
          value flow-inactive-timeout flow-active-timeout aggregate-export-interval extension-service
          list interface:port
            value source-address engine-id engine-type
          block inline-jflow
            value source-address flow-export-rate
          block file
            lines *

        group port-mirror
          block input
            value rate run-length maximum-packet-length
            lines *
          block family
            block inet inet6 ethernet-switching any vpls bridge ccc mpls
              block input
                lines *
              block output
                list interface:port
                  list next-hop
                value vlan ip-address
                flag no-filter-check
                lines *
          flag mirror-once disable
          value input-parameters-instance
          use traceoptions

        group services
          block flow-monitoring
            block version9 version-ipfix
              list template
                value flow-active-timeout flow-inactive-timeout observation-domain-id source-id template-id
                block template-refresh-rate option-refresh-rate
                  value packets seconds
                lines ipv4-template ipv6-template mpls-template vpls-template bridge-template flow-key
                lines peer-as-billing-template
                lines nexthop-learning tunnel-observation
          block rpm
            list probe
              list test
                value probe-type probe-count probe-interval test-interval source-address routing-instance
                value history-size
                value moving-average-size data-size data-fill dscp-code-points destination-interface
                value destination-port next-hop
                flag one-way-hardware-timestamp hardware-timestamp
                block target
                  value address url inet6-address
                block thresholds
                  value total-loss successive-loss rtt jitter-rtt std-dev-rtt
                  lines *
                set traps
                lines *
              flag delegate-probes
            lines *
          block ip-monitoring
            list policy
              block match
                set rpm-probe
              lines then no-preempt
          list service-set
            lines *
          block ssl analytics application-identification security-intelligence advanced-anti-malware user-identification
            lines *
          block nat stateful-firewall ids ipsec-vpn l2tp captive-portal-content-delivery
            lines *
          block unified-access-control web-management
            lines *
          block radius-flow-tap dynamic-flow-capture flow-tap alg softwire pgcp mobile-ip video-monitoring rpc
            lines *

        group ethernet-switching-options
          list storm-control-profiles
            lines *
          block storm-control
            list interface:port
              rate bandwidth
              value level
              flag no-broadcast no-unknown-unicast no-multicast
            flag action-shutdown
          block secure-access-port
            list interface:port
              value voice-vlan
              flag dhcp-trusted no-dhcp-trusted persistent-learning no-dhcp-snooping
              list allowed-mac
              list static-ip
                lines *
              lines mac-limit
            list vlan
              flag examine-dhcp no-examine-dhcp arp-inspection no-arp-inspection ip-source-guard
              flag no-ip-source-guard
              lines *
            lines *
          list analyzer
            value loss-priority ratio
            block input
              lines *
            block output
              lines *
          block voip
            list interface:port
              value vlan forwarding-class
          block bpdu-block
            list interface:port
              flag disable drop
            value disable-timeout
          block unknown-unicast-forwarding redundant-trunk-group static
            lines *
          has nonstop-bridging mac-notification port-error-disable
            lines *
          value mac-table-aging-time dot1q-tunneling-ether-type mac-lookup-length
          block dot1q-tunneling
            value ether-type
            lines *
          list interfaces:port
            flag no-mac-learning
            lines *
          use traceoptions
        """
}
