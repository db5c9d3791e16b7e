using System.Net;
using System.Net.Sockets;

namespace ComposeServer.BuiltInTools;

/// <summary>Tells addresses of the public internet from all others (IANA's special-purpose registries, RFC 6890).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        // IPv4: this network, private, shared (CGNAT), loopback, link-local, protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved.
        .. Networks("0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 "
            + "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"),
        // IPv6, of what lies in 2000::/3: protocol assignments with Teredo, documentation, 6to4, which can carry private IPv4 addresses.
        .. Networks("2001::/23 2001:db8::/32 2002::/16 3fff::/20"),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    internal static bool Is(IPAddress address)
    {
        // IPv4 in the clothes of IPv6; IPNetwork would undress it.
        if (address.IsIPv4MappedToIPv6)
            return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !Global.Contains(address))
            // NAT64 (RFC 6052) is how a host without IPv4 reaches public ones; what it carries decides.
            return Translated.Contains(address) && Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        foreach (var network in Special)
            if (network.Contains(address))
                return false;
        return true;
    }

    private static IEnumerable<IPNetwork> Networks(string list) => list.Split(' ').Select(IPNetwork.Parse);
}
