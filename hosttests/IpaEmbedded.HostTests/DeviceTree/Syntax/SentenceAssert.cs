namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>Holds sources against dtc, or where it is not installed against what is recorded of it.</summary>
internal static class SentenceAssert
{
    /// <summary>So many sources that differ are shown.</summary>
    private const int Shown = 8;

    /// <summary>Each source has the verdict and the bytes of dtc; returns how many dtc takes.</summary>
    public static int AreAsOfDtc(IEnumerable<string> sources, params (string Name, byte[] Bytes)[] files)
    {
        string[] all = [.. sources];
        var trial = new SentenceTrial(all, files);
        DtcVerdicts.AssertRecorded(all, files, trial.Verdicts);
        var wrong = new List<string>();
        int accepted = 0;
        for (int i = 0; i < all.Length; i++)
        {
            accepted += trial.Accepts(i) ? 1 : 0;
            if (trial.Difference(i) is { } difference)
            {
                wrong.Add($"{difference}\n{all[i]}");
            }
        }
        Assert.IsEmpty(wrong, $"{wrong.Count} of {all.Length}: " + string.Join("\n----\n", wrong.Take(Shown)));
        return accepted;
    }
}
