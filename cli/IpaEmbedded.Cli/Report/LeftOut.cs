namespace IpaEmbedded.Cli.Report;

/// <summary>Says that a page or a part of it does not show everything.</summary>
internal static class LeftOut
{
    public static void Write(MarkupWriter html, long number, string what)
    {
        if (number > 0)
        {
            html.Element("p", $"{number} more {what} are not shown.", "class", "leftout");
        }
    }
}
