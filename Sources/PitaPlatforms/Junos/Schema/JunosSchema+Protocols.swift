/// `protocols`. Values, from Juniper's configuration statements.
extension JunosSchema {
    static let protocols = """
        group protocols
          block bgp
            use bgp
          block ospf ospf3
            use ospf
          block isis
            use isis
          block rip ripng
            use rip
          block mpls
            use mpls
          block ldp
            use ldp
          block rsvp
            use rsvp
          block evpn
            use evpn
          block lldp lldp-med
            list interface:port
              flag disable enable
              choice tx-only rx-only
              value power-negotiation vlan-name
              block trap-notification
                flag enable disable
              lines location
            flag disable enable lldp-tx-fast-init mau-type management-interface vlan-name-tlv
            value advertisement-interval hold-multiplier transmit-delay ptopo-configuration-trap-interval
            value fast-rx-processing
            value ptopo-configuration-maximum-hold-time lldp-configuration-notification-interval
            value port-id-subtype
            value port-description-type fast-start
            set management-address tlv-filter tlv-select
            flag netbios-snooping
            use traceoptions
          has stp rstp mstp vstp
            use spanning-tree
          block layer2-control
            flag nonstop-bridging
            block bpdu-block mac-rewrite
              list interface:port
                lines *
              value disable-timeout
            use traceoptions
          block igmp mld
            value query-interval query-response-interval query-last-member-interval robust-count
            flag accounting
            list interface:logical
              flag disable immediate-leave accounting no-accounting passive
              value version group-policy ssm-map group-limit ssm-map-policy group-threshold
              block static
                list group
                  list source
                  lines *
            use traceoptions
          has igmp-snooping mld-snooping
            list vlan
              use igmp-snooping
            use igmp-snooping
            list interface:port
              use igmp-snooping-interface
            use traceoptions
          block pim
            list interface:logical
              value mode priority hello-interval version family neighbor-policy
              flag disable stickydr accept-remote-source
              block bfd-liveness-detection
                use bfd
              lines *
            block rp
              block static
                list address
                  set group-ranges
                  lines *
              block local
                value address priority
                lines *
              lines *
            ordered import export
            lines spt-threshold rib-group mvpn join-load-balance ssm-groups assert-timeout dense-groups
            lines graceful-restart
            use traceoptions
          block msdp dvmrp amt
            lines *
          block vrrp
            flag delegate-processing asymmetric-hold-time skew-timer-disable
            value startup-silent-period global-advertisements-threshold
            flag version-3
            value failover-delay inherit-advertisement-interval
            use traceoptions
          block router-advertisement
            list interface:logical
              value max-advertisement-interval min-advertisement-interval current-hop-limit
              value default-lifetime reachable-time
              value retransmit-timer link-mtu preference
              flag managed-configuration no-managed-configuration other-stateful-configuration
              flag no-other-stateful-configuration
              flag virtual-router-only solicit-router-advertisement-unicast
              list dns-server-address
                value lifetime
              list prefix:prefix
                flag autonomous no-autonomous on-link no-on-link
                value valid-lifetime preferred-lifetime
            use traceoptions
          block router-discovery
            lines *
          block bfd
            use traceoptions
            lines *
          block connections
            list interface-switch remote-interface-switch lsp-switch
              list interface:port
              lines *
          block l2-learning
            value global-mode global-mac-limit global-mac-table-aging-time
            lines *
          block l2circuit l2vpn vpls
            lines *
          block oam
            block ethernet
              block link-fault-management
                list interface:port
                  lines *
                lines *
              block connectivity-fault-management
                lines *
              lines *
            lines *
          block dot1x
            block authenticator
              value authentication-profile-name radius-options
              list interface:port
                value supplicant retries quiet-period transmit-period reauthentication server-timeout
                value maximum-requests
                value guest-vlan server-reject-vlan
                flag no-reauthentication disable
                has mac-radius
                  flag restrict flap-on-disconnect
                  lines *
                block server-fail
                  lines *
                lines *
              lines *
            use traceoptions
          block source-packet-routing
            list segment-list
              sequence *
                value label ip-address label-type
                flag auto-translate
              flag inherit-label-nexthops
            list source-routing-path
              value to color binding-sid preference
              list primary secondary
                value weight
                lines *
              lines *
            lines *
          block sflow
            list collector
              value udp-port
            list interfaces:port
              value polling-interval
              block sample-rate
                value ingress egress
            value polling-interval source-ip agent-id
            block sample-rate
              value ingress egress
          block iccp
            value local-ip-addr session-establishment-hold-time
            list peer
              value redundancy-group-id-list session-establishment-hold-time
              lines *
            use traceoptions
          block loop-detect
            list interface:port
              lines *
            lines *
          block gvrp mvrp lacp uplink-failure-detection protection-group ppp pppoe pcep neighbor-discovery esis bmp
            lines *
          block ilmi
            lines *

        group bgp
          use bgp-session
          objects group
            use bgp-session
            value type
            set allow
            objects neighbor:address
              use bgp-session
            list dynamic-neighbor
              lines *
          flag precision-timers tcp-aggressive-transmission disable
          flag traffic-statistics-labeled-path holddown-all
          numbers drop-path-attributes
          lines rfc6514-compliant-safi129 bmp

        group bgp-session
          value description peer-as local-address hold-time preference cluster authentication-algorithm
          value authentication-key-chain
          value tcp-mss minimum-hold-time local-interface forwarding-context
          value out-delay
          secret authentication-key
          phrase local-preference path-count
          flag passive damping advertise-inactive no-advertise-inactive advertise-peer-as
          flag no-advertise-peer-as log-updown
          flag mtu-discovery no-client-reflect as-override accept-remote-nexthop vpn-apply-export
          flag enforce-first-as
          flag disable route-server-client unconfigured-peer-graceful-restart no-nexthop-change
          flag advertise-external tcp-aggressive-transmission omit-no-export no-aggregator-id
          flag traffic-statistics include-mp-next-hop
          choice keep=
          value idle-after-switch-over
          ordered import export
          has remove-private
            flag nearest replace
            has all
              flag nearest replace
          block local-as
            flag private alias no-prepend-global-as
            value loops
            value *
          has multihop
            value ttl
            flag no-nexthop-change
          has multipath
            flag multiple-as disable allow-protection pause-computation-during-churn
            ordered list-nexthop
          block family
            has inet inet-mvpn inet-vpn inet6 inet6-vpn inet6-mvpn
              use bgp-families
            has l2vpn evpn iso-vpn route-target traffic-engineering inet-mdt
              use bgp-families
          has graceful-restart
            use bgp-graceful-restart
          block bfd-liveness-detection
            use bfd
          block path-selection
            flag cisco-non-deterministic always-compare-med external-router-id as-path-ignore
            flag l2vpn-use-bgp-rules
            has med-plus-igp
              value med-multiplier igp-multiplier
          block advertise-from-main-vpn-tables traffic-statistics-labeled-path outbound-route-filter
            lines *
          has egress-te
            lines *
          block metric-out
            value *
            flag delay-med-update
            phrase igp minimum-igp
          has delay-route-advertisements
            lines *
          has bgp-error-tolerance
            value malformed-update-log-interval malformed-route-limit
            flag no-malformed-route-limit
          block output-queue-priority
            lines *
          use traceoptions

        group bgp-families
          has unicast multicast any flow labeled-unicast signaling auto-discovery-only segment-routing-te
            use bgp-family
          use bgp-family

        group bgp-graceful-restart
          flag disable
          value restart-time stale-routes-time forwarding-state-bit
          block long-lived
            lines *

        group bgp-family
          block prefix-limit accepted-prefix-limit
            value maximum
            has teardown
              block idle-timeout
                value *
              value *
            has drop-excess hide-excess
              value *
          block rib-group
            value *
          block rib
            list *
              flag resolve-vpn
          block add-path
            flag receive disable
            has send
              value path-count path-selection-mode
              flag multipath
              ordered prefix-policy
              value include-backup-path
          value topology-name external-paths local-ipv4-address
          flag per-prefix-label per-group-label resolve-vpn no-resolve-vpn protection advertise-default
          flag no-install
          flag extended-nexthop extended-nexthop-color
          value loops
          block aggregate-label
            value community
          has explicit-null
            flag connected-only
          has entropy-label
            lines *
          has aigp
            flag disable
          value no-validate
          has damping
          block graceful-restart
            lines *
          has route-refresh-priority withdraw-priority output-queue-priority
            lines *
          lines nexthop-resolution topology secondary-independent-resolution
        """
}
