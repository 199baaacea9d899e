namespace IpaEmbedded.KernelChecks;

/// <summary>One sentence about the kernel's interfaces and ours, and what proves it.</summary>
/// <param name="Name">The sentence.</param>
/// <param name="Proof">Ends if it is true, and throws what is wrong if not.</param>
internal sealed record Check(string Name, Action Proof)
{
    // A simulated machine beside other work; what waits for an event that never comes ends here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs the proof; null, or what was wrong on one line.</summary>
    public string? Run()
    {
        string? failure = null;
        var thread = new Thread(() => failure = Try()) { IsBackground = true };
        thread.Start();
        return thread.Join(Patience) ? failure : $"nothing has come for {Patience.TotalSeconds} s";
    }

    private string? Try()
    {
        try
        {
            Proof();
            return null;
        }
        catch (Exception wrong)
        {
            // Whatever a check throws is its outcome, and the others are still to run.
            return $"{wrong.GetType().Name}: {wrong.Message}".Replace('\n', ' ');
        }
    }
}
