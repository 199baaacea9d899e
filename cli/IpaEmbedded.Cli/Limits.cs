namespace IpaEmbedded.Cli;

/// <summary>The most that the command prints of what hostile input could ask for without end.</summary>
internal static class Limits
{
    /// <summary>Findings of one id in one file that are shown in lines; the rest is counted. <c>--all-findings</c> lifts it.</summary>
    public const int ShownFindings = 100;

    /// <summary>Results of one SARIF run; GitHub's code scanning refuses a log with more. <c>--all-findings</c> lifts it.</summary>
    public const int SarifResults = 25_000;
}
