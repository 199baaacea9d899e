using System.CommandLine;
using System.Runtime.CompilerServices;

namespace IpaEmbedded.Cli.Usage;

/// <summary>Which options and arguments name files, and what becomes of these: shells complete them, and tests try all of them.</summary>
public static class FileNames
{
    private static readonly ConditionalWeakTable<Symbol, object> Uses = [];

    /// <summary>Marks an option or argument as one that names a file.</summary>
    public static T Names<T>(this T symbol, FileUse use)
        where T : Symbol
    {
        Uses.Add(symbol, use);
        return symbol;
    }

    /// <summary>What becomes of the file that a value names.</summary>
    public static FileUse UseOf(Symbol symbol) => Uses.TryGetValue(symbol, out object? use) ? (FileUse)use : FileUse.None;
}
