using System.Globalization;

namespace IpaEmbedded.Cli.Report;

/// <summary>Virtual times as the page writes them.</summary>
internal static class Duration
{
    /// <summary>Milliseconds with three digits, which are microseconds.</summary>
    public static string Of(long microseconds) => (microseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture) + " ms";
}
