using System.Text;

namespace IpaEmbedded.Cli.Templates;

/// <summary>The name of a new driver: what its nodes are compatible with, and the names that follow from that.</summary>
/// <param name="Vendor">The vendor as in "compatible", such as <c>bosch</c>.</param>
/// <param name="Thing">The device as in "compatible", such as <c>bme280</c>.</param>
public sealed record DriverName(string Vendor, string Thing)
{
    /// <summary>What a name looks like: lower-case letters, digits and dashes; in the thing also dots, underscores and plus signs.</summary>
    public const string Form = "write VENDOR,THING, such as bosch,bme280";

    private const int MaxLength = 60;

    /// <summary>What nodes say in "compatible".</summary>
    public string Compatible => Vendor + "," + Thing;

    /// <summary>Name of the project and its folder: <c>Bosch-Bme280</c>.</summary>
    public string Project => Pascal(Vendor) + "-" + Pascal(Thing);

    /// <summary>Namespace of the driver: <c>Bosch_Bme280</c>.</summary>
    public string Namespace => Project.Replace('-', '_');

    /// <summary>What the classes begin with: <c>Bme280</c>; the vendor is in it if it would begin with a digit.</summary>
    public string Class => char.IsAsciiDigit(Thing[0]) ? Pascal(Vendor) + Pascal(Thing) : Pascal(Thing);

    /// <summary>Reads a name; null if it is none.</summary>
    public static DriverName? Parse(string text) =>
        text.Split(',') is [var vendor, var thing] && text.Length <= MaxLength && IsName(vendor, "-") && char.IsAsciiLetterLower(vendor[0]) && IsName(thing, "-._+") && char.IsAsciiLetterOrDigit(thing[^1])
            ? new DriverName(vendor, thing)
            : null;

    private static bool IsName(string text, string others) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || others.Contains(c, StringComparison.Ordinal));

    private static string Pascal(string text)
    {
        var name = new StringBuilder();
        bool begins = true;
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(begins ? char.ToUpperInvariant(c) : c);
            }
            begins = !char.IsAsciiLetterOrDigit(c);
        }
        return name.ToString();
    }
}
