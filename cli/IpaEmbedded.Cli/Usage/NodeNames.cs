using System.CommandLine;
using System.CommandLine.Completions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Usage;

/// <summary>Completes the nodes of the tree that the command line names already: labels and paths.</summary>
internal static class NodeNames
{
    private const int MaxNodes = 10_000;

    /// <summary>The nodes of the tree that an argument names; nothing if it cannot be read.</summary>
    public static IEnumerable<CompletionItem> In(CompletionContext context, Argument tree)
    {
        if (context.ParseResult.GetResult(tree)?.Tokens is not [{ Value: { Length: > 0 } path }])
        {
            return [];
        }
        try
        {
            IEnumerable<Node> nodes = TreeFile.Load(path, new CompileOptions()).Tree?.Nodes() ?? [];
            return [.. nodes.Take(MaxNodes).SelectMany(node => node.Labels.Append(node.Path)).Select(name => new CompletionItem(name))];
        }
        catch (CommandFailure)
        {
            // Whoever presses a key has asked no question that needs this answer.
            return [];
        }
    }
}
