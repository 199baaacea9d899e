using System.Globalization;

namespace IpaEmbedded.Cli.Network;

/// <summary>Network namespaces as people name them: of <c>ip netns</c>, of a process, or by a path.</summary>
internal static class NetworkNamespace
{
    private const string Named = "/run/netns/";

    /// <summary>The path of a namespace.</summary>
    /// <exception cref="CommandFailure">There is none.</exception>
    public static string PathOf(string name)
    {
        string path = name.Contains('/', StringComparison.Ordinal) ? name
            : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !File.Exists(Named + name) ? $"/proc/{name}/ns/net"
            : Named + name;
        return File.Exists(path) ? path : throw new CommandFailure(ExitCode.Files, $"there is no network namespace {name} ({path}); 'ip netns add NAME' makes one");
    }
}
