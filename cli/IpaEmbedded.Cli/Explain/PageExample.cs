namespace IpaEmbedded.Cli.Explain;

/// <summary>
/// A text of a page. Languages are <c>dts</c>, <c>dtb</c> (32-bit words in hexadecimal), <c>overlay</c> (source applied
/// to the page's <c>dts</c>), <c>yaml</c> (a binding), <c>check</c> (one that is checked for itself), <c>bindings</c> (a directory of them), <c>board</c> (source that is
/// booted) and <c>registers</c> (accesses of a driver).
/// </summary>
/// <param name="Switches">What a run needs besides the text, as it would stand on the command line; and <c>no-newline</c>.</param>
public sealed record PageExample(string Language, ExampleVerdict Verdict, IReadOnlyList<string> Switches, string Text);
