using System.Globalization;

namespace IpaEmbedded.Cli;

/// <summary>Numbers of things in words.</summary>
public static class Counted
{
    /// <summary>"1 crash" or "2 crashes"; where no word for several is given it is the one for one with an s.</summary>
    public static string Of(long count, string one, string? several = null) => count == 1 ? "1 " + one : string.Create(CultureInfo.InvariantCulture, $"{count} {several ?? one + "s"}");
}
