# 2026-03-02 08:15:04 by RouterOS 7.16.1
# software id = AB12-CD34
#
# model = CCR2116-12G-4S+
# serial number = HX0000000001
/interface bridge
add name=loopback port-cost-mode=short
/interface ethernet
set [ find default-name=ether1 ] comment="ISP uplink, kontrak 300M/150M"
set [ find default-name=sfp-sfpplus1 ] comment="sw-dist-utara uplink" l2mtu=\
    1592
# sfp-sfpplus2 not ready
set [ find default-name=sfp-sfpplus2 ] comment="sw-dist-selatan uplink"
/interface vlan
add interface=sfp-sfpplus1 name=vlan110-disdik vlan-id=110
add interface=sfp-sfpplus1 name=vlan120-dinkes vlan-id=120
add comment="Badan Perencanaan: kantor \"lama\" \$1 per bulan?" interface=\
    sfp-sfpplus1 name=vlan140-bappeda vlan-id=140
add interface=*2 name=vlan999-lama vlan-id=999
/queue simple
add comment=pita:disdik max-limit=10M/20M name=pita-disdik target=10.11.0.0/24
add comment=pita:dinkes max-limit=10M/20M name=pita-dinkes target=10.12.0.0/24
/queue type
add kind=pcq name=pcq-tamu pcq-classifier=dst-address pcq-limit=64KiB pcq-rate=\
    2M
/queue simple
add comment="tamu: caf\C3\A9 dan aula" max-limit=5M/5M name=tamu queue=\
    pcq-tamu/pcq-tamu target=10.99.0.0/24,10.98.0.0/24
/interface bridge port
add bridge=loopback interface=ether12 internal-path-cost=10 path-cost=10
/ip address
add address=10.11.255.1/30 interface=vlan110-disdik network=10.11.255.0
add address=10.12.255.1/30 interface=vlan120-dinkes network=10.12.255.0
add address=192.0.2.2/30 comment=ISP interface=ether1 network=192.0.2.0
/ip dns
set servers=192.0.2.53
/ip firewall filter
add action=accept chain=input comment="terima established" connection-state=\
    established,related,untracked
add action=drop chain=input in-interface=ether1
add action=drop chain=forward
add action=drop chain=forward
/ip firewall mangle
add action=mark-packet chain=forward comment="tanda tamu" new-packet-mark=tamu \
    passthrough=no src-address=10.99.0.0/24
/ip route
add gateway=192.0.2.1
add dst-address=10.11.0.0/24 gateway=10.11.255.2
/snmp
set contact="Diskominfo Kab. Contoh" enabled=yes location="Ruang server"
/snmp community
set [ find default=yes ] disabled=yes
add addresses=127.0.0.1/32 name=pita security=private
/system identity
set name="rtr inti"
/system script
add name=salam owner=admin policy=read,write,policy,test source=":local n \"dun\
    ia\";\r\
    \n:put \"halo \$n\"\r\
    \n"
/user group
set full policy="local,telnet,ssh,ftp,reboot,read,write,policy,test,winbox,pass\
    word,web,sniff,sensitive,api,romon,rest-api"
