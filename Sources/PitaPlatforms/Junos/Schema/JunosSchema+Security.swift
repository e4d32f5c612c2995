/// `security`. Values, from Juniper's configuration statements.
extension JunosSchema {
    static let security = """
        block security
          block policies
            half from-zone
              half to-zone
                sequence policy
                  use security-policy
            block global
              sequence policy
                use security-policy
            block default-policy
              choice permit-all deny-all
            has policy-rematch
              flag extensive
            block pre-id-default-policy
              block then
                block log
                  flag session-init session-close
                block session-timeout
                  lines *
            block policy-stats
              value system-wide
            use traceoptions
          block zones
            objects security-zone
              use security-zone
              list interfaces:logical
                block host-inbound-traffic
                  use host-inbound
            list functional-zone
              list interfaces:logical
                block host-inbound-traffic
                  use host-inbound
              value screen description
              block host-inbound-traffic
                use host-inbound
          block address-book
            list *
              use address-book
              block attach
                list zone
          block nat
            block source
              list pool
                list address:host
                  value to
                value description overflow-pool routing-instance host-address-base
                block port
                  flag no-translation
                  value port-overloading-factor range to deterministic
                  lines *
                lines *
              sequence rule-set
                use nat-rules
              flag address-persistent
              block port-randomization
                flag disable
              block interface
                lines *
              lines pool-utilization-alarm pool-default-port-range pool-default-twin-port-range
            block destination
              list pool
                value description
                block routing-instance
                  value *
                block address
                  value port to
                  value *
              sequence rule-set
                use nat-rules
            block static
              sequence rule-set
                use nat-rules
            block proxy-arp proxy-ndp
              list interface:logical
                list address
                  value to
            lines natv6v4 allow-overlapping-pools
            use traceoptions
          block ike
            use ike
          block ipsec
            use ipsec
          block screen
            list ids-option
              value description
              flag alarm-without-drop
              block icmp
                flag fragment large ping-death icmpv6-malformed
                has flood ip-sweep
                  value threshold
              block ip
                flag bad-option loose-source-route-option record-route-option security-option
                flag source-route-option spoofing
                flag stream-option strict-source-route-option tear-drop timestamp-option unknown-protocol
                flag block-frag
                flag ipv6-malformed-header
                lines ipv6-extension-header tunnel ipv6-extension-header-limit
              block tcp
                flag fin-no-ack land syn-fin syn-frag tcp-no-flag winnuke
                has syn-flood
                  value alarm-threshold attack-threshold source-threshold destination-threshold timeout
                  value queue-size
                  list white-list
                    set source-address destination-address
                has port-scan tcp-sweep
                  value threshold
                has syn-ack-ack-proxy
                  value threshold
              block udp
                has flood
                  value threshold
                  lines *
                has port-scan udp-sweep
                  value threshold
              block limit-session
                value source-ip-based destination-ip-based
            lines trap white-list
          block flow
            value route-change-timeout pending-sess-queue-length
            flag allow-dns-reply allow-embedded-icmp force-ip-reassembly strict-packet-ordering
            flag sync-icmp-session
            flag preserve-incoming-fragment-size power-mode-disable
            block tcp-mss
              block all-tcp gre-in gre-out ipsec-vpn
                value mss
            block tcp-session
              value tcp-initial-timeout time-wait-state maximum-window
              flag no-sequence-check no-syn-check no-syn-check-in-tunnel rst-invalidate-session
              flag rst-sequence-check
              flag strict-syn-check fin-invalidate-session aggressive-aging
              lines *
            block aging
              value early-ageout high-watermark low-watermark
            lines ethernet-switching advanced-options load-distribution power-mode-ipsec mcast-session
            lines packet-log
            use traceoptions
          block alg
            list twamp
              lines *
            block dns ftp h323 mgcp msrpc sunrpc rsh rtsp sccp sip sql talk tftp pptp ike-esp-nat
              flag disable
              lines *
            use traceoptions
          block log
            value mode format source-address source-interface rate-cap event-rate max-database-record
            flag utc-timestamp
            list stream
              value severity format category rate-limit
              flag enable
              block host
                value port routing-instance
                value *
              lines *
            lines cache disable transport file report exclude
            use traceoptions
          block ssh-known-hosts
            list host
              value rsa-key ecdsa-sha2-nistp256-key dsa-key ed25519-key ecdsa-sha2-nistp384-key
              lines *
          block pki
            list ca-profile
              value ca-identity
              lines *
            lines auto-re-enrollment
            use traceoptions
          block forwarding-options
            block family
              block inet6 mpls iso
                value mode
            lines *
          block authentication-key-chains
            list key-chain
              value tolerance description
              list key
                secret secret
                value start-time algorithm options
          block certificates
            lines *
          block utm idp application-firewall application-tracking dynamic-vpn group-vpn user-identification
            lines *
          block macsec
            lines *
          block alarms resource-manager gprs datapath-debug analysis advance-policy-based-routing softwires
            lines *
          block remote-access
            lines *
          list dynamic-address
            lines *

        group security-policy
          value description scheduler-name
          block match
            set source-address destination-address application source-identity from-zone to-zone
            set dynamic-application url-category
            set source-end-user-profile
            flag source-address-excluded destination-address-excluded
          block then
            has permit
              block tunnel
                value ipsec-vpn pair-policy
              block application-services
                value utm-policy idp-policy
                flag idp redirect-wx reverse-redirect-wx
                lines *
              block firewall-authentication
                lines *
              block destination-address
                choice drop-translated drop-untranslated
              block tcp-options
                flag syn-check-required sequence-check-required
                lines *
            has deny reject
              lines *
            block log
              flag session-init session-close
            has count
              lines *

        group security-zone
          value screen description
          flag tcp-rst application-tracking source-identity-log enable-reverse-reroute
          block host-inbound-traffic
            use host-inbound
          block address-book
            use address-book

        group host-inbound
          list system-services protocols
            flag except

        group address-book
          list address
            value description
            block dns-name wildcard-address
              flag ipv4-only ipv6-only
              value *
            block range-address
              list *
                block to
                  value *
            value *:prefix
          list address-set
            set address address-set
            value description

        group nat-rules
          block from to
            set zone interface routing-instance routing-group
          value description
          sequence rule
            value description
            block match
              list source-address destination-address
              list source-address-name destination-address-name application protocol
              numbers source-port destination-port
            block then
              block source-nat
                choice off interface pool=
              block destination-nat
                choice off pool=
              block static-nat
                flag inet
                block prefix prefix-name
                  value routing-instance
                  lines mapped-port
                  value *
              lines *

        group ike
          list proposal
            value authentication-method dh-group authentication-algorithm encryption-algorithm
            value lifetime-seconds description
          list policy
            value mode proposal-set description
            ordered proposals
            block pre-shared-key
              secret ascii-text hexadecimal
            block certificate
              value local-certificate peer-certificate-type trusted-ca
            lines reauth-frequency
          list gateway
            value ike-policy external-interface:port version nat-keepalive local-address
            ordered address
            flag no-nat-traversal general-ikeid
            has dead-peer-detection
              value interval threshold
              choice always-send optimized probe-idle-tunnel
            block local-identity remote-identity
              value inet inet6 hostname user-at-hostname
              lines distinguished-name
              value key-id
            block dynamic
              value hostname connections-limit ike-user-type inet user-at-hostname
              lines distinguished-name
            block xauth aaa
              lines *
          lines respond-bad-spi session
          use traceoptions

        group ipsec
          list proposal
            value protocol authentication-algorithm encryption-algorithm lifetime-seconds
            value lifetime-kilobytes description
          list policy
            value proposal-set description
            ordered proposals
            block perfect-forward-secrecy
              value keys
          list vpn
            value bind-interface:port df-bit establish-tunnels
            flag copy-outer-dscp
            block ike
              value gateway ipsec-policy idle-time install-interval
              flag no-anti-replay
              block proxy-identity
                value local remote service
            has vpn-monitor
              value destination-ip source-interface
              flag optimized
            list traffic-selector
              value local-ip remote-ip protocol source-port destination-port
            block manual
              lines *
            lines multi-sa
          list security-association
            lines *
          lines vpn-monitor-options anti-replay-window-size
          use traceoptions
        """
}
