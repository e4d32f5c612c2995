# mar/02/2026 08:15:04 by RouterOS 6.49.17
# software id = EF56-GH78
#
# model = RB3011UiAS
# serial number = HX0000000002
/interface ethernet
set [ find default-name=ether1 ] name=ether1-wan
set [ find default-name=ether2 ] name=ether2-lan
/interface wireless security-profiles
set [ find default=yes ] supplicant-identity=MikroTik
/ip pool
add name=lan ranges=10.13.0.100-10.13.0.199
/ip dhcp-server
add address-pool=lan disabled=no interface=ether2-lan lease-time=1h name=lan
/port
set 0 name=serial0
/queue simple
add comment=pita:dpupr max-limit=5M/15M name=pita-dpupr target=10.13.0.0/24
add max-limit=5/10 name="salah ketik" target=10.13.0.9/32
/interface bridge port
add bridge=*A interface=ether9
/ip address
add address=10.13.0.1/24 interface=ether2-lan network=10.13.0.0
add address=10.13.255.2/30 interface=ether1-wan network=10.13.255.0
/ip dhcp-client
add disabled=no interface=ether1-wan
/ip route
add distance=1 gateway=10.13.255.1
/ip service
set telnet disabled=yes
set ftp disabled=yes
/ppp secret
add name=tamu password=rahasia service=pppoe
/system identity
set name=rtr-dpupr
