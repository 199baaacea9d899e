namespace IpaEmbedded.Cli.Network;

/// <summary>The interfaces that a run is asked for.</summary>
/// <param name="Name">Name of this machine's; with %d in it for more than one.</param>
/// <param name="MuxIds">One interface for each.</param>
/// <param name="Addresses">Those of the first interface; the others have the networks that follow.</param>
/// <param name="Far">What is behind the modem.</param>
/// <param name="Namespace">Where the far interface is; null for this process's namespace.</param>
internal sealed record NetworkOptions(string Name, IReadOnlyList<byte> MuxIds, IReadOnlyList<TunAddress> Addresses, FarChoice Far, string? Namespace)
{
    /// <summary>The addresses of an interface.</summary>
    public IReadOnlyList<TunAddress> AddressesOf(int index) => index == 0 ? Addresses : [.. Addresses.Select(address => address.Next(index))];
}
