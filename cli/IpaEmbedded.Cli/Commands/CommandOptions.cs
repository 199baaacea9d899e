using System.CommandLine;

namespace IpaEmbedded.Cli.Commands;

/// <summary>Options that several commands spell alike.</summary>
internal static class CommandOptions
{
    public static Option<string[]> Include() => new("--include", "-i")
    {
        Description = "A directory to search for included files; may be given several times.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };

    public static Option<string[]> Bindings() => new("--bindings")
    {
        Description = "A directory of binding files to use instead of those that come with ipa; may be given several times.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };

    public static Option<OutputFormat> Format() => new("--format")
    {
        Description = "How findings are printed: text, json, sarif, github or msbuild.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => OutputFormat.Text,
    };

    public static Option<bool> Json() => new("--json") { Description = "Short for --format json." };

    public static Argument<string> Input(string name, string description) => new(name) { Description = description };

    public static OutputFormat FormatOf(ParseResult parsed, Option<OutputFormat> format, Option<bool> json) =>
        parsed.GetValue(json) ? OutputFormat.Json : parsed.GetValue(format);
}
