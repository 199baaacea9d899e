using System.CommandLine;
using System.CommandLine.Parsing;

namespace IpaEmbedded.Cli.Usage;

/// <summary>Options and arguments that take one of a few words: they refuse others, complete these, and show them in the help.</summary>
internal static class Choices
{
    public static void Take(this Option option, params string[] values)
    {
        option.HelpName ??= string.Join('|', values);
        option.CompletionSources.Add(values);
        option.Validators.Add(result => Check(result, option.Name, values));
    }

    public static void Take(this Argument argument, params string[] values)
    {
        argument.HelpName ??= argument.Name;
        argument.CompletionSources.Add(values);
        argument.Validators.Add(result => Check(result, argument.Name, values));
    }

    private static void Check(SymbolResult result, string name, string[] values)
    {
        foreach (Token token in result.Tokens.Where(token => token.Value.Length > 0 && !values.Contains(token.Value)))
        {
            result.AddError($"{name} takes {string.Join(", ", values[..^1])} or {values[^1]}, not '{token.Value}'");
        }
    }
}
