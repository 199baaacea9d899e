using System.CommandLine;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Commands;

/// <summary>Options that several commands spell alike.</summary>
internal static class CommandOptions
{
    public static Option<string[]> Include() => new Option<string[]>("--include", "-i")
    {
        Description = "A directory to search for included files; may be given several times.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    }.Names(FileUse.Directory);

    public static Option<uint> Seed() => new("--seed") { Description = "Seed of the hardware's latencies; one seed always gives one run.", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <param name="hasVerdicts">Whether the command has verdicts, which <c>jsonl</c> prints.</param>
    public static Option<string?> Format(bool hasVerdicts = false)
    {
        var option = new Option<string?>("--format") { Description = "How findings are printed." };
        option.Take(["text", "json", "sarif", "github", "msbuild", .. hasVerdicts ? (string[])["jsonl"] : []]);
        return option;
    }

    public static Option<string?> Compat()
    {
        var option = new Option<string?>("--compat") { Description = "Also repeat what this release of dt-schema does by accident, to compare with it.", HelpName = "RELEASE" };
        option.Take(CompatDeviations.Release);
        return option;
    }

    public static CompatDeviation CompatOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is null ? CompatDeviation.None : CompatDeviation.Release2022_08;

    public static Option<bool> Json() => new("--json") { Description = "Short for --format json." };

    public static Argument<string> Input(string name, string description) => new Argument<string>(name) { Description = description }.Names(FileUse.Read);

    public static OutputFormat FormatOf(ParseResult parsed, Option<string?> format, Option<bool> json) => parsed.GetValue(json) ? OutputFormat.Json : parsed.GetValue(format) switch
    {
        "json" => OutputFormat.Json,
        "sarif" => OutputFormat.Sarif,
        "github" => OutputFormat.Github,
        "msbuild" => OutputFormat.Msbuild,
        "jsonl" => OutputFormat.Jsonl,
        _ => OutputFormat.Text,
    };
}
