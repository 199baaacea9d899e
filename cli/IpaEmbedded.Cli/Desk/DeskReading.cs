using System.Globalization;

namespace IpaEmbedded.Cli.Desk;

/// <summary>A value that something on the board has: whose, what, how much in which unit; no number where it cannot be read.</summary>
public sealed record DeskReading(string NodePath, string Name, decimal? Number, string Unit)
{
    /// <summary>The number with its unit.</summary>
    public string Text => Number is { } number ? (number.ToString("0.######", CultureInfo.InvariantCulture) + " " + Unit).TrimEnd() : "no value";
}
