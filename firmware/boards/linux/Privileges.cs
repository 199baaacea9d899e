using System.Globalization;
using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.Boards.Linux;

/// <summary>The rights of this process: needed to create interfaces and to map registers, not to use them.</summary>
public static class Privileges
{
    /// <summary>The user and group nobody, as the Linux distributions and the kernel's overflow id number them.</summary>
    public const uint Nobody = 65534;

    /// <summary>Whether the process runs as root.</summary>
    public static bool IsRoot => LibC.EffectiveUser() == 0;

    /// <summary>
    /// Gives up root's rights for good: the process becomes the user that called sudo, else nobody. Open descriptors and mappings stay.
    /// A process that is not root stays as it is, and so does root of a user namespace that knows nobody else: its rights end with the namespace.
    /// </summary>
    /// <returns>Number of the user that the process has become, null if it stayed.</returns>
    /// <exception cref="IOException">The system refuses.</exception>
    public static uint? Drop()
    {
        if (!IsRoot)
        {
            return null;
        }

        var (user, group) = Target(Environment.GetEnvironmentVariable("SUDO_UID"), Environment.GetEnvironmentVariable("SUDO_GID"));
        if (!IsKnown("/proc/self/uid_map", user) || !IsKnown("/proc/self/gid_map", group))
        {
            return null;
        }

        LibC.BecomeUser(user, group);
        return user;
    }

    /// <summary>Whether a number of a user or group exists by the file of this user namespace's numbers; a kernel without such namespaces has no file, and all numbers.</summary>
    internal static bool IsKnown(string mapFile, uint number) => !File.Exists(mapFile) || IsMapped(File.ReadAllText(mapFile), number);

    /// <summary>Whether a number of a user or group exists in this user namespace: each line of its map is a first number, one outside, and a count.</summary>
    internal static bool IsMapped(string map, uint number) => map.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(fields =>
        fields.Length == 3 && long.TryParse(fields[0], out var first) && long.TryParse(fields[2], out var count) && number >= first && number < first + count);

    /// <summary>Whom to become: the caller of sudo if its environment names one that is not root, else nobody.</summary>
    internal static (uint User, uint Group) Target(string? user, string? group) =>
        Number(user) is { } userNumber && Number(group) is { } groupNumber ? (userNumber, groupNumber) : (Nobody, Nobody);

    // The largest number means "leave it" to the system.
    private static uint? Number(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is not (0 or uint.MaxValue) ? number : null;
}
