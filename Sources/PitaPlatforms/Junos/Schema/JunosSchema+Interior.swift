/// The protocols within a network: OSPF, IS-IS, RIP, MPLS, spanning tree.
/// Values, from Juniper's configuration statements.
extension JunosSchema {
    static let interior = """
        group ospf
          list area:area
            list interface:logical
              value metric hello-interval dead-interval retransmit-interval transit-delay priority
              value interface-type poll-interval
              value te-metric ipsec-sa realm network-summary-export
              has passive
                block traffic-engineering
                  value remote-node-id
              flag disable secondary no-neighbor-down-notification link-protection node-link-protection
              flag flood-reduction
              flag demand-circuit no-eligible-backup no-interface-state-traps dynamic-neighbors
              flag no-advertise-adjacency-segment
              block authentication
                list md5
                  secret key
                  value start-time
                secret simple-password
                value keychain
              list neighbor
                flag eligible
              block bandwidth-based-metrics
                list bandwidth
                  value metric
              block bfd-liveness-detection
                use bfd
                flag full-neighbors-only
              has ldp-synchronization
                flag disable
                value hold-time
              lines topology post-convergence-lfa
              use traceoptions
            has stub nssa
              flag summaries no-summaries
              has default-lsa
                value default-metric metric-type
                flag type-7
              value default-metric
              list area-range:network
                use area-range
            list area-range:network
              use area-range
            ordered network-summary-export network-summary-import inter-area-prefix-export
            ordered inter-area-prefix-import
            value authentication-type label-switched-path-metric context-identifier
            list label-switched-path
              value metric
            list peer-interface
              lines *
            list virtual-link
              value transit-area
              lines *
            flag no-context-identifier-advertisement
            lines sham-link-remote
          ordered import export
          value external-preference preference reference-bandwidth prefix-export-limit router-id
          value lsa-refresh-interval
          value rib-group route-type-community sham-link-local-address domain-vpn-tag
          flag no-nssa-abr no-rfc-1583 disable enable forwarding-address-to-broadcast
          flag no-domain-vpn-tag
          block graceful-restart
            flag disable helper-disable no-strict-lsa-checking
            value restart-duration notify-duration
          has overload
            value timeout
            flag allow-route-leaking intra-area-prefix stub-network as-external
          has traffic-engineering
            flag no-topology credibility-protocol-preference
            has shortcuts
              flag lsp-metric-into-summary ignore-lsp-metrics
            lines *
          block spf-options
            value delay holddown rapid-runs
            flag no-ignore-our-externals
            lines *
          block backup-spf-options
            lines *
          block source-packet-routing
            lines *
          list realm
            use ospf
          block topology
            lines *
          block database-protection
            lines *
          has sham-link
            value local
          use traceoptions

        group area-range
          flag restrict exact
          block override-metric
            value *
            lines type

        group isis
          list interface:logical
            list level
              value metric priority hello-interval hold-time te-metric ipv6-unicast-metric
              value hello-authentication-type
              secret hello-authentication-key
              flag disable passive
              lines ipv4-multicast-metric ipv6-multicast-metric topology post-convergence-lfa
              lines ipv4-adjacency-segment
              lines ipv6-adjacency-segment
            has passive
              lines *
            value lsp-interval hello-padding csnp-interval max-hello-size mesh-group hello-authentication-type
            secret hello-authentication-key
            flag disable point-to-point checksum link-protection node-link-protection no-ipv4-multicast
            flag no-ipv6-multicast
            flag no-ipv6-unicast no-unicast-topology no-adjacency-down-notification no-eligible-backup
            flag no-advertise-adjacency-segment no-ipv4-unicast
            block bfd-liveness-detection
              use bfd
            list family
              block bfd-liveness-detection
                use bfd
              lines *
            has ldp-synchronization
              flag disable
              value hold-time
            lines interface-group-holddown-delay
          list level
            value preference external-preference prefix-export-limit authentication-type
            secret authentication-key
            flag disable wide-metrics-only no-hello-authentication no-csnp-authentication
            flag no-psnp-authentication
            lines purge-originator labeled-preference
          ordered import export
          value lsp-lifetime reference-bandwidth max-areas authentication-type authentication-key-chain
          value max-lsp-size max-hello-size
          secret authentication-key
          flag disable enable no-adjacency-holddown no-authentication-check no-ipv4-routing no-ipv6-routing
          flag clns-routing ignore-attached-bit
          flag loose-authentication-check suppress-attached-bit no-hello-authentication
          flag no-csnp-authentication no-psnp-authentication
          block topologies
            lines *
          has overload
            value timeout
            flag advertise-high-metrics allow-route-leaking external-prefixes internal-prefixes
          block spf-options
            value delay holddown rapid-runs
            lines *
          block backup-spf-options traffic-engineering source-packet-routing
            lines *
          block graceful-restart
            flag disable helper-disable
            value restart-duration
          block rib-group
            value inet inet6 inet3
          lines context-identifier label-switched-path
          use traceoptions

        group rip
          list group
            list neighbor
              value metric-in send receive update-interval authentication-type message-size route-timeout
              secret authentication-key
              ordered import
              flag any-sender
              lines *
            ordered import export
            value preference metric-out route-timeout update-interval
            block bfd-liveness-detection
              use bfd
          ordered import
          value metric-in send receive update-interval authentication-type holddown message-size
          value route-timeout rib-group
          secret authentication-key
          flag any-sender
          lines graceful-restart
          use traceoptions

        group mpls
          list interface:logical
            flag disable
            set admin-group
            lines label-map static srlg
          list path
            sequence *
              choice strict loose
          list label-switched-path
            use lsp
          list static-label-switched-path
            lines *
          block admin-groups
            list *
              value *
          block statistics
            value interval
            flag auto-bandwidth
            block file
              lines *
          value preference hop-limit optimize-timer
          flag icmp-tunneling no-propagate-ttl no-decrement-ttl no-cspf ipv6-tunneling explicit-null
          flag cross-credibility-cspf record no-record
          value smart-optimize-timer
          block path-mtu label-range oam auto-policing log-updown diffserv-te bandwidth
            lines *
          lines traffic-engineering rib sensor-based-stats
          use traceoptions

        group lsp
          use lsp-path
          value to from description revert-timer retry-timer retry-limit
          value self-ping-duration associate-backup-pe-groups optimize-hold-dead-delay
          phrase metric
          block conditional-metric
            list igp-metric-threshold
              value *
          flag disable cross-credibility-cspf no-decrement-ttl no-self-ping ldp-tunneling inter-domain
          flag in-place-lsp-bandwidth-update random least-fill most-fill
          flag soft-preemption sync-active-path-bandwidth corouted-bidirectional template
          list install
            flag active
          list primary secondary
            use lsp-path
          has link-protection node-link-protection
          has fast-reroute
            value hop-limit bandwidth bandwidth-percent
            flag no-exclude no-include-all
            set include-any include-all exclude
          has auto-bandwidth
            value adjust-interval adjust-threshold adjust-threshold-absolute minimum-bandwidth
            value maximum-bandwidth
            value adjust-threshold-overflow-limit adjust-threshold-underflow-limit
            value minimum-bandwidth-adjust-interval
            flag monitor-bandwidth resignal-minimum-bandwidth sync-active-path-bandwidth
            lines *
          block p2mp
            value *
          block policing
            lines *
          has associate-lsp lsp-external-controller entropy-label
            lines *
          block oam lsp-attributes
            lines *
          use traceoptions

        group lsp-path
          value hop-limit class-of-service optimize-timer preference select
          phrase priority
          block bandwidth
            value ct0 ct1 ct2 ct3
            value *
          flag no-cspf adaptive record no-record
          value standby
          block admin-group admin-group-extended
            set include-any include-all exclude
          block oam
            lines *

        group ldp
          list interface:logical
            flag disable
            value hello-interval hold-time transport-address
            flag allow-subnet-mismatch
            block link-protection
              lines *
          value keepalive-interval keepalive-timeout transport-address preference
          flag track-igp-metric explicit-null strict-targeted-hellos mtu-discovery
          ordered import export egress-policy
          list session
            secret authentication-key
            lines *
          lines graceful-restart igp-synchronization targeted-hello deaggregate no-deaggregate
          lines label-withdrawal-delay traffic-statistics
          lines policing oam log-updown p2mp auto-targeted-session longest-match session-group entropy-label
          use traceoptions

        group rsvp
          list interface:logical
            flag disable aggregate no-aggregate reliable no-reliable
            value bandwidth subscription hello-interval authentication-algorithm
            secret authentication-key
            has link-protection
              lines *
            lines *
          value refresh-time keep-multiplier preemption
          flag node-hello setup-protection no-interface-hello no-p2mp-sublsp
          lines graceful-restart load-balance tunnel-services graceful-deletion-timeout peer-interface
          lines pre-empt
          use traceoptions

        group evpn
          value encapsulation multicast-mode default-gateway
          value label-allocation
          set extended-vni-list extended-isid-list
          flag no-default-gateway-ext-comm leave-sync-route-oldstyle
          list interface:port
            value vlan-id
            lines *
          block ip-prefix-routes
            value advertise encapsulation vni
            ordered import export
            flag reject-asymmetric-vni
            lines *
          block vni-options
            list vni
              value designated-forwarder-election-hold-time
              block vrf-target
                value import export
                flag auto
                value *
          list vni
            value vrf-target
          block duplicate-mac-detection
            value detection-threshold detection-window auto-recovery-time
          block mac-mobility
            lines *
          has pbb-evpn-core remote-ip-host-routes oism assisted-replication interconnect
            lines *
          lines mac-ip-table-size interface-mac-limit mac-list
          use traceoptions

        group spanning-tree
          use spanning-tree-values
          list interface:port
            use spanning-tree-interface
          list msti
            value bridge-priority backup-bridge-priority
            numbers vlan
            list interface:port
              value priority cost
          list vlan vlan-group
            use spanning-tree-values
            numbers vlan
            list interface:port
              use spanning-tree-interface
            lines *
          use traceoptions

        group spanning-tree-values
          value bridge-priority max-age hello-time forward-delay configuration-name revision-level max-hops
          value extended-system-id
          value backup-bridge-priority priority-hold-time system-identifier force-version
          value bpdu-destination-mac-address
          value system-id
          flag disable bpdu-block-on-edge vpls-flush-on-topology-change enable

        group spanning-tree-interface
          value priority cost mode
          flag edge no-root-port disable arp-on-stp access-trunk
          block bpdu-timeout-action
            flag block alarm log

        group igmp-snooping
          value query-interval query-last-member-interval query-response-interval robust-count version
          value proxy-source
          flag immediate-leave disable
          list interface:port
            use igmp-snooping-interface
          has proxy
            value source-address
          lines data-forwarding l2-querier qualified-vlan learn-pim-router

        group igmp-snooping-interface
          flag multicast-router-interface immediate-leave host-only-interface
          value group-limit
          block static
            list group
              lines *
        """
}
