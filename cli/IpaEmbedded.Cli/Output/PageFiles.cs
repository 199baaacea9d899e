namespace IpaEmbedded.Cli;

/// <summary>Styles and scripts that are part of the program: those of our pages and pictures, and the dissector for Wireshark.</summary>
internal static class PageFiles
{
    /// <summary>A text by the name of its file.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageFiles).Assembly.GetManifestResourceStream("page/" + name)!);
        return reader.ReadToEnd();
    }
}
