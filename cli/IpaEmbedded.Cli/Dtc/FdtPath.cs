using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Finds nodes as libfdt does: a path may begin with an alias, and a name without unit address also means a node that has one.</summary>
internal static class FdtPath
{
    /// <summary>What libfdt calls it if there is no such node or property.</summary>
    public const string Missing = "FDT_ERR_NOTFOUND";

    /// <summary>What libfdt calls a path that begins with no slash and no alias.</summary>
    public const string Bad = "FDT_ERR_BADPATH";

    // Of aliases that stand for each other libfdt's stack ends some time.
    private const int MaxAliases = 16;

    /// <summary>The path with the alias replaced that it begins with; null if there is no such alias.</summary>
    /// <param name="aliasOf">Gives the value of an alias, null if there is none.</param>
    public static string? Expand(string path, Func<string, string?> aliasOf)
    {
        for (int i = 0; i < MaxAliases && !path.StartsWith('/'); i++)
        {
            string alias = path.Split('/')[0];
            if (aliasOf(alias) is not { } start)
            {
                return null;
            }
            path = start + path[alias.Length..];
        }
        return path.StartsWith('/') ? path : null;
    }

    /// <summary>The node; null, and what libfdt calls the reason, if there is none.</summary>
    public static Node? Find(DeviceTreeDocument tree, string path, out string reason)
    {
        string? full = Expand(path, alias => tree.Root.FindChild("aliases")?.FindProperty(alias) is { } property ? TextOf(property.Value) : null);
        reason = full is null ? Bad : Missing;
        Node? node = full is null ? null : tree.Root;
        foreach (string name in (full ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node?.Children.FirstOrDefault(child => child.Name == name || (!name.Contains('@', StringComparison.Ordinal) && child.BaseName == name));
        }
        return node;
    }

    /// <summary>An argument as the bytes that it is made of, each of which is a character of a tree's names.</summary>
    public static string NameOf(string argument) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(argument));

    /// <summary>The bytes before the first zero.</summary>
    public static string TextOf(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value.IndexOf((byte)0) is >= 0 and int end ? value[..end] : value);
}
