namespace IpaEmbedded.Cli;

/// <summary>Styles and scripts of our pages and pictures, which are part of the program.</summary>
internal static class PageFiles
{
    /// <summary>A text by the name of its file.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageFiles).Assembly.GetManifestResourceStream("page/" + name)!);
        return reader.ReadToEnd();
    }
}
