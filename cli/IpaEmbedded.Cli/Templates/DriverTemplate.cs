using System.Text;

namespace IpaEmbedded.Cli.Templates;

/// <summary>The project of a driver as <c>dotnet new ipa-driver</c> makes it; the files are the same, and are kept there.</summary>
internal static class DriverTemplate
{
    private const string Prefix = "driver-template/";

    /// <summary>The files of a driver: paths within its folder, with forward slashes, and texts.</summary>
    public static IEnumerable<(string Path, string Text)> Files(DriverName name)
    {
        // The longer stand first.
        (string From, string To)[] names =
        [
            ("Acme-Thermometer", name.Project), ("Acme_Thermometer", name.Namespace), ("acme,thermometer", name.Compatible),
            ("Thermometer", name.Class), ("thermometer", name.Thing), ("acme", name.Vendor),
        ];
        foreach (string resource in typeof(DriverTemplate).Assembly.GetManifestResourceNames().Where(each => each.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(typeof(DriverTemplate).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (Replace(resource[Prefix.Length..].Replace('\\', '/'), names), Replace(reader.ReadToEnd(), names));
        }
    }

    /// <summary>The binding of a new device, with the address that its path below the bindings asks for.</summary>
    public static string Binding(DriverName name, string pathBelow)
    {
        string text = Files(name).Single(file => file.Path == $"bindings/{name.Compatible}.yaml").Text;
        return "# SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)\n"
            + text.Replace($"schemas/{name.Compatible}.yaml#", $"schemas/{pathBelow}#", StringComparison.Ordinal);
    }

    // In one pass: what was put in is not replaced again.
    private static string Replace(string text, (string From, string To)[] names)
    {
        var replaced = new StringBuilder(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            (string From, string To) found = names.FirstOrDefault(name => string.CompareOrdinal(text, at, name.From, 0, name.From.Length) == 0);
            replaced.Append(found.From is null ? text[at].ToString() : found.To);
            at += found.From?.Length ?? 1;
        }
        return replaced.ToString();
    }
}
