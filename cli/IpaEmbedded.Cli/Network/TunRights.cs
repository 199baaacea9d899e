using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.Cli.Network;

/// <summary>Creates TUN interfaces, and says what is missing where it cannot.</summary>
internal static class TunRights
{
    /// <summary>A command that gives anybody a network to administer.</summary>
    public const string OwnNetwork = "unshare --user --map-root-user --net";

    /// <exception cref="CommandFailure">The interface cannot be made; what is missing is said.</exception>
    public static TunInterface Create(string name, string? networkNamespace)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new CommandFailure(ExitCode.Files, "TUN interfaces exist on Linux only");
        }
        try
        {
            return TunInterface.Create(name, networkNamespace);
        }
        catch (IOException e)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot create the interface {name}: {Reason(e)}");
        }
    }

    private static string Reason(IOException failure) => TunInterface.RefusalOf(failure) switch
    {
        TunRefusal.NotPermitted => $"the right to administer the network (CAP_NET_ADMIN) is missing; run as root, or in a network of your own, where the same command works: {OwnNetwork} sh",
        TunRefusal.DeviceClosed => "this user may not open /dev/net/tun; run as root, or have it opened for everybody, as it is by default: chmod 666 /dev/net/tun",
        TunRefusal.NoDevice => "there is no /dev/net/tun: the kernel's module tun is not loaded (modprobe tun), or the container was not given the device",
        _ => failure.Message,
    };
}
