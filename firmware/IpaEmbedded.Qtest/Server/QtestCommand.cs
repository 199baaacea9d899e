namespace IpaEmbedded.Qtest;

/// <summary>A command of the protocol.</summary>
/// <param name="Name">Its first word.</param>
/// <param name="Arguments">What it takes, as the manual writes it: words in capitals, optional ones in brackets; empty for nothing.</param>
/// <param name="Execute">Takes its arguments, executes it and returns the whole answer.</param>
internal sealed record QtestCommand(string Name, string Arguments, Func<QtestArguments, string> Execute)
{
    /// <summary>The answer of a command that has nothing to tell.</summary>
    public const string Okay = "OK";

    /// <summary>A command without arguments and without an answer.</summary>
    public static QtestCommand Of(string name, Action action) => new(name, "", words => words.Done(action));
}
